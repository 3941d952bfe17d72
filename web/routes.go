package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"

	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/search"
	"pinhole/web/machine"
	"pinhole/web/reader"
	"pinhole/web/respond"
	"pinhole/web/verdict"
)

// Pages are the addresses without parameters that articles may link to.
var Pages = []string{"/", "/answers", "/coverage", "/find", "/offline", "/privacy", "/search", "/symptoms"}

// routes makes the wings and mounts them: the table of all addresses.
func (s *Server) routes() (http.Handler, error) {
	mux := chi.NewMux()
	mux.Use(respond.Observe(s.Observer.Request), s.respond.Recover, respond.Headers(respond.Policies(s.secure)), respond.CleanPath, middleware.GetHead)
	mux.MethodNotAllowed(s.respond.Handle(func(w http.ResponseWriter, r *http.Request) error { return methodNotAllowed(mux, w, r) }))
	protected, err := respond.SameOrigin(s.settings.Origin, s.respond.Handle(respond.CrossSite))
	if err != nil {
		return nil, err
	}
	limited := s.limitPosts()
	if s.reader, err = reader.New(reader.Config{
		Settings: &s.settings, Respond: s.respond, Pages: s.pages, Files: s.files.Cache, Index: s.Index, Searches: s.Searches,
		Redact: func(lib *article.Library, text string) string { return s.secrets.of(lib).Redact(text, search.MaxText) }, Client: s.client, Live: s.Live,
	}); err != nil {
		return nil, err
	}
	s.reader.Routes(mux)
	if s.verdicts, err = verdict.New(verdict.Config{
		Settings: &s.settings, Respond: s.respond, Store: s.Feedback, Redactor: s.secrets.of, Answered: s.Answered, Posted: s.Observer.Feedback,
		Logger: s.Logger, Now: s.Now, Secure: s.secure,
	}); err != nil {
		return nil, err
	}
	s.verdicts.Routes(mux, protected, limited)
	programs, err := machine.New(machine.Config{Settings: &s.settings, Respond: s.respond, Pages: s.pages, Index: s.Index, AddFeedback: s.verdicts.Add, Now: s.Now})
	if err != nil {
		return nil, err
	}
	programs.Routes(mux, protected, limited)

	if s.Editors != nil {
		if err := s.openDesk(mux); err != nil {
			return nil, err
		}
	}
	for _, l := range s.Languages.Locales() {
		s.reader.LanguageRoutes(mux, l, protected, limited)
	}
	return mux, nil
}

// limitPosts finds out who posts, and keeps one client from flooding the store. Addresses are held
// in memory only, for two minutes at most.
func (s *Server) limitPosts() func(http.Handler) http.Handler {
	if s.FeedbackLimit == 0 {
		return s.client
	}
	limit := httprate.LimitBy(s.FeedbackLimit, time.Minute,
		func(r *http.Request) (string, error) {
			return httprate.CanonicalizeIP(clientip.From(r.Context()).String()), nil
		},
		httprate.WithResponseHeaders(httprate.ResponseHeaders{RetryAfter: "Retry-After"}),
		httprate.WithLimitHandler(s.respond.Handle(s.tooManyPosts)))
	return func(next http.Handler) http.Handler { return s.client(limit(next)) }
}

func (s *Server) tooManyPosts(w http.ResponseWriter, r *http.Request) error {
	seconds, _ := strconv.Atoi(w.Header().Get("Retry-After"))
	return s.verdicts.KeepText(r, &respond.Refusal{Status: http.StatusTooManyRequests, RetryAfter: max(1, seconds), Message: "refusal.too-many"})
}

// methodNotAllowed names the methods that the address does answer.
func methodNotAllowed(mux *chi.Mux, w http.ResponseWriter, r *http.Request) error {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		if mux.Match(chi.NewRouteContext(), method, r.URL.Path) {
			allowed = append(allowed, method)
			if method == http.MethodGet {
				allowed = append(allowed, http.MethodHead)
			}
		}
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	return respond.Refuse(http.StatusMethodNotAllowed, "refusal.method")
}
