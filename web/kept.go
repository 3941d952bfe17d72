package web

import (
	"net/http"
	"time"

	"pinhole/internal/article"
)

// Drop makes the pages of these articles anew: what readers said of them has changed. Until then they are served as they are.
func (s *Server) Drop(articles ...string) {
	lib := s.Library()
	var paths []string
	for _, id := range articles {
		if a, ok := lib.ArticleByID(id); ok {
			paths = append(paths, s.pathsOf(lib, a)...)
		}
	}
	if len(paths) > 0 {
		s.pages.drop(paths...)
		s.freshen()
	}
}

// Dated is Drop for articles of which more is known now: since when they have their text.
func (s *Server) Dated(articles ...string) {
	s.pages.drop("/sitemap.xml", "/feed.xml")
	s.Drop(articles...)
}

// Kept tells how many finished pages are in memory, and about how many bytes they take.
func (s *Server) Kept() (pages, bytes int) {
	s.pages.mu.RLock()
	defer s.pages.mu.RUnlock()
	for _, half := range []map[string]*representation{s.pages.young, s.pages.old} {
		for _, p := range half {
			pages++
			bytes += p.size()
		}
	}
	return pages + len(s.pages.former), bytes + s.pages.formerSize
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
	begun, lib := time.Now(), s.Library()
	p, _ := s.pages.get(lib, r.URL.Path)
	if p == nil {
		p = s.standIn(lib, r.URL.Path)
	}
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
