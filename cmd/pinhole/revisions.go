package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"pinhole/internal/site"
	"pinhole/internal/store"
)

// revisions records each Library's texts in the store in the background, so that feedback on an old revision can always be
// read in its own words, and remembers when a text replaced an earlier one.
type revisions struct {
	site   *site.Site
	store  *store.Store
	logger *slog.Logger
	dates  atomic.Pointer[map[revisionName]time.Time]
}

type revisionName struct{ article, revision string }

// revised tells when a revision replaced an earlier one.
func (r *revisions) revised(article, revision string) (time.Time, bool) {
	dates := r.dates.Load()
	if dates == nil {
		return time.Time{}, false
	}
	at, ok := (*dates)[revisionName{article, revision}]
	return at, ok
}

// run follows the site until the context ends.
func (r *revisions) run(ctx context.Context) {
	for {
		changed := r.site.Changed()
		if err := r.record(ctx); err != nil && ctx.Err() == nil {
			r.logger.Error("revisions could not be recorded; they are tried again at the next reload", "error", err)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}

func (r *revisions) record(ctx context.Context) error {
	lib := r.site.Library()
	list := make([]store.Revision, len(lib.Articles))
	for i, a := range lib.Articles {
		list[i] = store.Revision{Article: a.ID, Revision: a.Revision, Language: a.Language, Title: a.Title, Markdown: a.Markdown}
	}
	if err := r.store.RecordRevisions(ctx, list); err != nil {
		return err
	}
	replaced, err := r.store.Replacements(ctx)
	if err != nil {
		return err
	}
	dates := make(map[revisionName]time.Time, len(replaced))
	for _, v := range replaced {
		dates[revisionName{v.Article, v.Revision}] = v.FirstSeen
	}
	r.dates.Store(&dates)
	return nil
}
