// Package pagecache caches rendered pages in memory by path and content version. A page whose
// content changed has another version, so that no cached page is ever stale. It is independent of
// articles and readers.
package pagecache

import (
	"math"
	"strconv"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/singleflight"
)

// Cache holds pages up to a number of bytes; the least recently used ones are evicted first. It
// holds one page for each path: a page with another version replaces the previous one. It is safe
// for concurrent use.
type Cache struct {
	limit   int
	renders singleflight.Group

	mu    sync.Mutex
	pages *simplelru.LRU[string, entry]
	size  int
}

type entry struct {
	version uint64
	page    *Page
}

// New returns a cache of a size in bytes, as counted by [Page.Size]. With 0 it caches nothing.
func New(limit int) *Cache {
	c := &Cache{limit: limit}
	// Only sizes below 1 are an error. The limit is in bytes, not in entries.
	c.pages, _ = simplelru.NewLRU(math.MaxInt, func(_ string, e entry) { c.size -= e.page.Size() })
	return c
}

// Get returns the cached page of a path in this version, or nil.
func (c *Cache) Get(path string, version uint64) *Page {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.pages.Get(path); ok && e.version == version {
		return e.page
	}
	return nil
}

// Render returns the page of a path in this version, and renders it if it is not cached. Concurrent
// calls for the same page render it once and share its page or error. Only pages with status 200
// are cached.
func (c *Cache) Render(path string, version uint64, render func() (*Page, error)) (*Page, error) {
	if p := c.Get(path, version); p != nil {
		return p, nil
	}
	p, err, _ := c.renders.Do(path+" "+strconv.FormatUint(version, 36), func() (any, error) {
		if p := c.Get(path, version); p != nil { // rendered since the look above
			return p, nil
		}
		p, err := render()
		if err == nil {
			c.put(path, version, p)
		}
		return p, err
	})
	if err != nil {
		return nil, err
	}
	return p.(*Page), nil
}

func (c *Cache) put(path string, version uint64, p *Page) {
	if !p.cacheable() || p.Size() > c.limit {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages.Remove(path) // calls the eviction callback, which subtracts its size
	c.pages.Add(path, entry{version, p})
	for c.size += p.Size(); c.size > c.limit; {
		c.pages.RemoveOldest()
	}
}

// Stats returns the number of cached pages, and their approximate size in bytes.
func (c *Cache) Stats() (pages, bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pages.Len(), c.size
}
