package store_test

import (
	"crypto/rand"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// BenchmarkAddFeedback measures verdicts that are on the disk when they are
// acknowledged, each a new row.
func BenchmarkAddFeedback(b *testing.B) {
	for _, callers := range []int{1, 64} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) { benchmarkAdd(b, callers) })
	}
}

func benchmarkAdd(b *testing.B, callers int) {
	s := openNew(b)
	defer s.Close()
	b.ReportAllocs()
	b.ResetTimer()
	var running sync.WaitGroup
	for caller := range callers {
		running.Go(func() {
			for i := caller; i < b.N; i += callers {
				if err := s.AddFeedback(b.Context(), randomEntry()); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	running.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func openNew(b *testing.B) *store.Store {
	s, err := store.Open(b.Context(), store.Config{Database: filepath.Join(b.TempDir(), "pinhole.db")})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func randomEntry() feedback.Entry {
	e := feedback.Entry{
		Article: "lorex-ip-camera-factory-reset", Revision: "0123456789ab", RevisionKnown: true,
		Verdict: feedback.Answer(true), Language: "en",
	}
	rand.Read(e.ID[:])
	return e
}
