package jobs

import (
	"cmp"
	"context"
	"log/slog"
	"reflect"
	"slices"
	"sync/atomic"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/internal/store"
)

// Evidence holds the counts of readers' answers about each revision, so that no page asks the
// database. It follows changes of other processes on the same database too.
type Evidence struct {
	// Changed is called with the ids of articles whose counts have changed. It must be set before
	// Run.
	Changed func(articles ...string)

	store      *store.Store
	revisions  *Revisions
	logger     *slog.Logger
	minAnswers int // that a revision needs before its page shows them
	reports    atomic.Pointer[map[languageName][]insight.Report]
	models     atomic.Pointer[libraryModels]
}

// languageName is an article in one language: what was said of one language's text says nothing of
// another's.
type languageName struct{ article, language string }

const (
	evidenceInterval = 3 * time.Second
	evidenceShare    = 50               // counting takes at most 1/50 of the time, also when a flood of answers makes it slow
	evidenceOverlap  = time.Minute      // clocks of several processes differ
	evidenceFullRead = 10 * time.Minute // removed feedback leaves no trace, so everything is read again at this interval
)

// About returns what readers said about an article in a language that has this revision now; not ok
// while too few answered, or before the first count.
func (e *Evidence) About(article, language, revision string) (insight.Evidence, bool) {
	reports := e.reports.Load()
	if reports == nil {
		return insight.Evidence{}, false
	}
	return insight.Weigh((*reports)[languageName{article, language}], revision, e.minAnswers, e.modelsOf(article))
}

// modelsOf returns the models that may be named on an article's page.
func (e *Evidence) modelsOf(id string) *insight.Models {
	lib := e.revisions.site.Library()
	cached := e.models.Load()
	if cached == nil || cached.library != lib {
		cached = &libraryModels{lib, insight.ModelsOf(lib)}
		e.models.Store(cached)
	}
	if a, ok := lib.ArticleByID(id); ok {
		return cached.models.Of(a)
	}
	return cached.models
}

// libraryModels are the models that a library knows.
type libraryModels struct {
	library *article.Library
	models  *insight.Models
}

// Run counts until the context ends.
func (e *Evidence) Run(ctx context.Context) {
	pause := time.NewTimer(0)
	defer pause.Stop()
	tallies := map[revisionName]store.RevisionTally{}
	var lastRead, lastFullRead time.Time
	failed := false
	for {
		now := time.Now()
		since := lastRead.Add(-evidenceOverlap)
		if now.Sub(lastFullRead) > evidenceFullRead {
			since, lastFullRead = time.Time{}, now
			clear(tallies)
		}
		changed, hidden, err := e.read(ctx, since)
		if err == nil {
			lastRead, failed = now, false
			e.merge(tallies, changed, hidden)
		} else if ctx.Err() == nil {
			lastFullRead = time.Time{} // the tallies may have been cleared; meanwhile the last counts are shown
			if !failed {
				e.logger.Warn("answers could not be counted; the last numbers stand until they can", "error", err)
			}
			failed = true
		}
		pause.Reset(max(evidenceInterval, evidenceShare*time.Since(now)))
		select {
		case <-pause.C:
		case <-ctx.Done():
			return
		}
	}
}

// read returns the tallies that have changed since then, and all models that editors have hidden.
func (e *Evidence) read(ctx context.Context, since time.Time) ([]store.RevisionTally, map[string][]string, error) {
	changed, err := e.store.Tallies(ctx, since)
	if err != nil {
		return nil, nil, err
	}
	hidden, err := e.store.HiddenModels(ctx)
	return changed, hidden, err
}

func (e *Evidence) merge(tallies map[revisionName]store.RevisionTally, read []store.RevisionTally, hidden map[string][]string) {
	for _, t := range read {
		tallies[revisionName{t.Article, t.Revision}] = t
	}
	reports := make(map[languageName][]insight.Report)
	for name, t := range tallies {
		date := e.revisions.date(name.article, name.revision)
		report := insight.Report{Revision: name.revision, Since: date.first, Verdicts: t.Verdicts, Hidden: hidden[name.article]}
		for _, m := range t.Models {
			report.Models = append(report.Models, insight.Model{Name: m.Model, Worked: m.Worked, Failed: m.Failed})
		}
		about := languageName{name.article, date.language}
		reports[about] = append(reports[about], report)
	}
	for _, list := range reports {
		slices.SortFunc(list, func(a, b insight.Report) int { return cmp.Compare(a.Revision, b.Revision) })
	}
	before := e.reports.Swap(&reports)
	if before == nil {
		before = &map[languageName][]insight.Report{}
	}
	if changed := changedArticles(*before, reports); len(changed) > 0 {
		e.Changed(changed...)
	}
}

// changedArticles returns the ids of articles whose reports differ.
func changedArticles(before, after map[languageName][]insight.Report) []string {
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
