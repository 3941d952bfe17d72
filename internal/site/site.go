// Package site holds the Library that is being served, and replaces it when the content changes. A broken change never takes
// the site down: the last good Library goes on serving.
package site

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"pinhole/internal/article"
	"pinhole/internal/background"
)

// Site is the current Library behind one pointer. It is safe for concurrent use.
type Site struct {
	loader    *article.Loader
	logger    *slog.Logger
	reloading sync.Mutex
	current   atomic.Pointer[state]
}

// state is what one load left behind. It never changes.
type state struct {
	library  *article.Library
	version  string
	problems article.Problems
	changed  chan struct{} // closed when another state takes its place
}

// Open loads the content for the first time. The error is article.Problems when the content is broken.
func Open(loader *article.Loader, logger *slog.Logger) (*Site, error) {
	if loader == nil || logger == nil {
		return nil, errors.New("site: loader and logger must be set")
	}
	lib, problems := loader.Load()
	if lib == nil {
		return nil, problems.Errors()
	}
	s := &Site{loader: loader, logger: logger}
	s.current.Store(newState(lib, problems))
	return s, nil
}

func newState(lib *article.Library, problems article.Problems) *state {
	return &state{library: lib, version: rand.Text(), problems: problems, changed: make(chan struct{})}
}

// Library gives the current Library, which never changes; a reload makes a new one.
func (s *Site) Library() *article.Library { return s.current.Load().library }

// Version names the current Library. No other Library ever has this name, not even after a restart.
func (s *Site) Version() string { return s.current.Load().version }

// Problems gives what the latest load found, warnings included. When it holds errors, an older Library is being served.
func (s *Site) Problems() article.Problems { return s.current.Load().problems }

// Changed gives a channel that is closed when a reload finds a change, successful or not.
func (s *Site) Changed() <-chan struct{} { return s.current.Load().changed }

// Reload reads what changed. With an error the old Library stays, and the problems are logged and kept for Problems.
func (s *Site) Reload(context.Context) error {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	var lib *article.Library
	var problems article.Problems
	background.Do(func() { lib, problems = s.loader.Load() })
	old := s.current.Load()
	if lib != nil && lib == old.library {
		s.logger.Debug("the content did not change")
		return nil
	}
	next := newState(lib, problems)
	if lib == nil {
		next.library, next.version = old.library, old.version
	}
	s.current.Store(next)
	close(old.changed)
	if lib == nil {
		return s.report(problems.Errors())
	}
	s.logger.Info("content loaded", "articles", len(lib.Articles), "brands", len(lib.Brands), "warnings", len(lib.Warnings))
	return nil
}

// maxLogged keeps a mistake in a file that many others need from filling the log.
const maxLogged = 20

func (s *Site) report(problems article.Problems) error {
	for _, p := range problems[:min(len(problems), maxLogged)] {
		s.logger.Error("the content has an error; the last good state is served", "file", p.File, "line", p.Line, "problem", p.Message)
	}
	return problems
}
