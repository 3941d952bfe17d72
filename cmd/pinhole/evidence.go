package main

import (
	"cmp"
	"context"
	"log/slog"
	"reflect"
	"slices"
	"sync/atomic"
	"time"

	"pinhole/internal/article"
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
	models    atomic.Pointer[libraryModels]
	changed   func(articles ...string) // is told whose numbers have moved
}

// languageName is an article in one language: what was said of one language's text says nothing of another's.
type languageName struct{ article, language string }

const (
	evidenceEvery   = 3 * time.Second
	evidenceShare   = 50               // counting takes at most this part of the time: a flood of answers makes it slow
	evidenceOverlap = time.Minute      // clocks of several processes differ
	evidenceAnew    = 10 * time.Minute // removed feedback leaves no trace, so all is read again now and then
)

func (e *evidence) about(article, language, revision string) (desk.Evidence, bool) {
	reports := e.reports.Load()
	if reports == nil {
		return desk.Evidence{}, false
	}
	return desk.Weigh((*reports)[languageName{article, language}], revision, e.enough, e.modelsOf(article))
}

// modelsOf tells which models may stand on an article's page.
func (e *evidence) modelsOf(id string) *desk.Models {
	lib := e.revisions.site.Library()
	known := e.models.Load()
	if known == nil || known.library != lib {
		known = &libraryModels{lib, desk.ModelsOf(lib)}
		e.models.Store(known)
	}
	if a, ok := lib.ArticleByID(id); ok {
		return known.models.Of(a)
	}
	return known.models
}

// libraryModels are the models that a library knows.
type libraryModels struct {
	library *article.Library
	models  *desk.Models
}

// run follows the store until the context ends.
func (e *evidence) run(ctx context.Context) {
	pause := time.NewTimer(0)
	defer pause.Stop()
	tallies := map[revisionName]store.RevisionTally{}
	var asked, whole time.Time
	failed := false
	for {
		now := time.Now()
		since := asked.Add(-evidenceOverlap)
		if now.Sub(whole) > evidenceAnew {
			since, whole = time.Time{}, now
			clear(tallies)
		}
		changed, hidden, err := e.read(ctx, since)
		if err == nil {
			asked, failed = now, false
			e.merge(tallies, changed, hidden)
		} else if ctx.Err() == nil {
			whole = time.Time{} // what was cleared is read whole next time; meanwhile the last numbers stand
			if !failed {
				e.logger.Warn("answers could not be counted; the last numbers stand until they can", "error", err)
			}
			failed = true
		}
		pause.Reset(max(evidenceEvery, evidenceShare*time.Since(now)))
		select {
		case <-pause.C:
		case <-ctx.Done():
			return
		}
	}
}

// read gives the tallies that have changed, and all models that editors have hidden.
func (e *evidence) read(ctx context.Context, since time.Time) ([]store.RevisionTally, map[string][]string, error) {
	changed, err := e.store.Tallies(ctx, since)
	if err != nil {
		return nil, nil, err
	}
	hidden, err := e.store.HiddenModels(ctx)
	return changed, hidden, err
}

func (e *evidence) merge(tallies map[revisionName]store.RevisionTally, read []store.RevisionTally, hidden map[string][]string) {
	for _, t := range read {
		tallies[revisionName{t.Article, t.Revision}] = t
	}
	reports := make(map[languageName][]desk.Report)
	for name, t := range tallies {
		date := e.revisions.date(name.article, name.revision)
		report := desk.Report{Revision: name.revision, Since: date.first, Verdicts: t.Verdicts, Hidden: hidden[name.article]}
		for _, m := range t.Models {
			report.Models = append(report.Models, desk.Model{Name: m.Model, Worked: m.Worked, Failed: m.Failed})
		}
		about := languageName{name.article, date.language}
		reports[about] = append(reports[about], report)
	}
	for _, list := range reports {
		slices.SortFunc(list, func(a, b desk.Report) int { return cmp.Compare(a.Revision, b.Revision) })
	}
	before := e.reports.Swap(&reports)
	if before == nil {
		before = &map[languageName][]desk.Report{}
	}
	if moved := moved(*before, reports); len(moved) > 0 {
		e.changed(moved...)
	}
}

// moved names the articles whose reports differ.
func moved(before, after map[languageName][]desk.Report) []string {
	var articles []string
	for about, list := range after {
		if !reflect.DeepEqual(before[about], list) {
			articles = append(articles, about.article)
		}
	}
	for about := range before {
		if _, still := after[about]; !still {
			articles = append(articles, about.article)
		}
	}
	return articles
}
