package jobs

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

// Revisions records the texts of each library that is served, so that feedback on an old revision
// can always be read in its own words, and knows when each revision was first served.
type Revisions struct {
	// DatesChanged is called with the ids of articles whose dates have changed. It must be set
	// before Run.
	DatesChanged func(articles ...string)

	site   *site.Site
	store  *store.Store
	logger *slog.Logger
	dates  atomic.Pointer[map[revisionName]revisionDate] // of recorded revisions; nil before they are read
}

type revisionName struct{ article, revision string }

type revisionDate struct {
	language string
	first    time.Time
	replaced bool // it came after another revision of the same article in the same language
}

func (r *Revisions) date(article, revision string) revisionDate {
	if dates := r.dates.Load(); dates != nil {
		return (*dates)[revisionName{article, revision}]
	}
	return revisionDate{}
}

// ReplacedAt returns when a revision replaced an earlier one of its article here; not ok where it
// is the first or is not recorded yet.
func (r *Revisions) ReplacedAt(article, revision string) (at time.Time, ok bool) {
	d := r.date(article, revision)
	return d.first, d.replaced
}

const revisionsRetry = 5 * time.Second

// Run records the site's revisions now and after each reload, until the context ends.
func (r *Revisions) Run(ctx context.Context) {
	failed := false
	for {
		changed := r.site.Changed()
		var retry <-chan time.Time
		err := r.record(ctx)
		if err != nil && ctx.Err() == nil {
			retry = time.After(revisionsRetry)
			if !failed {
				r.logger.Warn("revisions could not be recorded; this is tried until it succeeds", "error", err)
			}
		}
		failed = err != nil
		select {
		case <-changed:
		case <-retry:
		case <-ctx.Done():
			return
		}
	}
}

// record records the revisions that are not recorded yet. After a restart most of them are, so
// these are read first.
func (r *Revisions) record(ctx context.Context) error {
	if r.dates.Load() == nil {
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
	if len(list) > maxSingleReads {
		return r.read(ctx)
	}
	return r.readOf(ctx, list)
}

// maxSingleReads is up to how many revisions are read article by article: that is faster than
// reading all of a large library.
const maxSingleReads = 200

// read reads the dates of all recorded revisions.
func (r *Revisions) read(ctx context.Context) error {
	all, err := r.store.Revisions(ctx)
	if err != nil {
		return err
	}
	dates := make(map[revisionName]revisionDate, len(all))
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Article == all[0].Article && all[n].Language == all[0].Language {
			n++
		}
		addDates(dates, all[:n])
		all = all[n:]
	}
	r.setDates(dates)
	return nil
}

// readOf reads the dates of the articles of these revisions.
func (r *Revisions) readOf(ctx context.Context, list []store.Revision) error {
	dates := maps.Clone(*r.dates.Load())
	for _, of := range list {
		served, err := r.store.Served(ctx, of.Article, of.Language)
		if err != nil {
			return err
		}
		all := make([]store.Revision, len(served))
		for i, v := range served {
			all[i] = store.Revision{Article: of.Article, Language: of.Language, Revision: v.Revision, FirstSeen: v.Since}
		}
		addDates(dates, all)
	}
	r.setDates(dates)
	return nil
}

// addDates adds the dates of all revisions of an article in one language, oldest first.
func addDates(dates map[revisionName]revisionDate, all []store.Revision) {
	for i, v := range all {
		replaced := i > 0 && all[i-1].FirstSeen.Before(v.FirstSeen)
		dates[revisionName{v.Article, v.Revision}] = revisionDate{v.Language, v.FirstSeen, replaced}
	}
}

// setDates replaces the dates, and reports the articles whose dates have changed.
func (r *Revisions) setDates(dates map[revisionName]revisionDate) {
	before := r.dates.Swap(&dates)
	var changed []string
	for name, date := range dates {
		if before == nil || (*before)[name] != date {
			changed = append(changed, name.article)
		}
	}
	r.DatesChanged(changed...)
}
