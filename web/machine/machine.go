// Package machine serves programs: the API and its description, the feed, the sitemap, and
// well-known files for search engines, assistants and security researchers.
package machine

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/search"
	"pinhole/web/pagecache"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// Index finds articles of the current Library, as readers of a language see them. Just after the
// start of a large site it may wait until it is complete; its only error is the context's.
type Index interface {
	Search(ctx context.Context, language string, q search.Query) (search.Results, error)
	Suggest(ctx context.Context, language, text string, limit int) ([]search.Suggestion, error)
	Recognise(ctx context.Context, language, text string) (*search.Device, error)
}

// Config holds a Machine's dependencies. All must be set.
type Config struct {
	Settings    *view.Settings
	Respond     *respond.Responder
	Pages       *pagecache.Pages
	Index       Index
	AddFeedback respond.Handler // handles a verdict
	Now         func() time.Time
}

// Machine serves the pages for programs.
type Machine struct{ Config }

// New returns a Machine, or an error if the configuration is incomplete.
func New(c Config) (*Machine, error) {
	if c.Settings == nil || c.Respond == nil || c.Pages == nil || c.Index == nil || c.AddFeedback == nil || c.Now == nil {
		return nil, errors.New("machine: Settings, Respond, Pages, Index, AddFeedback and Now must all be set")
	}
	return &Machine{c}, nil
}

// Routes adds the routes for programs. posts is middleware for routes that change something.
func (m *Machine) Routes(mux chi.Router, posts ...func(http.Handler) http.Handler) {
	cached := m.Pages.Cached
	mux.Get("/openapi.json", cached(m.openAPI))
	mux.Get("/sitemap.xml", cached(m.sitemap))
	mux.Get("/feed.xml", cached(m.feed))
	mux.Get("/llms.txt", cached(m.llms))
	mux.Get("/robots.txt", cached(m.robots))
	mux.Get("/manifest.webmanifest", cached(m.manifest))
	mux.Get(securityTxtPath, m.Respond.Handle(m.securityTxt))
	mux.Route("/api/v1", func(mux chi.Router) { m.api(mux, posts) })
}

// api adds the routes of the API. openapi.json describes them, and tests compare the two. All reads
// are allowed from any origin, because no response depends on credentials.
func (m *Machine) api(mux chi.Router, posts []func(http.Handler) http.Handler) {
	mux.Use(forPrograms)
	mux.Get("/articles", m.Pages.CachedWithoutQuery(m.apiArticles))
	mux.Get("/articles/{id}", m.Respond.Handle(m.apiArticle))
	mux.Get("/brands", m.Pages.Cached(m.apiBrands))
	mux.Get("/brands/{slug}", m.Respond.Handle(m.apiBrand))
	mux.Get("/search", m.Respond.Handle(m.apiSearch))
	mux.Get("/suggest", m.Respond.Handle(m.suggest))
	mux.With(posts...).Post("/feedback", m.Respond.Handle(m.AddFeedback))
}

func (m *Machine) robots(w http.ResponseWriter, _ *http.Request) error {
	body := "User-agent: *\nDisallow: /feedback/\nAllow: /\n\nSitemap: " + m.Settings.Origin + "/sitemap.xml\n"
	respond.Write(w, http.StatusOK, "text/plain; charset=utf-8", []byte(body))
	return nil
}
