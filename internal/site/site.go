// Package site holds the Library that is being served, and replaces it when the content changes. A broken change never takes
// the site down: the last good Library goes on serving.
package site

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"pinhole/internal/article"
)

// Site is the current Library behind one pointer. It is safe for concurrent use.
type Site struct {
	loader *article.Loader
	logger *slog.Logger

	library  atomic.Pointer[article.Library]
	problems atomic.Pointer[article.Problems]

	reloading sync.Mutex
	changed   chan struct{} // closed and replaced at each reload
	notify    sync.Mutex
}

// Open loads the content for the first time. The error is article.Problems when the content is broken.
func Open(loader *article.Loader, logger *slog.Logger) (*Site, error) {
	if loader == nil || logger == nil {
		return nil, errors.New("site: loader and logger must be set")
	}
	s := &Site{loader: loader, logger: logger, changed: make(chan struct{})}
	lib, problems := loader.Load()
	if lib == nil {
		return nil, problems.Errors()
	}
	s.publish(lib, problems)
	return s, nil
}

// Library gives the current Library, which never changes; a reload makes a new one.
func (s *Site) Library() *article.Library { return s.library.Load() }

// Problems gives what the latest load found, warnings included. When it holds errors, an older Library is being served.
func (s *Site) Problems() article.Problems { return *s.problems.Load() }

// Changed gives a channel that is closed at the next reload, successful or not.
func (s *Site) Changed() <-chan struct{} {
	s.notify.Lock()
	defer s.notify.Unlock()
	return s.changed
}

// Reload reads what changed. With an error the old Library stays, and the problems are logged and kept for Problems.
func (s *Site) Reload(context.Context) error {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	lib, problems := s.loader.Load()
	s.publish(lib, problems)
	if lib == nil {
		bad := problems.Errors()
		for _, p := range bad[:min(len(bad), 20)] {
			s.logger.Error("the content has an error; the last good state is served", "file", p.File, "line", p.Line, "problem", p.Message)
		}
		return bad
	}
	s.logger.Info("content loaded", "articles", len(lib.Articles), "brands", len(lib.Brands), "warnings", len(lib.Warnings))
	return nil
}

func (s *Site) publish(lib *article.Library, problems article.Problems) {
	if lib != nil {
		s.library.Store(lib)
	}
	s.problems.Store(&problems)
	s.notify.Lock()
	defer s.notify.Unlock()
	close(s.changed)
	s.changed = make(chan struct{})
}
