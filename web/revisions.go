package web

import (
	"context"
	"errors"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
)

// revisions finds the steps of a revision for one request: of the current one in the library, of earlier ones in the store.
type revisions struct {
	ctx    context.Context
	lib    *article.Library
	store  Feedback
	found  map[[2]string][]article.Step
	failed error // why the store could not be asked
}

func (s *Server) revisions(ctx context.Context, lib *article.Library) *revisions {
	return &revisions{ctx: ctx, lib: lib, store: s.Feedback, found: map[[2]string][]article.Step{}}
}

// steps tells which steps a form about a revision may name; not known when it was never served here.
func (r *revisions) steps(id, revision string) (anchors []string, known bool) {
	list, known := r.list(id, revision)
	return article.Anchors(list), known
}

func (r *revisions) list(id, revision string) (steps []article.Step, known bool) {
	a, ok := r.lib.ArticleByID(id)
	if !ok {
		return nil, false
	}
	if revision == "" || revision == a.Revision {
		return a.Steps(), true
	}
	key := [2]string{id, revision}
	if steps, known = r.found[key]; known {
		return steps, true
	}
	text, err := r.store.RevisionText(r.ctx, id, revision)
	if err != nil {
		if !errors.Is(err, feedback.ErrNotFound) {
			r.failed = err
		}
		return nil, false
	}
	steps = article.StepsOf(text)
	r.found[key] = steps
	return steps, true
}
