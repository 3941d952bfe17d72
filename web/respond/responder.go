package respond

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/internal/outage"
)

// Handler is a handler whose errors a [Responder] handles.
type Handler func(http.ResponseWriter, *http.Request) error

// Responder turns errors into responses. All its fields must be set.
type Responder struct {
	Logger *slog.Logger
	Outage *outage.Log // instead of one line for each request while the database is unavailable
	// Locale returns the language of a request's response.
	Locale func(*http.Request) *language.Locale
	// Page returns the page that shows a refusal.
	Page func(*http.Request, *language.Locale, *Refusal) templ.Component
}

// Handle converts a Handler to an http.Handler. It is the only place where errors become responses.
func (p *Responder) Handle(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			p.Fail(w, r, err)
		}
	}
}

// Fail responds to an error with a page, or with JSON if the client accepts that. An error that is
// not a [Refusal] gets a general message; its text is only logged.
func (p *Responder) Fail(w http.ResponseWriter, r *http.Request, err error) {
	e := p.refusal(w, r, err)
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if e.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(e.RetryAfter))
	}
	l := cmp.Or(e.Locale, p.Locale(r))
	if WantsJSON(r) {
		e.writeJSON(w, l)
		return
	}
	if err := Render(w, r, e.Status, p.Page(r, l, e)); err != nil {
		if r.Context().Err() == nil {
			p.Logger.Error("an error page failed", "request", RequestID(w), "route", Route(r), "error", err)
		}
		http.Error(w, l.T("refusal.again"), http.StatusInternalServerError)
	}
}

// refusal converts an error to a Refusal, and logs internal errors.
func (p *Responder) refusal(w http.ResponseWriter, r *http.Request, err error) *Refusal {
	var e *Refusal
	if !errors.As(err, &e) {
		e = &Refusal{Status: http.StatusInternalServerError, Cause: err, Message: "refusal.internal"}
	}
	if errors.Is(err, feedback.ErrUnavailable) {
		e = &Refusal{Status: http.StatusServiceUnavailable, Cause: err, Form: e.Form, Back: e.Back, Locale: e.Locale, RetryAfter: 30,
			Message: "refusal.unavailable"}
	}
	switch {
	case e.Status < 500 || r.Context().Err() != nil: // a closed connection is no error
	case errors.Is(err, feedback.ErrUnavailable):
		p.Outage.Failed(e.Cause, "request", RequestID(w), "route", Route(r), "method", r.Method, "status", e.Status)
	default:
		p.Logger.Error("a request failed", "request", RequestID(w), "route", Route(r), "method", r.Method, "status", e.Status, "error", e.Cause)
	}
	return e
}

// Recover turns a panic into the error page.
func (p *Responder) Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v)
				}
				p.Logger.Error("a handler panicked", "request", RequestID(w), slog.String("stack", string(debug.Stack())))
				p.Fail(w, r, fmt.Errorf("panic: %v", v))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// WantsJSON reports whether a request asks for JSON.
func WantsJSON(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "json") }
