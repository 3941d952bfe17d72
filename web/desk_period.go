package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
)

// deskPeriods are the days that pages of the desk look back, and usualPeriod is that of an address that names none.
var deskPeriods = []int{7, 30, 90, 365}

const usualPeriod = 30

// deskPeriod is how many days a page looks back. Whole days in UTC, today included, so that the day's bar and the period begin
// at the same moment.
type deskPeriod struct {
	days int
	from time.Time
}

// period reads the days of a request; what is not one of deskPeriods counts as usualPeriod.
func (d *deskPages) period(r *http.Request) deskPeriod {
	days, err := strconv.Atoi(r.URL.Query().Get("days"))
	if err != nil || !slices.Contains(deskPeriods, days) {
		days = usualPeriod
	}
	return deskPeriod{days, d.today().AddDate(0, 0, 1-days)}
}

func (d *deskPages) today() time.Time { return d.site.Now().UTC().Truncate(24 * time.Hour) }

// now is the period itself, and before the one before it, which is as long.
func (p deskPeriod) now() feedback.Period { return feedback.Period{From: p.from} }

func (p deskPeriod) before() feedback.Period {
	return feedback.Period{From: p.from.AddDate(0, 0, -p.days), To: p.from}
}

// choices lead to the same page with another period. Places in a list belong to one period, so they are left out.
func (p deskPeriod) choices(l *language.Locale, r *http.Request) []page.Choice {
	var list []page.Choice
	for _, days := range deskPeriods {
		q := r.URL.Query()
		q.Del("after")
		q.Set("days", strconv.Itoa(days))
		list = append(list, page.Choice{Title: l.N("desk.days", days), Path: withQuery(r, q), Here: days == p.days})
	}
	return list
}

func withQuery(r *http.Request, q url.Values) string { return r.URL.Path + "?" + q.Encode() }
