package desk

import (
	"context"
	"net/http"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

const (
	shownProblems   = 200
	searchesForGaps = 500
	shownGaps       = 50
)

// health serves what is wrong or missing in the content.
type health struct {
	*frame
	store    healthStore
	problems func() article.Problems
	links    func(context.Context) (LinkReport, error)
}

// healthStore is the store as the page of health sees it.
type healthStore interface {
	searchStore
	// Webhooks returns all webhooks.
	Webhooks(context.Context) ([]feedback.Webhook, error)
}

// show shows what is wrong or missing in the content.
func (d *health) show(w http.ResponseWriter, r *http.Request) error {
	l, lib, site := d.locale(r), view.LibraryOf(r.Context()), d.site(r)
	v := page.Health{Base: d.base(r, l.T("desk.health.title"), "health"), Reviews: overdue(l, lib, d.today()), Days: 90}
	v.Held = d.heldLine(r.Context(), l)
	v.Articles, v.Brands = len(lib.Articles), len(lib.Brands)
	hooks, err := d.store.Webhooks(r.Context())
	if err != nil {
		return err
	}
	for _, hook := range hooks {
		if hook.Failing() {
			v.FailingWebhooks++
		}
	}
	problems := d.problems()
	v.Errors, v.Warnings = len(problems.Errors()), len(problems.Warnings())
	v.Problems = troubles(site, append(problems.Errors(), problems.Warnings()...))
	links, err := d.links(r.Context())
	if err != nil {
		return err
	}
	if v.Links, v.DeadLinks = troubles(site, links.Problems), len(links.Problems); !links.At.IsZero() {
		v.LinksAt = l.Day(links.At)
	}
	missed, err := d.store.MissedSearches(r.Context(), feedback.Period{From: d.today().AddDate(0, 0, 1-v.Days)}, feedback.Missed{}, searchesForGaps)
	if err != nil {
		return err
	}
	for _, g := range insight.Gaps(lib, missed) {
		v.Gaps = append(v.Gaps, gapRow(l, g))
	}
	v.Gaps = v.Gaps[:min(len(v.Gaps), shownGaps)]
	for _, a := range lib.Articles {
		if a.Confidence == "single-source" || a.Confidence == "conflicting" {
			v.Unsure = append(v.Unsure, page.Unsure{Article: articleLink(l, a), Brand: a.Brand.Name, Degree: view.DegreeWord(l, a.Confidence)})
		}
	}
	return respond.Render(w, r, http.StatusOK, page.HealthPage(v))
}

func troubles(site view.Site, problems article.Problems) []page.Trouble {
	list := make([]page.Trouble, min(len(problems), shownProblems))
	for i := range list {
		p := problems[i]
		list[i] = page.Trouble{File: p.File, Line: p.Line, Message: p.Message, Error: !p.Warning, Edit: site.EditAddress(p.File)}
	}
	return list
}

func gapRow(l *language.Locale, g insight.Gap) page.Gap {
	row := page.Gap{Searches: g.Searches, Queries: joined(l, g.Queries), Brand: l.T("desk.health.any-brand"), Goal: l.T("desk.health.any-goal")}
	if g.Brand != nil {
		row.Brand = g.Brand.Name
	}
	if g.Goal != article.Goal("") {
		row.Goal = view.GoalWord(l, g.Goal)
	}
	return row
}
