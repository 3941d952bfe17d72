// Package pagecache keeps finished answers in memory, each under its path and a version of what it shows. A page whose
// content changed has another version, so nothing in the cache is ever stale. It knows nothing of articles or readers.
package pagecache

import (
	"math"
	"strconv"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/singleflight"
)

// Cache holds pages up to a number of bytes; the least recently used ones are evicted first. It holds one page for each
// path: a page with another version takes the place of the one before. It is safe for concurrent use.
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

// New makes a cache for so many bytes, as [Page.Size] counts them. With 0 it holds nothing.
func New(limit int) *Cache {
	c := &Cache{limit: limit}
	// The error is for sizes below 1. Pages are counted in bytes and not in entries.
	c.pages, _ = simplelru.NewLRU(math.MaxInt, func(_ string, e entry) { c.size -= e.page.Size() })
	return c
}

// Get returns the page at a path in this version, or nil.
func (c *Cache) Get(path string, version uint64) *Page {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.pages.Get(path); ok && e.version == version {
		return e.page
	}
	return nil
}

// Render returns the page at a path in this version, rendering it when it is not in the cache. Of those who ask for the same
// page at the same time one renders it, and all get its page or its error. Only pages with status 200 are kept.
func (c *Cache) Render(path string, version uint64, render func() (*Page, error)) (*Page, error) {
	if p := c.Get(path, version); p != nil {
		return p, nil
	}
	p, err, _ := c.renders.Do(path+" "+strconv.FormatUint(version, 36), func() (any, error) {
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
	c.pages.Remove(path) // so that its size is taken off
	c.pages.Add(path, entry{version, p})
	for c.size += p.Size(); c.size > c.limit; {
		c.pages.RemoveOldest()
	}
}

// Stats returns how many pages are in the cache, and about how many bytes they take.
func (c *Cache) Stats() (pages, bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pages.Len(), c.size
}
