// Package revision finds what a revision of an article says: of a current one in the library, of
// earlier ones in the store.
package revision

import (
	"context"
	"errors"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
)

// Store holds the texts of all revisions that were served here.
type Store interface {
	// RevisionText returns the Markdown of a revision, and its language. The error wraps
	// feedback.ErrNotFound for one that was never served here.
	RevisionText(ctx context.Context, article, revision string) (language string, text []byte, err error)
}

// Revision is what a form about a revision must know.
type Revision struct {
	Language string
	current  *article.Article // that has this revision now; nil for an earlier one
	earlier  []article.Step   // of an earlier one
}

// Steps are the numbered steps of the revision.
func (r Revision) Steps() []article.Step {
	if r.current != nil {
		return r.current.Steps()
	}
	return r.earlier
}

// Finder finds revisions for one request and reads each only once. It is not safe for concurrent
// use.
type Finder struct {
	ctx   context.Context
	lib   *article.Library
	store Store
	found map[[2]string]Revision
	err   error
}

// NewFinder makes a Finder that looks into a Library first and then into the store.
func NewFinder(ctx context.Context, lib *article.Library, store Store) *Finder {
	return &Finder{ctx: ctx, lib: lib, store: store, found: map[[2]string]Revision{}}
}

// Err tells why the store could not be asked for a revision; nil when it always could.
func (f *Finder) Err() error { return f.err }

// Steps tells which steps a form about a revision may name; not known when it was never served
// here.
func (f *Finder) Steps(id, revision string) (anchors []string, known bool) {
	found, known := f.Find(id, revision)
	return article.Anchors(found.Steps()), known
}

// Find returns a revision of the article with this id; an empty name is the current one. It is not
// known when it was never served here, or when the store cannot be asked, which Err then tells.
func (f *Finder) Find(id, name string) (found Revision, known bool) {
	a, ok := f.lib.ArticleByID(id)
	if !ok {
		return Revision{}, false
	}
	if current, ok := f.lib.ArticleOf(id, name); ok {
		a, name = current, ""
	}
	if name == "" {
		return Revision{Language: a.Language, current: a}, true
	}
	key := [2]string{id, name}
	if found, known = f.found[key]; known {
		return found, true
	}
	language, text, err := f.store.RevisionText(f.ctx, id, name)
	if err != nil {
		if !errors.Is(err, feedback.ErrNotFound) {
			f.err = err
		}
		return Revision{}, false
	}
	found = Revision{Language: language, earlier: article.StepsOf(language, text)}
	f.found[key] = found
	return found, true
}
