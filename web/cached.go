package web

import (
	"encoding/binary"
	"hash/maphash"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"pinhole/internal/article"
	"pinhole/web/pagecache"
)

// changes counts changes of what pages show beside the Library: what readers said of each article, and since when texts are served.
type changes struct {
	articles sync.Map // id -> *atomic.Uint64
	dates    atomic.Uint64
}

func (c *changes) article(id string) uint64 {
	if n, ok := c.articles.Load(id); ok {
		return n.(*atomic.Uint64).Load()
	}
	return 0
}

func (c *changes) bump(ids []string) {
	for _, id := range ids {
		n, _ := c.articles.LoadOrStore(id, new(atomic.Uint64))
		n.(*atomic.Uint64).Add(1)
	}
}

// InvalidateEvidence is to be called after what readers said of these articles has changed: their pages are rendered again.
// Unknown ids do nothing.
func (s *Server) InvalidateEvidence(articles ...string) { s.changes.bump(articles) }

// InvalidateDates is to be called after more is known of when the texts of these articles were first served.
func (s *Server) InvalidateDates(articles ...string) {
	s.changes.bump(articles)
	s.changes.dates.Add(1)
}

// CacheStats returns how many finished pages are in memory, and about how many bytes they take.
func (s *Server) CacheStats() (pages, bytes int) { return s.pages.Stats() }

var versionSeed = maphash.MakeSeed()

// version names what stands at a path now. An article's page shows its own text, its brand, the site, the front matter of other
// articles, and what readers said; every other page may show the whole Library.
func (s *Server) version(lib *article.Library, path string) uint64 {
	l, address := s.localeOf(path)
	address, _ = cutEnding(address)
	if a, ok := lib.In(l.Tag()).Article(address); ok {
		return combine(lib.ArticleFingerprint(a), s.changes.article(a.ID))
	}
	return combine(lib.Fingerprint(), s.changes.dates.Load())
}

func combine(a, b uint64) uint64 {
	var pair [16]byte
	binary.LittleEndian.PutUint64(pair[:8], a)
	binary.LittleEndian.PutUint64(pair[8:], b)
	return maphash.Bytes(versionSeed, pair[:])
}

// serveCached serves an answer out of memory, before any middleware, and reports whether it did.
func (s *Server) serveCached(w http.ResponseWriter, r *http.Request) bool {
	if s.Live != nil || r.URL.RawQuery != "" || r.URL.RawPath != "" {
		return false
	}
	begun := time.Now()
	p := s.pages.Get(r.URL.Path, s.version(s.Library(), r.URL.Path))
	if p == nil {
		if p = s.files.Get(r.URL.Path, 0); p == nil {
			return false
		}
	}
	status, bytes := p.Serve(w, r)
	s.Observer.Request(Request{Route: p.Route, Method: r.Method, Status: status, Bytes: bytes, Took: time.Since(begun), Cached: true})
	return true
}

// cached lets a page stay in the cache: its handler looks at nothing but the path, the Library, and what changes counts.
func (s *Server) cached(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return s.page(func(w http.ResponseWriter, r *http.Request) error {
		render := func() (*pagecache.Page, error) {
			p, err := pagecache.Record(w.Header(), r, h)
			if err == nil {
				p.Route = route(r)
			}
			return p, err
		}
		var p *pagecache.Page
		var err error
		if s.Live != nil || r.URL.RawPath != "" {
			p, err = render()
		} else {
			p, err = s.pages.Render(r.URL.Path, s.version(s.Library(), r.URL.Path), render)
		}
		if err == nil {
			p.Serve(w, r)
		}
		return err
	})
}

// cachedWithoutQuery is cached for an address whose query says more than its path: with one, nothing is kept.
func (s *Server) cachedWithoutQuery(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	bare, asked := s.cached(h), s.page(h)
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "" {
			bare(w, r)
			return
		}
		asked(w, r)
	}
}
