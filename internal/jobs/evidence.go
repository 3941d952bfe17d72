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
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/internal/store"
)

// Evidence holds the counts of readers' answers about each revision, so that no page asks the
// database. It follows changes of other processes on the same database too.
type Evidence struct {
	// Changed is called with the ids of articles whose counts have changed. It must be set before
	// Run.
	Changed func(articles ...string)
	// RewrittenChanged is called when other steps are known to be rewritten. It must be set before
	// Run.
	RewrittenChanged func()

	store      *store.Store
	revisions  *Revisions
	logger     *slog.Logger
	minAnswers int // that a revision needs before its page shows them
	reports    atomic.Pointer[map[languageName][]insight.Report]
	models     atomic.Pointer[libraryModels]

	// Only Run uses these.
	steps     map[revisionName][]insight.FailedStep
	rewritten map[languageName]rewriting
}

// rewriting is the last rewriting of an article's step, and from what it was found out.
type rewriting struct {
	revision string // the current one
	failures int    // of all revisions
	insight.Rewriting
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
			e.steps, e.rewritten = map[revisionName][]insight.FailedStep{}, map[languageName]rewriting{}
		}
		changed, hidden, err := e.read(ctx, since)
		if err == nil {
			lastRead, failed = now, false
			e.merge(ctx, tallies, changed, hidden)
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
	if err := e.readSteps(ctx, since, changed); err != nil {
		return nil, nil, err
	}
	hidden, err := e.store.HiddenModels(ctx)
	return changed, hidden, err
}

// readSteps counts the readers whom the steps of changed articles failed; of all articles for the
// zero time.
func (e *Evidence) readSteps(ctx context.Context, since time.Time, changed []store.RevisionTally) error {
	filter := feedback.Filter{Failed: true}
	if !since.IsZero() {
		filter.Articles = []string{}
		for _, t := range changed {
			if !slices.Contains(filter.Articles, t.Article) {
				filter.Articles = append(filter.Articles, t.Article)
			}
		}
		if len(filter.Articles) == 0 {
			return nil
		}
	}
	counts, err := e.store.CountVerdicts(ctx, filter, feedback.ByArticle, feedback.ByRevision, feedback.ByStep)
	if err != nil {
		return err
	}
	steps := map[revisionName][]insight.FailedStep{}
	for _, c := range counts {
		if name := (revisionName{c.Keys[0], c.Keys[1]}); c.Keys[2] != "" {
			steps[name] = append(steps[name], insight.FailedStep{Anchor: c.Keys[2], Readers: c.Answers})
		}
	}
	for _, t := range changed {
		name := revisionName{t.Article, t.Revision}
		e.steps[name] = steps[name]
	}
	return nil
}

// maxEditions bounds how many revisions of an article are looked at for rewritten steps.
const maxEditions = 20

// rewrites returns the last rewriting of each article's steps. Texts are read only of articles with
// steps that failed in an earlier revision, and only when something has changed.
func (e *Evidence) rewrites(ctx context.Context, reports map[languageName][]insight.Report) error {
	lib := e.revisions.site.Library()
	for about, list := range reports {
		original, ok := lib.ArticleByID(about.article)
		if !ok {
			continue
		}
		a, ok := lib.Translation(original, about.language)
		if !ok || a.Language != about.language {
			continue
		}
		all, earlier := 0, 0
		for _, r := range list {
			for _, s := range r.Steps {
				all += s.Readers
				if r.Revision != a.Revision {
					earlier += s.Readers
				}
			}
		}
		if earlier < max(e.minAnswers, insight.MinAnswers) {
			continue
		}
		known := e.rewritten[about]
		if known.revision != a.Revision || known.failures != all {
			found, current, err := e.rewriting(ctx, a)
			if err != nil {
				return err
			}
			if !current {
				continue // it is not recorded yet
			}
			known = rewriting{a.Revision, all, found}
			e.rewritten[about] = known
		}
		at := slices.IndexFunc(list, func(r insight.Report) bool { return r.Revision == a.Revision })
		if at < 0 {
			at = len(list)
			list = append(list, insight.Report{Revision: a.Revision, Since: e.revisions.date(a.ID, a.Revision).first})
		}
		list[at].Rewritten = known.Rewriting
		reports[about] = list
	}
	return nil
}

// rewriting finds the last rewriting of an article's steps; not current if its revision is not
// recorded yet.
func (e *Evidence) rewriting(ctx context.Context, a *article.Article) (found insight.Rewriting, current bool, err error) {
	served, err := e.store.Served(ctx, a.ID, a.Language)
	at := slices.IndexFunc(served, func(s feedback.Served) bool { return s.Revision == a.Revision })
	if err != nil || at < 0 {
		return found, false, err
	}
	served = served[:at+1]
	var editions []insight.Edition
	for _, s := range served[max(0, len(served)-maxEditions):] {
		text, err := e.store.Revision(ctx, a.ID, s.Revision, a.Language)
		if err != nil {
			return found, false, err
		}
		editions = append(editions, insight.Edition{Since: s.Since, Steps: article.StepsOf(a.Language, text.Markdown), Failed: e.steps[revisionName{a.ID, s.Revision}]})
	}
	found, _ = insight.Rewritten(editions, e.minAnswers)
	return found, true, nil
}

func (e *Evidence) merge(ctx context.Context, tallies map[revisionName]store.RevisionTally, read []store.RevisionTally, hidden map[string][]string) {
	for _, t := range read {
		tallies[revisionName{t.Article, t.Revision}] = t
	}
	reports := make(map[languageName][]insight.Report)
	for name, t := range tallies {
		date := e.revisions.date(name.article, name.revision)
		report := insight.Report{Revision: name.revision, Since: date.first, Verdicts: t.Verdicts, Hidden: hidden[name.article], Steps: e.steps[name]}
		for _, m := range t.Models {
			report.Models = append(report.Models, insight.Model{Name: m.Model, Worked: m.Worked, Failed: m.Failed})
		}
		about := languageName{name.article, date.language}
		reports[about] = append(reports[about], report)
	}
	if err := e.rewrites(ctx, reports); err != nil && ctx.Err() == nil {
		e.logger.Warn("rewritten steps could not be looked for", "error", err)
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
	for about, list := range reports {
		if rewritten(list) != rewritten((*before)[about]) {
			e.RewrittenChanged()
			break
		}
	}
}

// rewritten returns the latest rewriting of a step that is known of an article.
func rewritten(reports []insight.Report) insight.Rewriting {
	var latest insight.Rewriting
	for _, r := range reports {
		if r.Rewritten.Day.After(latest.Day) {
			latest = r.Rewritten
		}
	}
	return latest
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
