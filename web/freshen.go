package web

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/internal/background"
)

// freshenPause is times what a page took: pages whose articles did not change may wait, and take at most a fifth of one processor.
const freshenPause = 4

// originOf tells what article is shown at an address in a Library.
func (s *Server) originOf(lib *article.Library, path string) article.Origin {
	if lib == nil {
		return article.Origin{}
	}
	l, address := s.localeOf(path)
	address, _ = cutEnding(address)
	return lib.In(l.Tag()).Origin(address)
}

// standIn gives an article's page as it was, while it is made anew in the background: after a reload, readers of articles that did
// not change do not wait. What such a page says about others, such as the titles of related articles, is old for some seconds.
func (s *Server) standIn(lib *article.Library, path string) *representation {
	before, ok := s.pages.before(path)
	if !ok || before.origin == (article.Origin{}) {
		return nil
	}
	s.freshen()
	if before.origin != s.originOf(lib, path) {
		return nil
	}
	return before.representation
}

// freshen makes the articles' former pages anew in the background, unless that is being done.
func (s *Server) freshen() {
	if !s.freshening.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer s.freshening.Store(false)
		for {
			lib := s.Library()
			changed, same, epoch := s.pages.waiting(lib)
			if len(changed)+len(same) == 0 {
				return
			}
			for _, path := range changed {
				s.makeAnew(path, epoch)
			}
			for _, path := range same {
				if s.Library() != lib {
					break // others may have changed, and go first
				}
				begun := time.Now()
				s.makeAnew(path, epoch)
				time.Sleep(freshenPause * time.Since(begun))
			}
		}
	}()
}

// makeAnew has the page of an article made as if a reader asked for it.
func (s *Server) makeAnew(path string, epoch uint64) {
	before, ok := s.pages.before(path)
	if !ok {
		return // a reader asked for it
	}
	at := chi.NewRouteContext()
	at.RoutePatterns = []string{before.route}
	r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Header: http.Header{}}
	r = r.WithContext(context.WithValue(context.Background(), chi.RouteCtxKey, at))
	background.Do(func() { s.anew.ServeHTTP(&nowhere{http.Header{}}, r) })
	s.pages.forget(path, epoch)
}

// nowhere takes an answer that nobody waits for.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header         { return n.header }
func (n *nowhere) WriteHeader(int)             {}
func (n *nowhere) Write(p []byte) (int, error) { return len(p), nil }
