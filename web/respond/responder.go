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

// Handler is a handler that leaves its errors to a [Responder].
type Handler func(http.ResponseWriter, *http.Request) error

// Responder answers errors. All its fields must be set.
type Responder struct {
	Logger *slog.Logger
	Outage *outage.Log // instead of one line for each request while the database is unavailable
	// Locale is the language of a request's answer.
	Locale func(*http.Request) *language.Locale
	// Page is the page that shows a refusal.
	Page func(*http.Request, *language.Locale, *Refusal) templ.Component
}

// Handle turns a handler that returns an error into one that answers: the only place where errors become answers.
func (p *Responder) Handle(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			p.Fail(w, r, err)
		}
	}
}

// Fail answers an error: with the page, or with JSON where that was asked for. An error that is no [Refusal] is answered in
// general words; its text goes to the log alone.
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

// refusal is what a request's error is to whoever asked. What is wrong on our side is logged.
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
	case e.Status < 500 || r.Context().Err() != nil: // a reader who does not wait any more is nobody's error
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
