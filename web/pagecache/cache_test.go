package pagecache

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

func page(body string) *Page {
	return NewPage(http.Header{"Content-Type": {"text/html"}}, []byte(body))
}

func render(t *testing.T, c *Cache, path string, version uint64, body string) {
	t.Helper()
	if _, err := c.Render(path, version, func() (*Page, error) { return page(body), nil }); err != nil {
		t.Fatal(err)
	}
}

func TestAnotherVersionIsAnotherPage(t *testing.T) {
	t.Parallel()
	c := New(1 << 20)
	render(t, c, "/a", 1, "old")
	if c.Get("/a", 1) == nil {
		t.Fatal("the page is not in the cache")
	}
	if c.Get("/a", 2) != nil || c.Get("/b", 1) != nil {
		t.Error("a page is served for another version or path")
	}
	render(t, c, "/a", 2, "new")
	if c.Get("/a", 1) != nil || c.Get("/a", 2) == nil {
		t.Error("the old version stays, or the new one is missing")
	}
	if pages, bytes := c.Stats(); pages != 1 || bytes != c.Get("/a", 2).Size() {
		t.Errorf("%d pages of %d bytes, want one", pages, bytes)
	}
}

func TestTheCacheIsBounded(t *testing.T) {
	t.Parallel()
	const limit = 1 << 20
	c, body := New(limit), strings.Repeat("<p>words</p>", 1000)
	for i := range 1000 {
		render(t, c, "/favourite", 1, body)
		render(t, c, fmt.Sprint("/", i), 1, body)
		if pages, bytes := c.Stats(); bytes > limit || pages*c.Get("/favourite", 1).Size() != bytes {
			t.Fatalf("%d pages of %d bytes are held", pages, bytes)
		}
	}
	if c.Get("/favourite", 1) == nil || c.Get("/0", 1) != nil {
		t.Error("the least recently used page is not the one that was evicted")
	}
	if render(t, New(0), "/a", 1, body); New(0).Get("/a", 1) != nil {
		t.Error("a cache of no bytes holds a page")
	}
}

func TestOneRendersWhatManyAskFor(t *testing.T) {
	t.Parallel()
	c, release := New(1<<20), make(chan struct{})
	var renders int
	var wg sync.WaitGroup
	started := make(chan struct{})
	ask := func() {
		p, err := c.Render("/a", 1, func() (*Page, error) {
			renders++ // by one goroutine at a time; the race detector watches
			close(started)
			<-release
			return page("body"), nil
		})
		if err != nil || p == nil {
			t.Errorf("page %v, error %v", p, err)
		}
	}
	wg.Go(ask)
	<-started
	for range 8 {
		wg.Go(ask)
	}
	render(t, c, "/b", 1, "another page need not wait")
	close(release)
	if wg.Wait(); renders != 1 {
		t.Errorf("rendered %d times", renders)
	}
}

func TestErrorsAndOtherStatusesAreNotKept(t *testing.T) {
	t.Parallel()
	c, broken := New(1<<20), errors.New("broken")
	if _, err := c.Render("/a", 1, func() (*Page, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	r := httptest.NewRequest(http.MethodGet, "/old", nil)
	p, err := c.Render("/old", 1, func() (*Page, error) {
		return Record(http.Header{"X-Base": {"1"}}, r, func(w http.ResponseWriter, r *http.Request) error {
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if status, _ := p.Serve(w, r); status != http.StatusMovedPermanently || w.Header().Get("Location") != "/new" || w.Header().Get("X-Base") == "" || w.Header().Get("Etag") != "" {
		t.Errorf("status %d, headers %v", status, w.Header())
	}
	if pages, _ := c.Stats(); pages != 0 {
		t.Errorf("%d pages are kept", pages)
	}
}

func TestARenderDoesNotEndWithItsFirstReader(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest(http.MethodGet, "/a", nil)
	ctx, cancel := context.WithCancel(r.Context())
	cancel()
	_, err := Record(http.Header{}, r.WithContext(ctx), func(_ http.ResponseWriter, r *http.Request) error { return r.Context().Err() })
	if err != nil {
		t.Error(err)
	}
}
