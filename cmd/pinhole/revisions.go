package main

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"pinhole/internal/site"
	"pinhole/internal/store"
)

// revisions records each Library's texts in the store in the background, so that feedback on an old revision can always be
// read in its own words, and remembers when each was first served.
type revisions struct {
	site   *site.Site
	store  *store.Store
	logger *slog.Logger
	known  atomic.Pointer[map[revisionName]revisionDate]
	dated  func(articles ...string) // is told whose dates have come in, which pages show
}

type revisionName struct{ article, revision string }

type revisionDate struct {
	language string
	first    time.Time
	replaced bool // it came after another revision of the same article in the same language
}

func (r *revisions) date(article, revision string) revisionDate {
	if known := r.known.Load(); known != nil {
		return (*known)[revisionName{article, revision}]
	}
	return revisionDate{}
}

// revised tells when a revision replaced an earlier one.
func (r *revisions) revised(article, revision string) (time.Time, bool) {
	d := r.date(article, revision)
	return d.first, d.replaced
}

// revisionsAgain is how long a store that failed is left alone.
const revisionsAgain = 5 * time.Second

// run follows the site until the context ends.
func (r *revisions) run(ctx context.Context) {
	failed := false
	for {
		changed := r.site.Changed()
		var again <-chan time.Time
		err := r.record(ctx)
		if err != nil && ctx.Err() == nil {
			again = time.After(revisionsAgain)
			if !failed {
				r.logger.Warn("revisions could not be recorded; this is tried until it succeeds", "error", err)
			}
		}
		failed = err != nil
		select {
		case <-changed:
		case <-again:
		case <-ctx.Done():
			return
		}
	}
}

// record keeps what is not kept yet. Most of it is after a restart, so what there is is read before anything is written.
func (r *revisions) record(ctx context.Context) error {
	if r.known.Load() == nil {
		if err := r.read(ctx); err != nil {
			return err
		}
	}
	var list []store.Revision
	lib := r.site.Library()
	for _, a := range slices.Concat(lib.Articles, lib.Translations()) {
		if r.date(a.ID, a.Revision).first.IsZero() {
			list = append(list, store.Revision{Article: a.ID, Revision: a.Revision, Language: a.Language, Title: a.Title, Markdown: a.Markdown})
		}
	}
	if len(list) == 0 {
		return nil
	}
	if err := r.store.RecordRevisions(ctx, list); err != nil {
		return err
	}
	if len(list) > readSingly {
		return r.read(ctx)
	}
	return r.readOf(ctx, list)
}

// readSingly is how many articles' revisions are read article by article: reading all of a large library takes longer.
const readSingly = 200

// read learns which revisions are kept, and since when.
func (r *revisions) read(ctx context.Context) error {
	all, err := r.store.Revisions(ctx)
	if err != nil {
		return err
	}
	known := make(map[revisionName]revisionDate, len(all))
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Article == all[0].Article && all[n].Language == all[0].Language {
			n++
		}
		note(known, all[:n])
		all = all[n:]
	}
	r.learn(known)
	return nil
}

// readOf learns it of the articles of these revisions.
func (r *revisions) readOf(ctx context.Context, list []store.Revision) error {
	known := maps.Clone(*r.known.Load())
	for _, of := range list {
		served, err := r.store.Served(ctx, of.Article, of.Language)
		if err != nil {
			return err
		}
		all := make([]store.Revision, len(served))
		for i, v := range served {
			all[i] = store.Revision{Article: of.Article, Language: of.Language, Revision: v.Revision, FirstSeen: v.Since}
		}
		note(known, all)
	}
	r.learn(known)
	return nil
}

// note puts down the dates of an article's revisions in one language, oldest first.
func note(known map[revisionName]revisionDate, all []store.Revision) {
	for i, v := range all {
		replaced := i > 0 && all[i-1].FirstSeen.Before(v.FirstSeen)
		known[revisionName{v.Article, v.Revision}] = revisionDate{v.Language, v.FirstSeen, replaced}
	}
}

// learn replaces what is known, and tells whose dates have moved.
func (r *revisions) learn(known map[revisionName]revisionDate) {
	before := r.known.Swap(&known)
	var dated []string
	for name, date := range known {
		if before == nil || (*before)[name] != date {
			dated = append(dated, name.article)
		}
	}
	r.dated(dated...)
}
