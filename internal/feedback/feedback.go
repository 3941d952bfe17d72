package feedback

import (
	"errors"
	"net/netip"
	"time"

	"pinhole/internal/spam"
)

// ErrNotFound is what a store returns for feedback that it does not have.
var ErrNotFound = errors.New("not found")

// ErrUnavailable is what a store's error wraps when the database cannot do its
// work now (busy, full, read-only, damaged, closed) and nothing is wrong with
// the feedback: trying again later may help.
var ErrUnavailable = errors.New("the database is unavailable")

// Status says what became of a piece of feedback.
type Status string

// The statuses.
const (
	New       Status = "new"
	Accepted  Status = "accepted"
	Fixed     Status = "fixed"
	Declined  Status = "declined"
	Spam      Status = "spam"
	Withdrawn Status = "withdrawn"
)

// Feedback is one browser's feedback on one revision of an article, as stored.
// Empty strings mean that the reader has not said. Times are UTC, to the
// millisecond.
type Feedback struct {
	ID         ID
	Article    string // the article's id
	Revision   string // 12 hex digits
	Held       Held   // why it is not counted; empty: it is
	Verdict    Verdict
	Reason     Reason // only with a verdict of not helpful
	Step       string // the failed step's anchor in that revision; only with not helpful
	Model      string
	Firmware   string
	Outcome    Outcome
	Comment    string // lines end with \n
	Status     Status
	Reply      string    // the editors' words to the reader
	FixedIn    string    // the revision that mended what was wrong
	Language   string    // of the page on which it was given
	GivenAt    time.Time // by the reader's clock, within bounds
	ReceivedAt time.Time // when it first came in; never changes
	ChangedAt  time.Time // when a change by the reader last came in
	SaidAt     time.Time // when the reader said what stands now; before ChangedAt where there was no network
}

// Details is what a reader may add to a verdict. In each field nil keeps what
// was said before, and a pointer to "" clears it.
type Details struct {
	Reason   *Reason
	Step     *string
	Model    *string
	Firmware *string
	Outcome  *Outcome
	Comment  *string
}

// Text returns what the reader typed: model, firmware and comment, each on lines of
// its own.
func (d Details) Text() string {
	text := ""
	for _, typed := range []*string{d.Model, d.Firmware, d.Comment} {
		if !blank(typed) {
			text += *typed + "\n"
		}
	}
	return text
}

// Submission is a checked form of POST /feedback. Its blank details are nil, so
// that a verdict that is merely repeated keeps the details given before.
type Submission struct {
	Article  string
	Revision string // "" means the current one
	Verdict  Verdict
	Withdraw bool     // the reader takes it back in the same breath
	Browser  *Browser // from the form's browser-key; nil without one
	GivenAt  time.Time
	Signals  spam.Signals
	Details
}

// Change is a checked form of POST /feedback/{receipt}.
type Change struct {
	Verdict  *Verdict // nil keeps the one given before
	Withdraw bool     // with it, nothing else is set
	Spam     bool     // see Judge; what an editor has looked at stays as it is
	Signals  spam.Signals
	Details
}

// Entry is what a store needs to add a piece of feedback, or to repeat one.
type Entry struct {
	ID       ID
	Article  string
	Revision string
	Held     Held         // why it is not to be counted if it is new; a store finds networks that answer too often itself
	Network  netip.Prefix // from which it comes; never stored. Zero: not known
	Verdict  Verdict
	Withdraw bool
	Spam     bool // see [spam.Judge]
	Details
	Language string
	GivenAt  time.Time // zero: when the store receives it
}

// Entry returns the submission as the feedback that a receipt for the given
// revision names. The revision is the current one where the submission has
// none; known says whether the article has, or is recorded to have had, it.
func (s Submission) Entry(id ID, revision string, known bool, language string) Entry {
	held := Counted
	if !known {
		held = HeldRevision
	}
	return Entry{
		ID:       id,
		Article:  s.Article,
		Revision: revision,
		Held:     held,
		Verdict:  s.Verdict,
		Withdraw: s.Withdraw,
		Details:  s.Details,
		Language: language,
		GivenAt:  s.GivenAt,
	}
}

// Blank reports whether the change says nothing: no verdict, no withdrawal, and
// no detail but cleared ones.
func (c Change) Blank() bool {
	return c.Verdict == nil && !c.Withdraw &&
		blank(c.Reason) && blank(c.Step) && blank(c.Model) &&
		blank(c.Firmware) && blank(c.Outcome) && blank(c.Comment)
}

func blank[T ~string](detail *T) bool { return detail == nil || *detail == "" }
