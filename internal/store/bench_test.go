package store_test

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	mathrand "math/rand/v2"
	"net/netip"
	"sync"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// BenchmarkAddFeedback measures verdicts that are on the disk when they are
// acknowledged, each a new row.
func BenchmarkAddFeedback(b *testing.B) {
	for _, kind := range kinds {
		for _, callers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/callers=%d", kind.name, callers), func(b *testing.B) { benchmarkAdd(b, kind.create(b), callers) })
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
		b.Run(kind.name, func(b *testing.B) {
			s := open(b, store.Config{Database: kind.create(b)})
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

func randomEntry() feedback.Entry {
	e := feedback.Entry{
		Article: "lorex-ip-camera-factory-reset", Revision: "0123456789ab",
		Network: netip.PrefixFrom(netip.AddrFrom4([4]byte(binary.BigEndian.AppendUint32(nil, mathrand.Uint32()&^0xff))), 24),
		Verdict: feedback.Answer(true), Language: "en",
	}
	rand.Read(e.ID[:])
	return e
}
