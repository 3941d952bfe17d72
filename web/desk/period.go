package desk

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

// periods are the days that pages of the desk look back, and usualPeriod is that of an address that
// names none.
var periods = []int{7, 30, 90, 365}

const usualPeriod = 30

// period is how many days a page looks back. Whole days in UTC, today included, so that the day's
// bar and the period begin at the same moment.
type period struct {
	days int
	from time.Time
}

// period reads the days of a request; what is not one of periods counts as usualPeriod.
func (d *frame) period(r *http.Request) period {
	days, err := strconv.Atoi(r.URL.Query().Get("days"))
	if err != nil || !slices.Contains(periods, days) {
		days = usualPeriod
	}
	return period{days, d.today().AddDate(0, 0, 1-days)}
}

func (d *frame) today() time.Time { return d.now().UTC().Truncate(24 * time.Hour) }

// now is the period itself, and before the one before it, which is as long.
func (p period) now() feedback.Period { return feedback.Period{From: p.from} }

func (p period) before() feedback.Period {
	return feedback.Period{From: p.from.AddDate(0, 0, -p.days), To: p.from}
}

// choices lead to the same page with another period. Places in a list belong to one period, so they
// are left out.
func (p period) choices(l *language.Locale, r *http.Request) []page.Choice {
	var list []page.Choice
	for _, days := range periods {
		q := r.URL.Query()
		q.Del("after")
		q.Set("days", strconv.Itoa(days))
		list = append(list, page.Choice{Title: l.N("desk.days", days), Path: withQuery(r, q), Here: days == p.days})
	}
	return list
}

func withQuery(r *http.Request, q url.Values) string { return r.URL.Path + "?" + q.Encode() }
