package feedback

import "strings"

// Code identifies a problem of a form's field. Pages translate it.
type Code string

// The codes.
const (
	NoArticle         Code = "no-article"         // the form names none
	Damaged           Code = "damaged"            // a hidden field is not what the page wrote
	DamagedWithdrawal Code = "damaged-withdrawal" // withdraw is not 1
	NoVerdict         Code = "no-verdict"         // neither yes nor no
	NoStars           Code = "no-stars"           // not one to five
	Contradiction     Code = "contradiction"      // the answer and the stars disagree
	NoSuchReason      Code = "no-such-reason"
	NoSuchStep        Code = "no-such-step"
	NoSuchOutcome     Code = "no-such-outcome"
	TooLong           Code = "too-long"     // it has Count characters, of which Limit fit
	NothingSaid       Code = "nothing-said" // a change that changes nothing
	TakenBack         Code = "taken-back"   // details of an answer that is withdrawn
)

// Problem is one thing that is wrong with a form.
type Problem struct {
	Field        string // the form field's name
	Code         Code
	Count, Limit int // of characters, where it is TooLong
}

// Problems is everything that is wrong with a form, in the order of its fields:
// the error of [ParseSubmission] and [ParseChange].
type Problems []Problem

// Error returns all codes, each after its field's name.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.Field + ": " + string(problem.Code)
	}
	return strings.Join(lines, "; ")
}

// Of returns the first problem of a field, or the zero Problem.
func (p Problems) Of(field string) Problem {
	for _, problem := range p {
		if problem.Field == field {
			return problem
		}
	}
	return Problem{}
}

func (p *Problems) add(field string, code Code) {
	*p = append(*p, Problem{Field: field, Code: code})
}

// err returns p as an error, or nil if it is empty.
func (p Problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}
