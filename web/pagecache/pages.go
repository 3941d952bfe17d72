package pagecache

import (
	"net/http"
	"time"

	"pinhole/web/respond"
)

// Pages serves a site's pages through a cache. All its fields but Off must be set.
type Pages struct {
	Cache   *Cache
	Respond *respond.Responder
	// Version returns the current content version of a request's path; see [Cache.Get].
	Version func(*http.Request) uint64
	// Seen is called after each request that Serve handled.
	Seen func(respond.Request)
	// Off disables the cache, for authors who change templates and articles.
	Off bool
}

// Serve responds from the cache, before any middleware, and reports whether the page was cached.
func (p *Pages) Serve(w http.ResponseWriter, r *http.Request, version uint64) bool {
	if p.Off || r.URL.RawQuery != "" || r.URL.RawPath != "" {
		return false
	}
	begun := time.Now()
	page := p.Cache.Get(r.URL.Path, version)
	if page == nil {
		return false
	}
	status, bytes := page.Serve(w, r)
	p.Seen(respond.Request{Route: page.Route, Method: r.Method, Status: status, Bytes: bytes, Took: time.Since(begun), Cached: true})
	return true
}

// Cached caches a handler's responses until the version of their path changes. They may depend on
// nothing but the path and the version's content.
func (p *Pages) Cached(h respond.Handler) http.HandlerFunc {
	return p.Respond.Handle(func(w http.ResponseWriter, r *http.Request) error {
		render := func() (*Page, error) {
			page, err := Record(w.Header(), r, h)
			if err == nil {
				page.Route = respond.Route(r)
			}
			return page, err
		}
		var page *Page
		var err error
		if p.Off || r.URL.RawPath != "" {
			page, err = render()
		} else {
			page, err = p.Cache.Render(r.URL.Path, p.Version(r), render)
		}
		if err == nil {
			page.Serve(w, r)
		}
		return err
	})
}

// CachedWithoutQuery is Cached, but does not cache requests with a query.
func (p *Pages) CachedWithoutQuery(h respond.Handler) http.HandlerFunc {
	bare, asked := p.Cached(h), p.Respond.Handle(h)
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "" {
			bare(w, r)
			return
		}
		asked(w, r)
	}
}
