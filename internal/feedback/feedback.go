package feedback

import (
	"errors"
	"net/netip"
	"time"

	"pinhole/internal/outage"
	"pinhole/internal/spam"
)

// ErrNotFound is the error of a store for feedback that does not exist.
var ErrNotFound = errors.New("not found")

// ErrUnavailable is wrapped by a store's error if the database is unavailable (busy, full,
// read-only, damaged, closed) and the feedback itself is valid: a retry may succeed. It is
// [outage.ErrUnavailable].
var ErrUnavailable = outage.ErrUnavailable

// Status is the state of a piece of feedback.
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
// Empty strings mean that the reader gave no value. Times are UTC with millisecond precision.
type Feedback struct {
	ID         ID
	Article    string // the article's id
	Revision   string // 12 hex digits
	Held       Held   // why it is not counted; empty if it is
	Verdict    Verdict
	Reason     Reason // only with a verdict of not helpful
	Step       string // the failed step's anchor in that revision; only with not helpful
	Model      string
	Firmware   string
	Outcome    Outcome
	Comment    string // lines end with \n
	Path       string // the branch of questions that led to the article; see article.QuestionTree.Branch
	Status     Status
	Reply      string    // the editors' words to the reader
	FixedIn    string    // the revision that fixed the problem
	Language   string    // of the page on which it was given
	GivenAt    time.Time // by the reader's clock, within bounds
	ReceivedAt time.Time // when it was first received; never changes
	ChangedAt  time.Time // when the reader's last change was received
	SaidAt     time.Time // when the reader made that change; before ChangedAt if the reader was offline
}

// Details is what a reader may add to a verdict. A nil field leaves the stored value unchanged, and
// a pointer to "" clears it.
type Details struct {
	Reason   *Reason
	Step     *string
	Model    *string
	Firmware *string
	Outcome  *Outcome
	Comment  *string
	Path     *string // never cleared by a reader, except by a withdrawal
}

// Text returns what the reader typed: model, firmware and comment, each on lines of
// its own.
func (d Details) Text() string {
	text := ""
	for _, typed := range []*string{d.Model, d.Firmware, d.Comment} {
		if !isBlank(typed) {
			text += *typed + "\n"
		}
	}
	return text
}

// Submission is a checked form of POST /feedback. Its blank details are nil, so that repeating a
// verdict leaves earlier details unchanged.
type Submission struct {
	Article  string
	Revision string // "" means the current one
	Verdict  Verdict
	Withdraw bool     // the same form withdraws the feedback
	Browser  *Browser // from the form's browser-key; nil without one
	GivenAt  time.Time
	Signals  spam.Signals
	Details
}

// Change is a checked form of POST /feedback/{receipt}.
type Change struct {
	Verdict  *Verdict // nil leaves it unchanged
	Withdraw bool     // with it, nothing else is set
	Spam     bool     // see [spam.Judge]; a status set by an editor is not overwritten
	Signals  spam.Signals
	Details
}

// Entry is what a store needs to add a piece of feedback or to update it on a repeat.
type Entry struct {
	ID       ID
	Article  string
	Revision string
	Held     Held         // why it is not counted if it is new; the store itself detects networks that answer too often
	Network  netip.Prefix // from which it comes; never stored. Zero: not known
	Verdict  Verdict
	Withdraw bool
	Spam     bool // see [spam.Judge]
	Details
	Language string
	GivenAt  time.Time // zero: when the store receives it
}

// Entry returns the submission as feedback on the given revision, which is the current one if the
// submission names none. known is whether the article has, or is recorded to have had, that
// revision.
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

// Blank reports whether the change has no verdict, no withdrawal, and no detail but cleared ones.
func (c Change) Blank() bool {
	return c.Verdict == nil && !c.Withdraw &&
		isBlank(c.Reason) && isBlank(c.Step) && isBlank(c.Model) &&
		isBlank(c.Firmware) && isBlank(c.Outcome) && isBlank(c.Comment)
}

func isBlank[T ~string](detail *T) bool { return detail == nil || *detail == "" }
