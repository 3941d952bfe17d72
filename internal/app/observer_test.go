package app

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"pinhole/web"
)

// BenchmarkObserver measures what it costs to count and to log a page out of memory.
func BenchmarkObserver(b *testing.B) {
	log, err := openAccessLog(Setting{Value: "-"}, 1, io.Discard, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	for name, observer := range map[string]web.Observer{"metrics": newMetrics(), "log": log} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				observer.Request(web.Request{Route: "/{brand}/{slug}", Method: "GET", Status: 200, Bytes: 9000, Took: 20 * time.Microsecond, Cached: true})
			}
		})
	}
}
