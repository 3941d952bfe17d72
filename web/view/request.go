package view

import (
	"context"
	"strings"

	"pinhole/internal/article"
)

type libraryKey struct{}

// WithLibrary puts the Library that a request is answered from into its context: it is taken once, so that a reload in between
// never mixes two in one page.
func WithLibrary(ctx context.Context, lib *article.Library) context.Context {
	return context.WithValue(ctx, libraryKey{}, lib)
}

// LibraryOf is the Library of a request, in its source language. It is nil without [WithLibrary].
func LibraryOf(ctx context.Context) *article.Library {
	lib, _ := ctx.Value(libraryKey{}).(*article.Library)
	return lib
}

// For returns what the page at a path is made from.
func (s *Settings) For(ctx context.Context, path string) Site {
	l, _ := s.LocaleOf(path)
	return s.Site(LibraryOf(ctx), l)
}

// CutEnding splits the address of an article's Markdown or picture from that of its page.
func CutEnding(address string) (path, ending string) {
	for _, ending := range []string{".md", ".png"} {
		if plain, found := strings.CutSuffix(address, ending); found {
			return plain, ending
		}
	}
	return address, ""
}
