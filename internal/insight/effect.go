package insight

import (
	"slices"
	"time"

	"pinhole/internal/feedback"
)

// Effect is one revision of an article on its time line, and what it did to how many readers the
// article helps.
type Effect struct {
	Revision string
	Since    time.Time // when it was first served here
	Helpful  Share     // of all answers on it
	Likely   Interval  // where its share of helpful answers really lies
	// Edit compares the revision before with this one; without a meaning for the first one. Its
	// Tendency reports whether there are too few answers to tell.
	Edit  Difference
	First bool // there is none before it
}

// Effects returns an article's time line, oldest revision first, of its revisions in one language.
// A revision on which nobody has answered stands in it, and the next one is compared with the
// latest before it on which somebody has: an edit that is corrected within the hour hides nothing.
func Effects(reports []Report) []Effect {
	sorted := slices.Clone(reports)
	slices.SortStableFunc(sorted, func(a, b Report) int { return a.Since.Compare(b.Since) })
	line := make([]Effect, len(sorted))
	var before Share
	for i, r := range sorted {
		helpful := helpfulOf(r.Verdicts)
		line[i] = Effect{Revision: r.Revision, Since: r.Since, Helpful: helpful, Likely: helpful.Interval(), First: i == 0}
		line[i].Edit = Compare(before, helpful)
		if helpful.Whole > 0 {
			before = helpful
		}
	}
	return line
}

func helpfulOf(t feedback.Tally) Share {
	helpful, all := t.Helpful()
	return Share{helpful, all}
}
