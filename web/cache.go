package web

import (
	"net/http"
	"sync"
	"time"

	"pinhole/internal/article"
)

// cache keeps finished pages, so that a reader's page costs one look-up. It belongs to one Library: with another one it begins
// anew, but remembers the young pages of the last one: most turn out the same, need not be compressed again, and can stand in until
// they are made. Its memory is bounded: pages stand in a young and an old half; when the young one is full the old one is dropped,
// and what is asked for meanwhile moves back to the young one. Former pages stand in the place of the old half.
type cache struct {
	limit  int // bytes of each half
	origin func(*article.Library, string) article.Origin

	mu         sync.RWMutex
	library    *article.Library
	epoch      uint64 // moves when pages are dropped: what was rendered before must not come in after
	young, old map[string]*representation
	former     map[string]formerPage
	size       int                      // of the young half
	formerSize int                      // never with an old half
	making     map[string]chan struct{} // pages that are being made; closed when they are
}

// formerPage is a page that is to be made anew, and what article it showed.
type formerPage struct {
	*representation
	origin article.Origin
}

// newCache makes a cache that takes so many bytes. origin tells what article stands at an address in a Library.
func newCache(bytes int, origin func(*article.Library, string) article.Origin) *cache {
	return &cache{limit: bytes / 2, origin: origin, young: map[string]*representation{}, former: map[string]formerPage{}, making: map[string]chan struct{}{}}
}

// get finds a page of this Library; epoch goes back to put.
func (c *cache) get(lib *article.Library, key string) (p *representation, epoch uint64) {
	c.mu.RLock()
	p, epoch = c.young[key], c.epoch
	current := c.library == lib
	older := c.old[key]
	c.mu.RUnlock()
	switch {
	case !current:
		return nil, c.begin(lib)
	case p == nil && older != nil:
		c.put(lib, epoch, key, older)
		return older, epoch
	}
	return p, epoch
}

func (c *cache) begin(lib *article.Library) uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.library == lib {
		return c.epoch
	}
	last, still := c.young, c.former
	c.young, c.old, c.former, c.size, c.formerSize = map[string]*representation{}, nil, map[string]formerPage{}, 0, 0
	for key, p := range last {
		if c.stays(lib, key) {
			c.young[key] = p
			c.size += p.size()
		} else {
			c.setAside(key, p)
		}
	}
	for key, p := range still {
		c.leave(key, p)
	}
	c.library = lib
	c.epoch++
	return c.epoch
}

// stays says that a page is the same in another Library: its article, and what it may show of others. The lock is held.
func (c *cache) stays(lib *article.Library, key string) bool {
	was := c.origin(c.library, key)
	return was != article.Origin{} && was == c.origin(lib, key) && c.library.Fronts() == lib.Fronts()
}

// setAside makes a page of the current Library a former one. The lock is held.
func (c *cache) setAside(key string, p *representation) {
	c.leave(key, formerPage{p, c.origin(c.library, key)})
}

// leave remembers a former page where there is room. The lock is held.
func (c *cache) leave(key string, p formerPage) {
	if size := p.size(); c.old == nil && c.formerSize+size <= c.limit {
		c.former[key] = p
		c.formerSize += size
	}
}

// before gives a page that is to be made anew.
func (c *cache) before(key string) (formerPage, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	p, ok := c.former[key]
	return p, ok
}

// again gives the page that stood here before, if an answer is the same byte for byte.
func (c *cache) again(key string, header http.Header, body []byte) *representation {
	if before, ok := c.before(key); ok && before.is(header, body) {
		return before.representation
	}
	return nil
}

// patience is how long one waits for a page that another is making. It takes a fraction of that, unless its maker's own reader is slow
// to take the news that there is no such page.
const patience = 50 * time.Millisecond

// alone lets one of those who ask for a page at the same time make it. It gives nil to the others once they have waited for it: after
// a reload, all of them would make the same pages.
func (c *cache) alone(key string) (finish func()) {
	c.mu.Lock()
	other, taken := c.making[key]
	if !taken {
		made := make(chan struct{})
		c.making[key] = made
		c.mu.Unlock()
		return func() {
			c.mu.Lock()
			delete(c.making, key)
			c.mu.Unlock()
			close(made)
		}
	}
	c.mu.Unlock()
	select {
	case <-other:
	case <-time.After(patience):
	}
	return nil
}

// put keeps a page, unless something that it may say has changed since get.
func (c *cache) put(lib *article.Library, epoch uint64, key string, p *representation) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.library != lib || c.epoch != epoch || c.young[key] == p {
		return
	}
	size := p.size()
	if size > c.limit {
		return
	}
	c.remove(key)
	if c.size+size > c.limit {
		c.old, c.young, c.size = c.young, map[string]*representation{}, 0
		c.former, c.formerSize = map[string]formerPage{}, 0
	}
	c.young[key] = p
	c.size += size
}

// remove forgets one page. The lock is held.
func (c *cache) remove(key string) {
	if p := c.young[key]; p != nil {
		c.size -= p.size()
		delete(c.young, key)
	}
	if p, ok := c.former[key]; ok {
		c.formerSize -= p.size()
		delete(c.former, key)
	}
	delete(c.old, key)
}

// drop has the pages of these addresses made anew.
func (c *cache) drop(keys ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.epoch++
	for _, key := range keys {
		if p := c.young[key]; p != nil {
			c.remove(key)
			c.setAside(key, p)
		}
		delete(c.old, key)
	}
}

// waiting gives the addresses of articles that are to be made anew for a Library: those that changed first.
func (c *cache) waiting(lib *article.Library) (changed, same []string, epoch uint64) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.library != lib {
		return nil, nil, c.epoch
	}
	for key, p := range c.former {
		switch p.origin {
		case article.Origin{}:
		case c.origin(lib, key):
			same = append(same, key)
		default:
			changed = append(changed, key)
		}
	}
	return changed, same, c.epoch
}

// forget gives up a former page that cannot be made anew, unless more has changed since.
func (c *cache) forget(key string, epoch uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.former[key]; ok && c.epoch == epoch {
		c.remove(key)
	}
}
