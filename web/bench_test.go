package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"pinhole/web"
)

// discard is a ResponseWriter that costs next to nothing, so that the benchmark measures the
// handler.
type discard struct {
	header http.Header
	bytes  int64
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(int)             { d.bytes = 0 }
func (d *discard) Write(p []byte) (int, error) { d.bytes += int64(len(p)); return len(p), nil }

// BenchmarkArticlePage measures the way from a request to the whole article, without a network.
func BenchmarkArticlePage(b *testing.B) {
	s := newSite(b, nil)
	b.Run("one-reader", func(b *testing.B) {
		w, r := &discard{header: http.Header{}}, get(articlePath)
		for b.Loop() {
			clear(w.header)
			w.bytes = 0
			s.ServeHTTP(w, r)
		}
		if w.bytes == 0 {
			b.Fatal("there is no page")
		}
		b.SetBytes(w.bytes)
	})
	b.Run("uncached", func(b *testing.B) {
		s := newSite(b, func(c *web.Config) { c.PageCache = 0 })
		w, r := &discard{header: http.Header{}}, get(articlePath)
		for b.Loop() {
			clear(w.header)
			w.bytes = 0
			s.ServeHTTP(w, r)
		}
		b.SetBytes(w.bytes)
	})
	b.Run("many-readers", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			w, r := &discard{header: http.Header{}}, get(articlePath)
			for pb.Next() {
				clear(w.header)
				s.ServeHTTP(w, r)
			}
		})
	})
}

// BenchmarkVerdict measures the way from a form to a stored verdict, without a network, by many
// readers at once.
func BenchmarkVerdict(b *testing.B) {
	s := newSite(b, func(c *web.Config) { c.FeedbackLimit = 0 })
	b.ReportAllocs()
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r := post("/feedback", url.Values{"article": {articleID}, "helpful": {"yes"}})
			w := &discard{header: http.Header{}}
			s.ServeHTTP(w, r)
			if w.header.Get("Location") == "" {
				b.Error("the verdict is not stored")
			}
		}
	})
}
