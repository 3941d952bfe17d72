// Package respond turns the results of handlers into responses: pages, which are rendered
// completely before anything is sent, refusals for people and for programs, common headers, and
// data for logs and metrics.
package respond

import (
	"encoding/json"
	"net/http"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// Refusal is an error that is shown to the client. Its cause is only logged.
type Refusal struct {
	Status     int
	Message    string            // the id of a message
	Args       []any             // the message's arguments
	Locale     *language.Locale  // the language of the response; nil: that of the address
	Fields     feedback.Problems // the problems of a form's fields
	Form       *page.Again       // the form as sent, for a retry
	Back       string            // the path of the form's page
	RetryAfter int               // seconds; 0: no header
	Cause      error
}

// Refuse returns a Refusal with a message and its arguments.
func Refuse(status int, message string, args ...any) *Refusal {
	return &Refusal{Status: status, Message: message, Args: args}
}

func (e *Refusal) Error() string {
	if e.Cause != nil {
		return e.Message + ": " + e.Cause.Error()
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Refusal) Unwrap() error { return e.Cause }

// Text returns the message in a language.
func (e *Refusal) Text(l *language.Locale) string { return l.T(e.Message, e.Args...) }

// writeJSON writes problem details according to RFC 9457.
func (e *Refusal) writeJSON(w http.ResponseWriter, l *language.Locale) {
	type field struct {
		Field  string `json:"field"`
		Detail string `json:"detail"`
	}
	body := struct {
		Title  string  `json:"title"`
		Status int     `json:"status"`
		Detail string  `json:"detail"`
		Errors []field `json:"errors,omitempty"`
	}{Title: Heading(l, e.Status), Status: e.Status, Detail: e.Text(l)}
	for _, p := range e.Fields {
		body.Errors = append(body.Errors, field{p.Field, FieldProblem(l, p)})
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(e.Status)
	json.NewEncoder(w).Encode(body) // a closed connection is no error
}

// Heading returns a status's heading.
func Heading(l *language.Locale, status int) string {
	switch status {
	case http.StatusNotFound:
		return l.T("heading.not-found")
	case http.StatusMethodNotAllowed:
		return l.T("heading.method")
	case http.StatusForbidden:
		return l.T("heading.forbidden")
	case http.StatusRequestEntityTooLarge:
		return l.T("heading.too-large")
	case http.StatusUnsupportedMediaType:
		return l.T("heading.media-type")
	case http.StatusUnprocessableEntity, http.StatusBadRequest:
		return l.T("heading.invalid")
	case http.StatusTooManyRequests:
		return l.T("heading.too-many")
	case http.StatusServiceUnavailable:
		return l.T("heading.unavailable")
	}
	return l.T("heading.internal")
}

// FieldProblem returns the message about a problem of a form's field.
func FieldProblem(l *language.Locale, p feedback.Problem) string {
	if p.Code != feedback.TooLong {
		return l.T("field." + string(p.Code))
	}
	return l.T("field.too-long."+p.Field, "Count", p.Count, "Limit", p.Limit, "Over", p.Count-p.Limit)
}
