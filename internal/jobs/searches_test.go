package jobs

import (
	"fmt"
	"net/netip"
	"testing"
	"time"
)

// A network brings a bounded number of new texts a minute and a day. What others search for too is
// not its doing.
func TestNewTextsAreBoundedByNetwork(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	s := &Searches{now: func() time.Time { return now }}
	texts := 0
	bring := func(address string, n int) (stored int) {
		for range n {
			texts++
			if s.bounded(netip.MustParseAddr(address), fmt.Sprint("text ", texts)) != "" {
				stored++
			}
		}
		return stored
	}
	want := func(address string, n, want int) {
		t.Helper()
		if got := bring(address, n); got != want {
			t.Errorf("%s brings %d of %d texts, want %d", address, got, n, want)
		}
	}
	want("192.0.2.1", 1000, newInMinute)
	want("192.0.2.200", 10, 0)      // the same network
	want("::ffff:192.0.2.3", 10, 0) // written otherwise
	want("192.0.3.1", 10, 10)       // its neighbour
	want("2001:db8:1:1::1", 1000, newInMinute)
	want("2001:db8:1:2::1", 10, 0)
	want("2001:db8:2::1", 10, 10)
	if s.bounded(netip.MustParseAddr("192.0.2.1"), "text 1") == "" {
		t.Error("a text that was searched for a moment ago is not counted by itself")
	}
	for range 2 * newInDay / newInMinute {
		now = now.Add(time.Minute)
		bring("192.0.2.1", newInMinute)
	}
	want("192.0.2.1", 10, 0)
	want("192.0.4.1", 10, 10)
	if got := s.networks[netip.MustParsePrefix("192.0.2.0/24")].inDay; got != newInDay {
		t.Errorf("a network brings %d texts a day, want %d", got, newInDay)
	}
	now = now.Add(24 * time.Hour)
	want("192.0.2.1", 10, 10)
	if len(s.networks) != 1 {
		t.Errorf("%d networks of the day before are held", len(s.networks)-1)
	}
	if got := s.bounded(netip.Addr{}, "an address that is not known"); got == "" {
		t.Error("without an address nothing is counted")
	}
}

// Nobody makes the program hold more than a bounded number of networks and texts.
func TestSearchesHoldLittle(t *testing.T) {
	t.Parallel()
	s := &Searches{now: func() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC) }}
	for i := range maxNetworks + 1000 {
		s.CountSearch(netip.AddrFrom4([4]byte{byte(i >> 16), byte(i >> 8), byte(i), 1}), fmt.Sprint("text ", i), 0)
	}
	total := 0
	for _, x := range s.pending {
		total += x.Times
	}
	if len(s.networks) > maxNetworks || len(s.recent) > maxRecent || len(s.pending) > maxPending+1 || total != maxNetworks+1000 {
		t.Errorf("%d networks, %d recent and %d pending texts are held, with %d searches", len(s.networks), len(s.recent), len(s.pending), total)
	}
}
