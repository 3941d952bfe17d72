package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"pinhole/internal/language"
)

// Pages are the addresses without parameters that articles may link to.
var Pages = []string{"/", "/coverage", "/find", "/offline", "/privacy", "/search", "/symptoms"}

// routes is the table of all addresses.
func (s *Server) routes() (http.Handler, error) {
	mux := chi.NewMux()
	mux.Use(s.observed, s.recoverer, headersOf(policies(s.secure)), s.plainPath, middleware.GetHead)
	if s.Live != nil {
		mux.Use(s.authoring)
		mux.Get("/live", s.page(s.live))
	}
	mux.NotFound(s.page(s.moved))
	mux.MethodNotAllowed(s.page(func(w http.ResponseWriter, r *http.Request) error { return s.methodNotAllowed(mux, w, r) }))

	mux.Get("/openapi.json", s.cached(s.openAPI))
	mux.Get("/sitemap.xml", s.cached(s.sitemap))
	mux.Get("/feed.xml", s.cached(s.feed))
	mux.Get("/llms.txt", s.cached(s.llms))
	mux.Get("/.well-known/security.txt", s.page(s.securityTxt))
	mux.Get("/robots.txt", s.cached(s.robots))
	mux.Get("/static/*", s.page(s.static))
	mux.Get("/drawings/{drawing}", s.page(s.drawing))
	mux.Get("/sw.js", s.cached(s.worker))
	mux.Get("/manifest.webmanifest", s.cached(s.manifest))

	protected, err := s.sameOrigin()
	if err != nil {
		return nil, err
	}
	mux.Get("/feedback", s.page(s.feedbackHome))
	mux.Get("/feedback/{receipt}", s.page(s.thanks))
	limited := s.limitPosts()
	mux.Group(func(posts chi.Router) {
		posts.Use(protected, limited)
		posts.Post("/feedback", s.page(s.addFeedback))
		posts.Post("/feedback/{receipt}", s.page(s.changeFeedback))
	})

	mux.Route("/api/v1", s.api(protected, limited))
	if s.Editors != nil {
		if err := s.openDesk(mux); err != nil {
			return nil, err
		}
	}
	for _, l := range s.Languages.Locales() {
		s.readingPages(mux, l, protected, limited)
	}
	return mux, nil
}

// readingPages are the addresses that every language has: /find, /es/find.
func (s *Server) readingPages(mux chi.Router, l *language.Locale, posts ...func(http.Handler) http.Handler) {
	get := func(path string, h http.HandlerFunc) { mux.Get(l.Path(path), h) }
	withMarkdown := func(path string, h http.HandlerFunc) {
		get(path, h)
		get(path+".md", h)
	}
	get("/", s.cached(s.home))
	get("/devices/{device}", s.cached(s.device))
	get("/goals/{goal}", s.cached(s.goal))
	get("/models/{model}", s.cached(s.model))
	withMarkdown("/find", s.cachedWithoutQuery(s.find))
	get("/search", s.withClient(s.page(s.search)).ServeHTTP)
	mux.With(posts...).Post(l.Path("/search"), s.page(s.reportMissing))
	withMarkdown("/symptoms", s.cached(s.symptoms))
	withMarkdown("/coverage", s.cached(s.coverage))
	withMarkdown("/privacy", s.cached(s.privacy))
	get("/offline", s.cached(s.offline))
	get("/offline/library.json", s.cached(s.offlineLibrary))
	get("/{brand}", s.cached(s.brand))
	get("/{brand}/{slug}", s.cached(s.article))
}

// sameOrigin refuses posts that come from other sites.
func (s *Server) sameOrigin() (func(http.Handler) http.Handler, error) {
	return guarded(s.origin, s.page(func(http.ResponseWriter, *http.Request) error {
		return refuse(http.StatusForbidden, "refusal.cross-site")
	}))
}

// guarded lets posts from an origin through and gives those from other sites to deny. Browsers say where a post comes from; other
// programs need not.
func guarded(origin string, deny http.Handler) (func(http.Handler) http.Handler, error) {
	guard := http.NewCrossOriginProtection()
	if err := guard.AddTrustedOrigin(origin); err != nil {
		return nil, fmt.Errorf("the public address %s cannot be trusted as an origin: %w", origin, err)
	}
	guard.SetDenyHandler(deny)
	return guard.Handler, nil
}

// plainPath leads addresses with a slash at their end, or two in a row, to the plain one.
func (s *Server) plainPath(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isPlain(r.URL.Path) || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
			next.ServeHTTP(w, r)
			return
		}
		to := *r.URL
		to.Path = "/" + strings.Join(strings.FieldsFunc(r.URL.Path, func(c rune) bool { return c == '/' }), "/")
		to.RawPath, to.Scheme, to.Host = "", "", ""
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
	})
}

func isPlain(path string) bool {
	return path == "/" || strings.HasPrefix(path, "/") && !strings.HasSuffix(path, "/") && !strings.Contains(path, "//")
}

// methodNotAllowed names the methods that the address does answer.
func (s *Server) methodNotAllowed(mux *chi.Mux, w http.ResponseWriter, r *http.Request) error {
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
	return refuse(http.StatusMethodNotAllowed, "refusal.method")
}
