// Package respond turns what handlers return into answers: pages that are rendered whole before anything is sent, refusals for
// people and for programs, the headers that every answer carries, and what the log and the metrics learn of a request.
package respond

import (
	"encoding/json"
	"net/http"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// Refusal is an error that whoever asked is told about. Its cause is for the log alone.
type Refusal struct {
	Status     int
	Message    string            // the id of a message
	Args       []any             // what the message holds
	Locale     *language.Locale  // the language to say it in; nil: that of the address
	Fields     feedback.Problems // what is wrong with which field of a form
	Form       *page.Again       // the form with what was typed, to be sent once more
	Back       string            // the path of the page that the form stands on
	RetryAfter int               // seconds; 0: not said
	Cause      error
}

// Refuse returns a Refusal with a message and what it holds.
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

// writeJSON answers programs as RFC 9457 describes.
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
	json.NewEncoder(w).Encode(body) // a reader who has gone away is nobody's error
}

// Heading names a status in few words.
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

// FieldProblem says what is wrong with a field of a form, and what to do.
func FieldProblem(l *language.Locale, p feedback.Problem) string {
	if p.Code != feedback.TooLong {
		return l.T("field." + string(p.Code))
	}
	return l.T("field.too-long."+p.Field, "Count", p.Count, "Limit", p.Limit, "Over", p.Count-p.Limit)
}
