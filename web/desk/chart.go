package desk

import (
	"strconv"

	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
)

// chart draws a time line as bars in a field of 100 by 100, which the page stretches.
func chart(l *language.Locale, spans []insight.Span) page.Chart {
	most := 1
	for _, s := range spans {
		most = max(most, s.Helpful.Whole)
	}
	c := page.Chart{Most: most}
	wide := 100 / float64(len(spans))
	for i, s := range spans {
		helped := 100 * float64(s.Helpful.Part) / float64(most)
		failed := 100 * float64(s.Helpful.Whole-s.Helpful.Part) / float64(most)
		c.Bars = append(c.Bars, page.Bar{
			When: spanWords(l, s), Helped: s.Helpful.Part, Failed: s.Helpful.Whole - s.Helpful.Part, Share: shareWords(l, s.Helpful),
			X: place(wide * (float64(i) + .1)), Width: place(wide * .8),
			HelpedY: place(100 - helped), HelpedHeight: place(helped), FailedY: place(100 - helped - failed), FailedHeight: place(failed),
		})
	}
	c.First, c.Last = l.Day(spans[0].From), l.Day(spans[len(spans)-1].To)
	return c
}

// place writes a coordinate.
func place(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }

func spanWords(l *language.Locale, s insight.Span) string {
	if s.From.Equal(s.To) {
		return l.Day(s.From)
	}
	return l.T("desk.span", "From", l.Day(s.From), "To", l.Day(s.To))
}

// shareWords write a share; nothing of nothing is no share.
func shareWords(l *language.Locale, s insight.Share) string {
	if s.Whole == 0 {
		return "–"
	}
	return l.Percent(s.Value())
}
