package feedback

import "strings"

// Problem is one thing that is wrong with a form.
type Problem struct {
	Field   string // the form field's name
	Message string // plain words for the reader, saying what to do
}

// Problems is everything that is wrong with a form, in the order of its fields:
// the error of [ParseSubmission] and [ParseChange].
type Problems []Problem

// Error returns all messages, each behind its field's name.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.Field + ": " + problem.Message
	}
	return strings.Join(lines, "; ")
}

// Of returns the message for a field, or "" where nothing is wrong with it.
func (p Problems) Of(field string) string {
	for _, problem := range p {
		if problem.Field == field {
			return problem.Message
		}
	}
	return ""
}

func (p *Problems) add(field, message string) {
	*p = append(*p, Problem{Field: field, Message: message})
}

// err returns nil, not an empty list, where nothing is wrong.
func (p Problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}
