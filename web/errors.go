package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// refusal is an error that the reader is told about; the cause is for the log alone.
type refusal struct {
	status  int
	message string            // the id of a message
	args    []any             // what it holds
	words   *language.Locale  // the language to say it in; nil: that of the address
	fields  feedback.Problems // what is wrong with which field of a form
	form    *page.Again       // the form with what was typed
	back    string
	quiet   bool // it passes by itself: not worth a line in the log
	retry   int  // seconds after which to try again; 0: not said
	cause   error
}

func (e *refusal) Error() string {
	if e.cause != nil {
		return e.message + ": " + e.cause.Error()
	}
	return e.message
}

func (e *refusal) Unwrap() error { return e.cause }

func refuse(status int, message string, args ...any) *refusal {
	return &refusal{status: status, message: message, args: args}
}

// page turns a handler that returns an error into one that answers: the only place where errors become pages.
func (s *Server) page(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	e := s.judged(w, r, err)
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if e.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(e.retry))
	}
	l := cmp.Or(e.words, s.words(r))
	if wantsJSON(r) {
		s.problemJSON(w, l, e)
		return
	}
	if err := s.render(w, r, e.status, s.problemPage(l, e)); err != nil {
		if r.Context().Err() == nil {
			s.Logger.Error("an error page failed", "request", requestID(w), "route", route(r), "error", err)
		}
		http.Error(w, l.T("refusal.again"), http.StatusInternalServerError)
	}
}

// judged is what a request's error is to whoever asked. What is wrong on our side is logged.
func (s *Server) judged(w http.ResponseWriter, r *http.Request, err error) *refusal {
	var e *refusal
	if !errors.As(err, &e) {
		e = &refusal{status: http.StatusInternalServerError, cause: err,
			message: "refusal.internal"}
	}
	if errors.Is(err, feedback.ErrUnavailable) {
		e = &refusal{status: http.StatusServiceUnavailable, cause: err, form: e.form, back: e.back, words: e.words, retry: 30,
			message: "refusal.unavailable"}
	}
	switch {
	case e.status < 500 || e.quiet || r.Context().Err() != nil: // a reader who does not wait any more is nobody's error
	case errors.Is(err, feedback.ErrUnavailable):
		s.outage.Failed(e.cause, "request", requestID(w), "route", route(r), "method", r.Method, "status", e.status)
	default:
		s.Logger.Error("a request failed", "request", requestID(w), "route", route(r), "method", r.Method, "status", e.status, "error", e.cause)
	}
	return e
}

func (s *Server) problemPage(l *language.Locale, e *refusal) templ.Component {
	base := s.base(l, heading(l, e.status), "")
	base.Private = true
	message := l.T(e.message, e.args...)
	if e.form == nil && len(e.fields) == 0 && e.back == "" {
		return page.ProblemPage(page.Problem{Base: base, Heading: base.Title, Message: message})
	}
	v := page.Refused{Base: base, Status: e.status, Heading: base.Title, Again: e.form, Back: e.back}
	for _, p := range e.fields {
		v.Problems = append(v.Problems, fieldProblem(l, p))
	}
	if len(v.Problems) == 0 {
		v.Problems = []string{message}
	} else {
		v.Next = message
	}
	return page.RefusedPage(v)
}

// problemJSON answers scripts as RFC 9457 describes.
func (s *Server) problemJSON(w http.ResponseWriter, l *language.Locale, e *refusal) {
	type field struct {
		Field  string `json:"field"`
		Detail string `json:"detail"`
	}
	body := struct {
		Title  string  `json:"title"`
		Status int     `json:"status"`
		Detail string  `json:"detail"`
		Errors []field `json:"errors,omitempty"`
	}{Title: heading(l, e.status), Status: e.status, Detail: l.T(e.message, e.args...)}
	for _, p := range e.fields {
		body.Errors = append(body.Errors, field{p.Field, fieldProblem(l, p)})
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(e.status)
	json.NewEncoder(w).Encode(body) // a reader who has gone away is nobody's error
}

func heading(l *language.Locale, status int) string {
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

// fieldProblem says what is wrong with a field of a form, and what to do.
func fieldProblem(l *language.Locale, p feedback.Problem) string {
	if p.Code != feedback.TooLong {
		return l.T("field." + string(p.Code))
	}
	return l.T("field.too-long."+p.Field, "Count", p.Count, "Limit", p.Limit, "Over", p.Count-p.Limit)
}

func wantsJSON(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "json") }

// route is the address's pattern, for logs: the address itself can hold a receipt.
func route(r *http.Request) string {
	if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" {
		return c.RoutePattern()
	}
	return "none"
}

// render writes a page only when all of it is there, so that a failed one never leaves half a page with status 200.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var body bytes.Buffer
	if err := c.Render(r.Context(), &body); err != nil {
		return fmt.Errorf("render a page: %w", err)
	}
	return s.write(w, status, "text/html; charset=utf-8", body.Bytes())
}

func (s *Server) write(w http.ResponseWriter, status int, contentType string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, max-age=60, stale-while-revalidate=600")
	}
	w.WriteHeader(status)
	w.Write(body) // a reader who has gone away is nobody's error
	return nil
}

// recoverer turns a panic into the error page.
func (s *Server) recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.Logger.Error("a handler panicked", "request", requestID(w), slog.String("stack", string(debug.Stack())))
				s.fail(w, r, fmt.Errorf("panic: %v", p))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func (s *Server) notFound(http.ResponseWriter, *http.Request) error {
	return refuse(http.StatusNotFound, "refusal.not-found")
}
