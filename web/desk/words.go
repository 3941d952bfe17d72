package desk

import (
	"strings"

	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
)

// likelyWords say where a share really lies.
func likelyWords(l *language.Locale, i insight.Interval) string {
	return l.T("desk.likely", "Low", l.Percent(i.Low), "High", l.Percent(i.High))
}

// changeWords say no more of a difference than the numbers do.
func changeWords(l *language.Locale, d insight.Difference) page.Change {
	low, high := d.LikelyPoints()
	args := []any{"Points", signed(l, d.Points()), "Low", signed(l, low), "High", signed(l, high)}
	switch d.Tendency() {
	case insight.TooFew:
		return page.Change{Text: l.T("desk.change.few")}
	case insight.Better:
		return page.Change{Text: l.T("desk.change.better", args...), Tone: "better"}
	case insight.Worse:
		return page.Change{Text: l.T("desk.change.worse", args...), Tone: "worse"}
	}
	return page.Change{Text: l.T("desk.change.unclear", args...)}
}

// trendWords are changeWords in short, for tables.
func trendWords(l *language.Locale, d insight.Difference) page.Change {
	points := signed(l, d.Points())
	switch d.Tendency() {
	case insight.TooFew:
		return page.Change{Text: l.T("desk.trend.few")}
	case insight.Better:
		return page.Change{Text: l.T("desk.trend.better", "Points", points), Tone: "better"}
	case insight.Worse:
		return page.Change{Text: l.T("desk.trend.worse", "Points", points), Tone: "worse"}
	}
	return page.Change{Text: l.T("desk.trend.unclear")}
}

// signed writes a number with its sign.
func signed(l *language.Locale, n int) string {
	switch {
	case n > 0:
		return "+" + l.Number(n)
	case n < 0:
		return "−" + l.Number(-n)
	}
	return l.Number(0)
}

// statusIDs are the messages for what editors call a comment's status.
var statusIDs = map[feedback.Status]string{
	feedback.New: "desk.status.new", feedback.Accepted: "desk.status.accepted", feedback.Fixed: "desk.status.fixed",
	feedback.Declined: "desk.status.declined", feedback.Spam: "desk.status.spam", feedback.Withdrawn: "desk.status.withdrawn",
}

// stepOf names a step by its anchor: "Step 3", or "Step 3 (with the app)" where an article has
// several procedures.
func stepOf(l *language.Locale, anchor string) string {
	at := strings.LastIndex(anchor, "step-")
	if at < 0 {
		return anchor
	}
	name := l.T("desk.step", "Number", anchor[at+len("step-"):])
	if procedure := strings.TrimSuffix(anchor[:at], "-"); procedure != "" {
		return l.T("desk.step.of", "Step", name, "Procedure", strings.ReplaceAll(procedure, "-", " "))
	}
	return name
}

func joined(l *language.Locale, words []string) string { return strings.Join(words, l.T("list.comma")) }
