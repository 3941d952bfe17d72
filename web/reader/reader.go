// Package reader serves the public pages: home, brands, articles, models, the finder and search,
// with their assets. Package verdict serves the forms of feedback.
package reader

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
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

// Searches counts searches: the text and the number of results for each day, without any data on
// the reader.
type Searches interface {
	// CountSearch counts one search. It must not block. The address is for limiting how many
	// different texts one client can have stored; it must not be stored itself.
	CountSearch(from netip.Addr, text string, results int)
	// ReportMissing stores durably that a reader reported a search's results as missing something.
	ReportMissing(ctx context.Context, from netip.Addr, text string) error
}

// Index finds articles of the current Library, as readers of a language see them. Just after the
// start of a large site it may wait until it is complete; its only error is the context's.
type Index interface {
	Search(ctx context.Context, language string, q search.Query) (search.Results, error)
	Suggest(ctx context.Context, language, text string, limit int) ([]search.Suggestion, error)
	Recognise(ctx context.Context, language, text string) (*search.Device, error)
}

// Config holds a Reader's dependencies. All but Live must be set.
type Config struct {
	Settings *view.Settings
	Respond  *respond.Responder
	Pages    *pagecache.Pages
	Files    *pagecache.Cache // cache of static files
	Index    Index
	Searches Searches
	Redact   func(*article.Library, string) string // removes secrets from search texts
	Client   func(http.Handler) http.Handler       // middleware that determines the client's address
	Live     Live                                  // refreshes open pages while authors write; nil: disabled
}

// Reader serves the public pages.
type Reader struct {
	Config
	ended   chan struct{}
	endLive func() // closes ended
}

// New returns a Reader, or an error if the configuration is incomplete.
func New(c Config) (*Reader, error) {
	if c.Settings == nil || c.Respond == nil || c.Pages == nil || c.Files == nil || c.Index == nil || c.Searches == nil || c.Redact == nil || c.Client == nil {
		return nil, errors.New("reader: Settings, Respond, Pages, Files, Index, Searches, Redact and Client must all be set")
	}
	p := &Reader{Config: c, ended: make(chan struct{})}
	p.endLive = sync.OnceFunc(func() { close(p.ended) })
	return p, nil
}

// Routes adds the routes without a language prefix.
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

// LanguageRoutes adds the routes of every language, such as /find and /es/find. posts is middleware
// for routes that change something.
func (p *Reader) LanguageRoutes(mux chi.Router, l *language.Locale, posts ...func(http.Handler) http.Handler) {
	get := func(path string, h http.HandlerFunc) { mux.Get(l.Path(path), h) }
	withMarkdown := func(path string, h http.HandlerFunc) {
		get(path, h)
		get(path+".md", h)
	}
	cached := p.Pages.Cached
	get("/", respond.AllowCamera(cached(p.home)))
	get("/devices/{device}", cached(p.device))
	get("/goals/{goal}", cached(p.goal))
	get("/models/{model}", cached(p.model))
	withMarkdown("/find", p.Pages.CachedWithoutQuery(p.find))
	get("/search", respond.AllowCamera(p.Client(p.Respond.Handle(p.search)).ServeHTTP))
	mux.With(posts...).Post(l.Path("/search"), p.Respond.Handle(p.reportMissing))
	withMarkdown("/symptoms", cached(p.symptoms))
	withMarkdown("/coverage", cached(p.coverage))
	withMarkdown("/privacy", cached(p.privacy))
	get("/offline", cached(p.offline))
	get("/answers", cached(p.answers))
	get("/offline/library.json", cached(p.offlineLibrary))
	get("/questions", cached(p.questions))
	get("/questions/{tree}", cached(p.question))
	get("/questions/{tree}/{question}", cached(p.question))
	get("/{brand}", cached(p.brand))
	get("/{brand}/{slug}", p.articleFrom(cached(p.article)))
}

// site returns the data for a request's page.
func (p *Reader) site(r *http.Request) view.Site { return p.Settings.For(r.Context(), r.URL.Path) }

func notFound() error { return respond.Refuse(http.StatusNotFound, "refusal.not-found") }

// wantsMarkdown reports whether a page is requested as Markdown.
func wantsMarkdown(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, ".md") }

func writeMarkdown(w http.ResponseWriter, canonical, text string) error {
	if canonical != "" {
		w.Header().Set("Link", "<"+canonical+`>; rel="canonical"`)
	}
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

// find serves the finder, one question per screen. Only the first one is available as Markdown.
func (p *Reader) find(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	if err := p.addRecognised(r, q); err != nil {
		return err
	}
	v := p.site(r).Finder(q)
	if wantsMarkdown(r) && v.Markdown != "" {
		return writeMarkdown(w, v.Canonical, view.FinderMarkdown(v))
	}
	return respond.Render(w, r, http.StatusOK, page.FinderPage(v))
}

// addRecognised adds to the finder's answers what the model that was typed says: the brand and the
// kind of device, where the reader is sure of neither.
func (p *Reader) addRecognised(r *http.Request, q url.Values) error {
	if q.Get("model") == "" || q.Get("brand") != "" {
		return nil
	}
	d, err := p.Index.Recognise(r.Context(), p.site(r).Locale.Tag(), view.SearchText(q.Get("model")))
	if err != nil || d == nil || d.Brand == nil {
		return err
	}
	q.Set("brand", d.Brand.Slug)
	if q.Get("device") == "any" && len(d.Devices) > 0 {
		q.Set("device", view.FinderDevice(d.Devices[0]))
	}
	return nil
}
