package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"pinhole/internal/article"
	"pinhole/internal/desk"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// shownFew is how much of each list stands on the overview.
const shownFew = 5

// overview is the desk's first page: how the site does, and what waits.
func (d *deskPages) overview(w http.ResponseWriter, r *http.Request) error {
	l, p, ctx, lib := d.words(r), d.period(r), r.Context(), view.LibraryOf(r.Context())
	v := page.Overview{Base: d.view(r, l.T("desk.overview.title"), "overview"), Periods: p.choices(l, r)}
	var missed []feedback.Missed
	err := together(
		func() error { return d.addVerdicts(r, &v, p) },
		func() error { return d.addWaiting(r, &v) },
		func() (err error) {
			v.Fixes, _, err = d.fixes(r, lib, nil, p, 0, shownFew)
			return err
		},
		func() (err error) {
			v.Latest, err = d.latest(r, lib)
			return err
		},
		func() (err error) {
			missed, err = d.Store.MissedSearches(ctx, p.now(), feedback.Missed{}, shownFew)
			return err
		},
	)
	if err != nil {
		return err
	}
	v.Missed, v.Held = d.missedRows(missed), d.heldLine(ctx, l)
	reviews := d.overdue(l, lib)
	v.Overdue, v.Reviews = len(reviews), reviews[:min(len(reviews), shownFew)]
	return respond.Render(w, r, http.StatusOK, page.OverviewPage(v))
}

// addWaiting counts the comments that are open.
func (d *deskPages) addWaiting(r *http.Request, v *page.Overview) error {
	open := feedback.Filter{Commented: true, Statuses: []feedback.Status{feedback.New, feedback.Accepted}}
	waiting, err := d.Store.CountItems(r.Context(), open, feedback.ByStatus)
	for _, c := range waiting {
		if c.Keys[0] == string(feedback.New) {
			v.New = c.Answers
		} else {
			v.Accepted = c.Answers
		}
	}
	return err
}

// addVerdicts counts the answers by day, and compares them with those of the period before.
func (d *deskPages) addVerdicts(r *http.Request, v *page.Overview, p deskPeriod) error {
	l := v.Locale
	var days, before []feedback.Count
	if err := together(
		d.counting(r.Context(), &days, feedback.Filter{Period: p.now()}, feedback.ByDay),
		d.counting(r.Context(), &before, feedback.Filter{Period: p.before()}),
	); err != nil {
		return err
	}
	step := 1
	if p.days > 31 {
		step = 7
	}
	v.Chart = chart(l, desk.Timeline(days, p.from, d.today(), step))
	now, then := shareOf(days), shareOf(before)
	v.Answers, v.Helpful, v.Likely = now.Whole, shareWords(l, now), likelyWords(l, now.Interval())
	v.Change = changeWords(l, desk.Compare(then, now))
	v.Chart.Text = l.N("desk.chart.text", now.Whole, "Days", p.days, "Percent", v.Helpful)
	return nil
}

func shareOf(counts []feedback.Count) (s desk.Share) {
	for _, c := range counts {
		s.Part, s.Whole = s.Part+c.Helpful, s.Whole+c.Answers
	}
	return s
}

// overdue lists the articles whose review is due, the longest due first.
func (d *deskPages) overdue(l *language.Locale, lib *article.Library) []page.Review {
	var due []*article.Article
	for _, a := range lib.Articles {
		if !a.ReviewBy.IsZero() && a.ReviewBy.Before(d.today()) {
			due = append(due, a)
		}
	}
	slices.SortStableFunc(due, func(a, b *article.Article) int { return cmp.Compare(a.ReviewBy.Unix(), b.ReviewBy.Unix()) })
	list := make([]page.Review, len(due))
	for i, a := range due {
		list[i] = page.Review{Article: deskArticle(l, a), Due: l.Day(a.ReviewBy)}
	}
	return list
}

func deskArticle(l *language.Locale, a *article.Article) page.Link {
	return page.Link{Title: a.Title, Path: deskArticlePath(a.ID), Lang: view.Foreign(l, a.Language)}
}

func (d *deskPages) missedRows(list []feedback.Missed) []page.Missed {
	rows := make([]page.Missed, len(list))
	for i, m := range list {
		rows[i] = page.Missed{Query: m.Query, Searches: m.Searches, Reports: m.Reports, Path: d.site.settings.Origin + "/search?q=" + url.QueryEscape(m.Query)}
	}
	return rows
}
