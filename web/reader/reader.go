// Package reader serves the pages that readers meet: home, brands, articles, models, the finder, search, and what they are made
// of. Verdicts come in through package verdict.
package reader

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"sync"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/internal/search"
	"pinhole/web/page"
	"pinhole/web/pagecache"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// Searches counts what readers look for: the words and the number of results for each day, never who looked.
type Searches interface {
	// CountSearch notes one search. It must not wait: a reader is waiting for the results.
	// The address bounds how many different texts somebody can have stored; it must not be stored itself.
	CountSearch(from netip.Addr, text string, results int)
	// ReportMissing notes, durably, that a reader says that something is missing.
	ReportMissing(ctx context.Context, from netip.Addr, text string) error
}

// Index finds articles of the current Library, as readers of a language find them. Right after the start of a large site it may have to
// wait until it is complete; its only error is that of a context that ends meanwhile.
type Index interface {
	Search(ctx context.Context, language string, q search.Query) (search.Results, error)
	Suggest(ctx context.Context, language, text string, limit int) ([]search.Suggestion, error)
}

// Config is what the readers' pages need. All but Live must be set.
type Config struct {
	Settings *view.Settings
	Respond  *respond.Responder
	Pages    *pagecache.Pages
	Files    *pagecache.Cache // our own files, which never change
	Index    Index
	Searches Searches
	Redact   func(*article.Library, string) string // takes secrets out of what readers search for
	Client   func(http.Handler) http.Handler       // finds out from which address a request comes
	Live     Live                                  // refreshes open pages while authors write; nil: pages stay as they are
}

// Reader serves readers' pages.
type Reader struct {
	Config
	ended   chan struct{}
	endLive func() // closes ended
}

// New makes a Reader, or says what the configuration lacks.
func New(c Config) (*Reader, error) {
	if c.Settings == nil || c.Respond == nil || c.Pages == nil || c.Files == nil || c.Index == nil || c.Searches == nil || c.Redact == nil || c.Client == nil {
		return nil, errors.New("reader: Settings, Respond, Pages, Files, Index, Searches, Redact and Client must all be set")
	}
	p := &Reader{Config: c, ended: make(chan struct{})}
	p.endLive = sync.OnceFunc(func() { close(p.ended) })
	return p, nil
}

// Routes adds the addresses that have no language.
func (p *Reader) Routes(mux chi.Router) {
	if p.Live != nil {
		mux.Use(p.authoring)
		mux.Get("/live", p.Respond.Handle(p.live))
	}
	mux.NotFound(p.Respond.Handle(p.moved))
	mux.Get("/static/*", p.Respond.Handle(p.Static))
	mux.Get("/drawings/{drawing}", p.Respond.Handle(p.drawing))
	mux.Get("/sw.js", p.Pages.Cached(p.worker))
}

// LanguageRoutes adds the addresses that every language has, such as /find and /es/find. posts guard what changes something.
func (p *Reader) LanguageRoutes(mux chi.Router, l *language.Locale, posts ...func(http.Handler) http.Handler) {
	get := func(path string, h http.HandlerFunc) { mux.Get(l.Path(path), h) }
	withMarkdown := func(path string, h http.HandlerFunc) {
		get(path, h)
		get(path+".md", h)
	}
	cached := p.Pages.Cached
	get("/", cached(p.home))
	get("/devices/{device}", cached(p.device))
	get("/goals/{goal}", cached(p.goal))
	get("/models/{model}", cached(p.model))
	withMarkdown("/find", p.Pages.CachedWithoutQuery(p.find))
	get("/search", p.Client(p.Respond.Handle(p.search)).ServeHTTP)
	mux.With(posts...).Post(l.Path("/search"), p.Respond.Handle(p.reportMissing))
	withMarkdown("/symptoms", cached(p.symptoms))
	withMarkdown("/coverage", cached(p.coverage))
	withMarkdown("/privacy", cached(p.privacy))
	get("/offline", cached(p.offline))
	get("/offline/library.json", cached(p.offlineLibrary))
	get("/{brand}", cached(p.brand))
	get("/{brand}/{slug}", cached(p.article))
}

// site is what a request's page is made from.
func (p *Reader) site(r *http.Request) view.Site { return p.Settings.For(r.Context(), r.URL.Path) }

func notFound() error { return respond.Refuse(http.StatusNotFound, "refusal.not-found") }

// wantsMarkdown reports whether a page is asked for as Markdown.
func wantsMarkdown(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, ".md") }

func writeMarkdown(w http.ResponseWriter, canonical, text string) error {
	w.Header().Set("Link", "<"+canonical+`>; rel="canonical"`)
	respond.Write(w, http.StatusOK, respond.Markdown, []byte(text))
	return nil
}

func (p *Reader) home(w http.ResponseWriter, r *http.Request) error {
	return respond.Render(w, r, http.StatusOK, page.HomePage(p.site(r).Home()))
}

func (p *Reader) coverage(w http.ResponseWriter, r *http.Request) error {
	v := p.site(r).Coverage()
	if wantsMarkdown(r) {
		return writeMarkdown(w, v.Canonical, view.CoverageMarkdown(v))
	}
	return respond.Render(w, r, http.StatusOK, page.CoveragePage(v))
}

func (p *Reader) symptoms(w http.ResponseWriter, r *http.Request) error {
	v := p.site(r).Symptoms()
	if wantsMarkdown(r) {
		return writeMarkdown(w, v.Canonical, view.SymptomsMarkdown(v))
	}
	return respond.Render(w, r, http.StatusOK, page.SymptomsPage(v))
}

func (p *Reader) privacy(w http.ResponseWriter, r *http.Request) error {
	site := p.site(r)
	v := site.Privacy()
	if wantsMarkdown(r) {
		return writeMarkdown(w, v.Canonical, site.PrivacyMarkdown(v))
	}
	return respond.Render(w, r, http.StatusOK, page.PrivacyPage(v))
}

// find asks one question a screen. Only the first one has a Markdown form.
func (p *Reader) find(w http.ResponseWriter, r *http.Request) error {
	v := p.site(r).Finder(r.URL.Query())
	if wantsMarkdown(r) && v.Markdown != "" {
		return writeMarkdown(w, v.Canonical, view.FinderMarkdown(v))
	}
	return respond.Render(w, r, http.StatusOK, page.FinderPage(v))
}
