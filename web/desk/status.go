package desk

import (
	"strconv"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
)

// statusWord is a status as it stands by itself.
func statusWord(l *language.Locale, s feedback.Status) string { return l.Capital(l.T(statusIDs[s])) }

// verdictWord is what a reader answered on either scale.
func verdictWord(l *language.Locale, v feedback.Verdict) string {
	switch {
	case v.Rating > 0:
		return l.T("desk.item.stars", "Stars", strconv.Itoa(v.Rating))
	case v.Helpful:
		return l.T("ask.yes")
	}
	return l.T("ask.no")
}
