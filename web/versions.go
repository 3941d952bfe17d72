package web

import (
	"hash/maphash"
	"net/http"
	"sync"
	"sync/atomic"

	"pinhole/internal/article"
	"pinhole/web/view"
)

// changes counts changes of what pages show beside the Library: what readers said of each article,
// and since when texts are served.
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

// InvalidateEvidence is to be called after what readers said of these articles has changed: their
// pages are rendered again. Unknown ids do nothing.
func (s *Server) InvalidateEvidence(articles ...string) { s.changes.bump(articles) }

// InvalidateDates is to be called after more is known of when the texts of these articles were
// first served.
func (s *Server) InvalidateDates(articles ...string) {
	s.changes.bump(articles)
	s.changes.dates.Add(1)
}

// CacheStats returns how many finished pages are in memory, and about how many bytes they take.
func (s *Server) CacheStats() (pages, bytes int) { return s.pages.Cache.Stats() }

var versionSeed = maphash.MakeSeed()

// version names what stands at a path now. An article's page shows its own text, its brand, the
// site, the front matter of other articles, and what readers said; every other page may show the
// whole Library.
func (s *Server) version(lib *article.Library, path string) uint64 {
	l, address := s.settings.LocaleOf(path)
	address, _ = view.CutEnding(address)
	if a, ok := lib.In(l.Tag()).Article(address); ok {
		return maphash.Comparable(versionSeed, [2]uint64{lib.ArticleFingerprint(a), s.changes.article(a.ID)})
	}
	return maphash.Comparable(versionSeed, [2]uint64{lib.Fingerprint(), s.changes.dates.Load()})
}

func (s *Server) versionOf(r *http.Request) uint64 {
	return s.version(view.LibraryOf(r.Context()), r.URL.Path)
}
