package web

import (
	"net/http"

	"pinhole/internal/desk"
	"pinhole/internal/feedback"
	"pinhole/web/page"
)

// overview is the desk's first page: how the site does, and what waits.
func (d *deskPages) overview(w http.ResponseWriter, r *http.Request) error {
	l, p := d.words(r), d.period(r)
	counts, err := d.Store.CountVerdicts(r.Context(), feedback.Filter{Period: p.now()})
	if err != nil {
		return err
	}
	v := page.DeskOverview{Desk: d.view(r, l.T("desk.overview.title"), "overview")}
	for _, c := range counts {
		v.Helpful = desk.Share{Part: c.Helpful, Whole: c.Answers}
	}
	return d.site.render(w, r, http.StatusOK, page.DeskOverviewPage(v))
}
