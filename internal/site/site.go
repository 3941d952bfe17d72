// Package site holds the Library that is being served with its search indexes, and replaces both
// when the content changes. A broken change never takes the site down: the last good state goes on
// serving.
package site

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"log/slog"
	"sync"
	"sync/atomic"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

// Site is the current state of the content behind one pointer. It is safe for concurrent use.
type Site struct {
	loader    *article.Loader
	files     fs.FS
	logger    *slog.Logger
	reloading sync.Mutex
	current   atomic.Pointer[state]
}

// state is what one load left behind. It never changes.
type state struct {
	library  *article.Library
	synonyms map[string]synonyms // by language
	indexes  *indexes
	version  string
	problems article.Problems
	changed  chan struct{} // closed when another state takes its place
}

// synonyms are those of a language, with the text that they were read from.
type synonyms struct {
	text []byte
	read *search.Synonyms
}

// Open loads the content for the first time; files is the folder that loader reads, for the
// synonyms in it. The error is article.Problems when the content is broken. The search index is
// made meanwhile: a search that comes before it is ready waits.
func Open(loader *article.Loader, files fs.FS, logger *slog.Logger) (*Site, error) {
	if loader == nil || files == nil || logger == nil {
		return nil, errors.New("site: loader, files and logger must be set")
	}
	s := &Site{loader: loader, files: files, logger: logger}
	first, problems := s.load(&state{})
	if first == nil {
		return nil, problems.Errors()
	}
	first.indexes = newIndexes()
	s.current.Store(first)
	go first.indexes.build(first.library, first.synonyms, nil)
	return s, nil
}

// load reads what changed since a state. It returns that state itself when nothing did, and none
// when there are errors. Its indexes are still those of the state before.
func (s *Site) load(old *state) (*state, article.Problems) {
	lib, problems := s.loader.Load()
	languages := []string{article.English}
	if lib != nil {
		languages = lib.Languages()
	}
	next := &state{library: lib, synonyms: map[string]synonyms{}, indexes: old.indexes, version: old.version, changed: make(chan struct{})}
	same := lib == old.library && len(languages) == len(old.synonyms)
	for _, language := range languages {
		before := old.synonyms[language]
		now, wrong := s.readSynonyms(language, before)
		same = same && now.read == before.read
		next.synonyms[language], problems = now, append(problems[:len(problems):len(problems)], wrong...)
	}
	next.problems = problems
	switch {
	case len(problems.Errors()) > 0:
		return nil, problems
	case same && len(old.problems.Errors()) == 0:
		return old, problems
	case lib != old.library:
		next.version = rand.Text()
	}
	return next, problems
}

// readSynonyms reads the synonyms of a language, those of before when their text is the same.
func (s *Site) readSynonyms(language string, before synonyms) (synonyms, article.Problems) {
	text, err := fs.ReadFile(s.files, search.SynonymsFile(language))
	if err == nil && before.read != nil && bytes.Equal(text, before.text) || errors.Is(err, fs.ErrNotExist) && before.read != nil && before.text == nil {
		return before, nil
	}
	read, problems := search.ReadSynonyms(s.files, language)
	return synonyms{text, read}, problems
}

// Library returns the current Library, which never changes; a reload makes a new one.
func (s *Site) Library() *article.Library { return s.current.Load().library }

// Version names the current Library. No other Library ever has this name, not even after a restart.
func (s *Site) Version() string { return s.current.Load().version }

// Problems returns what the latest load found, warnings included. When it holds errors, an older
// Library is being served.
func (s *Site) Problems() article.Problems { return s.current.Load().problems }

// Changed returns a channel that is closed when a reload finds a change, successful or not.
func (s *Site) Changed() <-chan struct{} { return s.current.Load().changed }

// Reload reads what changed, and indexes it. With an error the old state stays, and the problems
// are logged and kept for Problems. A context that ends leaves everything as it is.
func (s *Site) Reload(ctx context.Context) error {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	old := s.current.Load()
	next, problems := s.load(old)
	switch next {
	case old:
		s.logger.Debug("the content did not change")
		return nil
	case nil:
		failed := *old
		failed.problems, failed.changed = problems, make(chan struct{})
		s.replace(old, &failed)
		return s.report(problems.Errors())
	}
	before, err := old.indexes.wait(ctx)
	if err != nil {
		return err
	}
	next.indexes = newIndexes()
	next.indexes.build(next.library, next.synonyms, before)
	s.replace(old, next)
	lib := next.library
	s.logger.Info("content loaded", "articles", len(lib.Articles), "brands", len(lib.Brands), "warnings", len(lib.Warnings))
	return nil
}

func (s *Site) replace(old, next *state) {
	s.current.Store(next)
	close(old.changed)
}

// maxLogged keeps a mistake in a file that many others need from filling the log.
const maxLogged = 20

func (s *Site) report(problems article.Problems) error {
	for _, p := range problems[:min(len(problems), maxLogged)] {
		s.logger.Error("the content has an error; the last good state is served", "file", p.File, "line", p.Line, "problem", p.Message)
	}
	return problems
}
