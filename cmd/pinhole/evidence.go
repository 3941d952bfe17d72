package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"pinhole/internal/desk"
	"pinhole/internal/store"
)

// evidence keeps what readers said about each revision, so that no page asks the database. It follows changes of other
// processes on the same database too.
type evidence struct {
	store     *store.Store
	revisions *revisions
	logger    *slog.Logger
	enough    int
	reports   atomic.Pointer[map[languageName][]desk.Report]
}

// languageName is an article in one language: what was said of one language's text says nothing of another's.
type languageName struct{ article, language string }

const (
	evidenceEvery   = 3 * time.Second
	evidenceOverlap = time.Minute      // clocks of several processes differ
	evidenceAnew    = 10 * time.Minute // removed feedback leaves no trace, so all is read again now and then
)

func (e *evidence) about(article, language, revision string) (desk.Evidence, bool) {
	reports := e.reports.Load()
	if reports == nil {
		return desk.Evidence{}, false
	}
	return desk.Weigh((*reports)[languageName{article, language}], revision, e.enough)
}

// run follows the store until the context ends.
func (e *evidence) run(ctx context.Context) {
	tick := time.NewTicker(evidenceEvery)
	defer tick.Stop()
	tallies := map[revisionName]store.RevisionTally{}
	var asked, whole time.Time
	for {
		now := time.Now()
		since := asked.Add(-evidenceOverlap)
		if now.Sub(whole) > evidenceAnew {
			since, whole = time.Time{}, now
			clear(tallies)
		}
		changed, err := e.store.Tallies(ctx, since)
		if err == nil {
			asked = now
			e.merge(tallies, changed)
		} else if ctx.Err() == nil {
			whole = time.Time{} // what was cleared is read whole next time; meanwhile the last numbers stand
			e.logger.Warn("answers could not be counted; the last numbers stand", "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

func (e *evidence) merge(tallies map[revisionName]store.RevisionTally, changed []store.RevisionTally) {
	for _, t := range changed {
		tallies[revisionName{t.Article, t.Revision}] = t
	}
	reports := make(map[languageName][]desk.Report)
	for name, t := range tallies {
		date := e.revisions.date(name.article, name.revision)
		report := desk.Report{Revision: name.revision, Since: date.first, Verdicts: t.Verdicts}
		for _, m := range t.Models {
			report.Models = append(report.Models, desk.Model{Name: m.Model, Worked: m.Worked, Failed: m.Failed})
		}
		about := languageName{name.article, date.language}
		reports[about] = append(reports[about], report)
	}
	e.reports.Store(&reports)
}
