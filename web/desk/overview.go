package desk

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// shownFew is how much of each list stands on the overview.
const shownFew = 5

// overview serves the numbers of all articles: the desk's first page, and what to fix first.
type overview struct {
	*frame
	store overviewStore
}

// overviewStore is the store as these pages see it.
type overviewStore interface {
	countStore
	searchStore
}

// show shows the desk's first page: how the site does, and what waits.
func (d *overview) show(w http.ResponseWriter, r *http.Request) error {
	l, p, ctx, lib := d.locale(r), d.period(r), r.Context(), view.LibraryOf(r.Context())
	v := page.Overview{Base: d.base(r, l.T("desk.overview.title"), "overview"), Periods: p.choices(l, r)}
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
			missed, err = d.store.MissedSearches(ctx, p.now(), feedback.Missed{}, shownFew)
			return err
		},
	)
	if err != nil {
		return err
	}
	v.Missed, v.Held = missedRows(d.settings.Origin, missed), d.heldLine(ctx, l)
	reviews := overdue(l, lib, d.today())
	v.Overdue, v.Reviews = len(reviews), reviews[:min(len(reviews), shownFew)]
	return respond.Render(w, r, http.StatusOK, page.OverviewPage(v))
}

// addWaiting counts the comments that are open.
func (d *overview) addWaiting(r *http.Request, v *page.Overview) error {
	open := feedback.Filter{Commented: true, Statuses: []feedback.Status{feedback.New, feedback.Accepted}}
	waiting, err := d.store.CountItems(r.Context(), open, feedback.ByStatus)
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
func (d *overview) addVerdicts(r *http.Request, v *page.Overview, p period) error {
	l := v.Locale
	var days, before []feedback.Count
	if err := together(
		counting(r.Context(), d.store, &days, feedback.Filter{Period: p.now()}, feedback.ByDay),
		counting(r.Context(), d.store, &before, feedback.Filter{Period: p.before()}),
	); err != nil {
		return err
	}
	step := 1
	if p.days > 31 {
		step = 7
	}
	v.Chart = chart(l, insight.Timeline(days, p.from, d.today(), step))
	now, then := shareOf(days), shareOf(before)
	v.Answers, v.Helpful, v.Likely = now.Whole, shareWords(l, now), likelyWords(l, now.Interval())
	v.Change = changeWords(l, insight.Compare(then, now))
	v.Chart.Text = l.N("desk.chart.text", now.Whole, "Days", p.days, "Percent", v.Helpful)
	return nil
}

func shareOf(counts []feedback.Count) (s insight.Share) {
	for _, c := range counts {
		s.Part, s.Whole = s.Part+c.Helpful, s.Whole+c.Answers
	}
	return s
}

// overdue lists the articles whose review is due, the longest due first.
func overdue(l *language.Locale, lib *article.Library, today time.Time) []page.Review {
	var due []*article.Article
	for _, a := range lib.Articles {
		if !a.ReviewBy.IsZero() && a.ReviewBy.Before(today) {
			due = append(due, a)
		}
	}
	slices.SortStableFunc(due, func(a, b *article.Article) int { return cmp.Compare(a.ReviewBy.Unix(), b.ReviewBy.Unix()) })
	list := make([]page.Review, len(due))
	for i, a := range due {
		list[i] = page.Review{Article: articleLink(l, a), Due: l.Day(a.ReviewBy)}
	}
	return list
}

func articleLink(l *language.Locale, a *article.Article) page.Link {
	return page.Link{Title: a.Title, Path: articlePath(a.ID), Lang: view.Foreign(l, a.Language)}
}
