package store_test

import (
	"fmt"
	"sync"
	"testing"

	"pinhole/internal/store"
)

// BenchmarkAddFeedback measures verdicts that are on the disk when they are
// acknowledged, each a new row.
func BenchmarkAddFeedback(b *testing.B) {
	for _, kind := range kinds {
		for _, callers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/callers=%d", kind.Name, callers), func(b *testing.B) { benchmarkAdd(b, kind.Create(b), callers) })
		}
	}
}

func benchmarkAdd(b *testing.B, database string, callers int) {
	s := open(b, store.Config{Database: database})
	b.ReportAllocs()
	b.ResetTimer()
	addMany(b, s, callers, b.N)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// addMany adds so many rows with so many callers at once.
func addMany(t testing.TB, s *store.Store, callers, rows int) {
	t.Helper()
	var running sync.WaitGroup
	for caller := range callers {
		running.Go(func() {
			for i := caller; i < rows; i += callers {
				if err := s.AddFeedback(t.Context(), randomEntry()); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	running.Wait()
}

// BenchmarkFeedback measures the look-up behind a receipt, among 10,000 rows.
func BenchmarkFeedback(b *testing.B) {
	for _, kind := range kinds {
		b.Run(kind.Name, func(b *testing.B) {
			s := open(b, store.Config{Database: kind.Create(b)})
			addMany(b, s, 64, 10_000)
			entry := randomEntry()
			if err := s.AddFeedback(b.Context(), entry); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := s.Feedback(b.Context(), entry.ID); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
