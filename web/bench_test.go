package web_test

import (
	"net/http"
	"testing"
)

// discard is a ResponseWriter that costs next to nothing, so that the benchmark measures the handler.
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
			s.ServeHTTP(w, r)
		}
		if w.bytes == 0 {
			b.Fatal("there is no page")
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
