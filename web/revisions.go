package web

import (
	"context"
	"errors"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
)

// revisions finds the language and the steps of a revision for one request: of a current one in the library, of earlier ones
// in the store.
type revisions struct {
	ctx    context.Context
	lib    *article.Library
	store  Feedback
	found  map[[2]string]revision
	failed error // why the store could not be asked
}

// revision is what a form about it must know.
type revision struct {
	language string
	current  *article.Article // that has this revision now; nil for an earlier one
	earlier  []article.Step   // of an earlier one
}

func (r revision) steps() []article.Step {
	if r.current != nil {
		return r.current.Steps()
	}
	return r.earlier
}

func (s *Server) revisions(ctx context.Context, lib *article.Library) *revisions {
	return &revisions{ctx: ctx, lib: lib, store: s.Feedback}
}

// steps tells which steps a form about a revision may name; not known when it was never served here.
func (r *revisions) steps(id, revision string) (anchors []string, known bool) {
	found, known := r.find(id, revision)
	return article.Anchors(found.steps()), known
}

// find gives a revision; not known when it was never served here.
func (r *revisions) find(id, name string) (found revision, known bool) {
	a, ok := r.lib.ArticleByID(id)
	if !ok {
		return revision{}, false
	}
	if current, ok := r.lib.ArticleOf(id, name); ok {
		a, name = current, ""
	}
	if name == "" {
		return revision{language: a.Language, current: a}, true
	}
	key := [2]string{id, name}
	if found, known = r.found[key]; known {
		return found, true
	}
	language, text, err := r.store.RevisionText(r.ctx, id, name)
	if err != nil {
		if !errors.Is(err, feedback.ErrNotFound) {
			r.failed = err
		}
		return revision{}, false
	}
	found = revision{language: language, earlier: article.StepsOf(language, text)}
	if r.found == nil {
		r.found = map[[2]string]revision{}
	}
	r.found[key] = found
	return found, true
}
