package desk

import (
	"testing"
	"time"
)

func TestPacer(t *testing.T) {
	t.Parallel()
	p := &pacer{interval: 10 * time.Millisecond, burst: 3, max: time.Second}
	now := time.UnixMilli(1_763_600_000_000)
	for i, want := range []time.Duration{-20, -10, 0, 10, 20} {
		if got := p.delay(now); got != want*time.Millisecond {
			t.Errorf("answer %d waits %s, want %dms", i, got, want)
		}
	}
	for range 1000 {
		if got := p.delay(now); got > p.max {
			t.Fatalf("an answer waits %s", got)
		}
	}
	if got := p.delay(now.Add(time.Minute)); got > 0 {
		t.Errorf("after a minute an answer waits %s", got)
	}
}
