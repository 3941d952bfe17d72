package insight

import (
	"time"

	"pinhole/internal/feedback"
)

// Span is the answers of some days that stand together as one bar.
type Span struct {
	From, To time.Time // first and last day
	Helpful  Share
}

// Timeline puts counts by day into spans of so many days each, from one day to another, both
// included. Days without an answer count nothing. The first span may be shorter, so that the last
// one is whole.
func Timeline(counts []feedback.Count, from, to time.Time, days int) []Span {
	byDay := make(map[string]feedback.Count, len(counts))
	for _, c := range counts {
		byDay[c.Keys[0]] = c
	}
	total := int(to.Sub(from).Hours()/24) + 1
	var spans []Span
	left := (total-1)%days + 1 // days that are still to go into the current span
	for i := range total {
		day := from.AddDate(0, 0, i)
		if left == 0 || i == 0 {
			spans = append(spans, Span{From: day})
			if i > 0 {
				left = days
			}
		}
		s := &spans[len(spans)-1]
		c := byDay[day.Format(time.DateOnly)]
		s.To, s.Helpful.Part, s.Helpful.Whole = day, s.Helpful.Part+c.Helpful, s.Helpful.Whole+c.Answers
		left--
	}
	return spans
}
