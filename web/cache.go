package web

import (
	"net/http"
	"sync"
	"time"

	"pinhole/internal/article"
)

// cache keeps finished pages, so that a reader's page costs one look-up. It belongs to one Library: with another one it begins
// anew, but remembers the young pages of the last one: most turn out the same, and need not be compressed again. Its memory is
// bounded: pages stand in a young and an old half; when the young one is full the old one is dropped, and what is asked for meanwhile
// moves back to the young one.
type cache struct {
	limit int // bytes of each half

	mu         sync.RWMutex
	library    *article.Library
	epoch      uint64 // moves when pages are dropped: what was rendered before must not come in after
	young, old map[string]*representation
	former     map[string]*representation // of the last Library, in the place of the old half
	size       int                        // of the young half
	making     map[string]chan struct{}   // pages that are being made; closed when they are
}

func newCache(bytes int) *cache {
	return &cache{limit: bytes / 2, young: map[string]*representation{}, making: map[string]chan struct{}{}}
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
	if c.library != lib {
		c.library = lib
		c.renew()
	}
	return c.epoch
}

// renew begins anew. Pages that nobody has asked for since the last time stay remembered where there is room. The lock is held.
func (c *cache) renew() {
	size := c.size
	for key, p := range c.former {
		if size += p.size(); size > c.limit {
			break
		}
		c.young[key] = p
	}
	c.former = c.young
	c.young, c.old, c.size = map[string]*representation{}, nil, 0
	c.epoch++
}

// again gives the page that stood here before, if an answer is the same byte for byte.
func (c *cache) again(key string, header http.Header, body []byte) *representation {
	c.mu.RLock()
	before := c.former[key]
	c.mu.RUnlock()
	if before != nil && before.is(header, body) {
		return before
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
		c.old, c.young, c.former, c.size = c.young, map[string]*representation{}, nil, 0
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
	delete(c.old, key)
	delete(c.former, key)
}

// drop forgets the pages of these paths; all pages when none is named.
func (c *cache) drop(paths ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(paths) == 0 {
		c.renew()
		return
	}
	c.epoch++
	for _, path := range paths {
		c.remove(path)
	}
}

// Drop renders the pages of these articles anew when they are asked for next: what readers said of them has changed. Without an
// id it does so for all pages.
func (s *Server) Drop(articles ...string) {
	if len(articles) == 0 {
		s.pages.drop()
		return
	}
	lib := s.Library()
	var paths []string
	for _, id := range articles {
		if a, ok := lib.ArticleByID(id); ok {
			paths = append(paths, s.pathsOf(lib, a)...)
		}
	}
	if len(paths) > 0 {
		s.pages.drop(paths...)
	}
}

// Kept tells how many finished pages are in memory, and about how many bytes they take.
func (s *Server) Kept() (pages, bytes int) {
	s.pages.mu.RLock()
	defer s.pages.mu.RUnlock()
	for _, half := range []map[string]*representation{s.pages.young, s.pages.old, s.pages.former} {
		for _, p := range half {
			pages++
			bytes += p.size()
		}
	}
	return pages, bytes
}

// pathsOf gives the addresses of an article in all languages, also in those in which its page shows the original.
func (s *Server) pathsOf(lib *article.Library, a *article.Article) []string {
	var paths []string
	for _, l := range s.Languages.Locales() {
		read, ok := lib.Translation(a, l.Tag())
		if !ok {
			read = a
		}
		paths = append(paths, l.Path(read.Path()))
	}
	return paths
}

// cached serves an answer out of memory, before any middleware. It reports whether it did.
func (s *Server) cached(w http.ResponseWriter, r *http.Request) bool {
	if s.Live != nil || r.URL.RawQuery != "" || r.URL.RawPath != "" || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	begun := time.Now()
	p, _ := s.pages.get(s.Library(), r.URL.Path)
	if p == nil {
		if p, _ = s.files.get(nil, r.URL.Path); p == nil {
			return false
		}
	}
	status, bytes := p.serve(w, r)
	s.Observer.Request(Request{Route: p.route, Method: r.Method, Status: status, Bytes: bytes, Took: time.Since(begun), Kept: true})
	return true
}

// kept lets a page be kept: its handler looks at nothing but the path, the Library, and what Drop is called for.
func (s *Server) kept(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return s.page(func(w http.ResponseWriter, r *http.Request) error {
		p, err := s.keeping(h, w, r)
		if p != nil {
			p.serve(w, r)
		}
		return err
	})
}

// keeping gives a page out of memory, or makes it and keeps it. Without a page, the answer has been written.
func (s *Server) keeping(h func(http.ResponseWriter, *http.Request) error, w http.ResponseWriter, r *http.Request) (*representation, error) {
	if s.Live != nil || r.URL.RawPath != "" {
		return s.made(h, w, r)
	}
	if finish := s.pages.alone(r.URL.Path); finish != nil {
		defer finish()
	}
	lib := s.Library()
	p, epoch := s.pages.get(lib, r.URL.Path)
	if p != nil {
		return p, nil
	}
	p, err := s.made(h, w, r)
	if p != nil {
		s.pages.put(lib, epoch, r.URL.Path, p)
	}
	return p, err
}

// keptWithoutQuery is kept for an address whose query says more than its path: with one, nothing is kept.
func (s *Server) keptWithoutQuery(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	bare, asked := s.kept(h), s.page(h)
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "" {
			bare(w, r)
			return
		}
		asked(w, r)
	}
}

// made gives what a handler answers with status 200, and writes any other answer; then it gives none.
func (s *Server) made(h func(http.ResponseWriter, *http.Request) error, w http.ResponseWriter, r *http.Request) (*representation, error) {
	answer := &recorder{ResponseWriter: w}
	if err := h(answer, r); err != nil || answer.status != http.StatusOK {
		return nil, err
	}
	if p := s.pages.again(r.URL.Path, w.Header(), answer.body); p != nil {
		return p, nil
	}
	p := newRepresentation(w.Header(), answer.body)
	p.route = route(r)
	return p, nil
}

// recorder holds an answer of status 200 back; any other goes through.
type recorder struct {
	http.ResponseWriter
	status int
	body   []byte
}

func (r *recorder) WriteHeader(status int) {
	if r.status = status; status != http.StatusOK {
		r.ResponseWriter.WriteHeader(status)
	}
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.status == http.StatusOK {
		r.body = append(r.body, p...)
		return len(p), nil
	}
	return r.ResponseWriter.Write(p)
}
