package feedback

import "time"

// Held is why an answer is not counted. Held answers are stored like all others, and their readers
// see no difference.
type Held string

// The reasons. Counted is the zero value.
const (
	Counted      Held = ""
	HeldNetwork  Held = "network"  // its network had answered often enough that day
	HeldBurst    Held = "burst"    // many more answers came than the article usually gets
	HeldRevision Held = "revision" // no such revision of the article was ever served here
	Void         Held = "void"     // an editor decided not to count it
)

// HeldReasons are those that await an editor's decision.
var HeldReasons = []Held{HeldNetwork, HeldBurst, HeldRevision}

// Waiting reports whether an editor has to decide.
func (h Held) Waiting() bool { return h != Counted && h != Void }

// Span selects the answers about an article that were received in a period and are held for a
// reason.
type Span struct {
	Article     string
	Held        Held
	First, Last time.Time // of ReceivedAt, both inclusive
}

// HeldGroup is the answers of a UTC day about one article that are held for the same reason.
type HeldGroup struct {
	Span
	Helpful, Answers int
}

// HeldDecision is what an editor decided about a span.
type HeldDecision struct {
	Change int64 // its number, to undo it by
	At     time.Time
	Editor string
	Span        // as it was before
	Became Held // [Counted] or [Void]
	Undone bool
}
