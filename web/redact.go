package web

import (
	"sync/atomic"

	"pinhole/internal/article"
	"pinhole/internal/redact"
)

// redaction removes secrets from what readers write. The models that articles name stay, so a
// redactor is made once for each Library.
type redaction struct {
	removed func(detector string)
	current atomic.Pointer[libraryRedactor]
}

type libraryRedactor struct {
	lib      *article.Library
	redactor *redact.Redactor
}

func (r *redaction) of(lib *article.Library) *redact.Redactor {
	if c := r.current.Load(); c != nil && c.lib == lib {
		return c.redactor
	}
	made := &libraryRedactor{lib: lib, redactor: redact.New(redact.Options{Model: knownModel(lib), Removed: r.removed})}
	r.current.Store(made)
	return made.redactor
}

// knownModel reports whether a word is a model number that an article names, or that one of its
// patterns takes.
func knownModel(lib *article.Library) func(string) bool {
	models := lib.Models()
	exact := make(map[string]bool, len(models))
	var patterns []article.Pattern
	for _, m := range models {
		if m.Exact() {
			exact[article.PlainModel(m.Text)] = true
		} else {
			patterns = append(patterns, m)
		}
	}
	return func(word string) bool {
		if exact[article.PlainModel(word)] {
			return true
		}
		for _, p := range patterns {
			if p.Matches(word) {
				return true
			}
		}
		return false
	}
}
