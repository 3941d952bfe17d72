package desk

import (
	"context"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

func TestPacer(t *testing.T) {
	t.Parallel()
	p := &pacer{free: 2, delay: time.Second}
	now := time.UnixMilli(1_763_600_000_000)
	for i, c := range []struct {
		client string
		after  time.Duration
		free   bool
	}{
		{"203.0.113.1", 0, true},
		{"203.0.113.2", 0, true},
		{"203.0.113.3", 0, false}, // its network has had two
		{"198.51.100.1", 0, true}, // another network is not delayed
		{"203.0.113.1", time.Minute, true},
	} {
		if got := p.isFree(netip.MustParseAddr(c.client), now.Add(c.after)); got != c.free {
			t.Errorf("refusal %d, to %s: free is %v, want %v", i, c.client, got, c.free)
		}
	}
	later := now.Add(2 * time.Minute)
	for i := range maxRefused {
		p.isFree(netip.AddrFrom4([4]byte{9, byte(i >> 8), byte(i), 1}), later)
	}
	if p.isFree(netip.MustParseAddr("203.0.113.1"), later) || len(p.refused) != maxRefused {
		t.Errorf("%d networks are counted, want %d", len(p.refused), maxRefused)
	}
}

func TestPacerWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &pacer{free: 1, delay: time.Second}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		for i, c := range []struct {
			ctx  context.Context
			want time.Duration
		}{{t.Context(), 0}, {t.Context(), time.Second}, {ended, 0}} {
			begun := time.Now()
			p.wait(c.ctx, netip.MustParseAddr("203.0.113.1"))
			if got := time.Since(begun); got != c.want {
				t.Errorf("refusal %d waits %s, want %s", i, got, c.want)
			}
		}
	})
}
