package jobs

import (
	"log/slog"
	"testing"
)

// TestAPossibleBurstIsLookedForAtOnce counts answers until there may be a burst: one that is found
// only after seconds has thousands of answers, whose change then holds up all others.
func TestAPossibleBurstIsLookedForAtOnce(t *testing.T) {
	t.Parallel()
	b := newBursts(nil, slog.New(slog.DiscardHandler))
	for i := 1; i <= 2*smallestBurst; i++ {
		b.Answered("a")
		b.Answered("b")
		if got, want := len(b.wake), min(i/smallestBurst, 1); got != want {
			t.Fatalf("after %d answers %d checks are due, want %d", i, got, want)
		}
	}
	if due := b.due(); len(due) != 2 {
		t.Errorf("%q are due", due)
	}
	<-b.wake
	b.Answered("a")
	if len(b.wake) != 0 {
		t.Error("one answer after the check makes another one due")
	}
}
