package feedback

import "slices"

// Reason is why an article did not help.
type Reason string

// The reasons that a form may give.
const (
	DidNotWork       Reason = "did-not-work"
	LooksDifferent   Reason = "looks-different"
	CannotFindIt     Reason = "cannot-find-it"
	LackWhatItNeeds  Reason = "lack-what-it-needs"
	CannotUnderstand Reason = "cannot-understand"
	WrongOrOutdated  Reason = "wrong-or-outdated"
	OtherReason      Reason = "other"
)

// Reasons returns every reason, in the order in which a form offers them.
func Reasons() []Reason {
	return []Reason{DidNotWork, LooksDifferent, CannotFindIt, CannotUnderstand, LackWhatItNeeds, WrongOrOutdated, OtherReason}
}

// Outcome is the result of the reset itself.
type Outcome string

// The outcomes that a form may give.
const (
	Worked   Outcome = "worked"
	Failed   Outcome = "failed"
	NotTried Outcome = "not-tried"
)

// Outcomes returns every outcome, in the order in which a form offers them.
func Outcomes() []Outcome { return []Outcome{Worked, Failed, NotTried} }

// Known reports whether r is one of [Reasons].
func (r Reason) Known() bool { return slices.Contains(Reasons(), r) }

// Known reports whether o is one of [Outcomes].
func (o Outcome) Known() bool { return slices.Contains(Outcomes(), o) }
