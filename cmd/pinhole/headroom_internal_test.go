package main

import "testing"

func TestRoomForGarbageFollowsWhatIsAllocated(t *testing.T) {
	const mb = 1 << 20
	for _, test := range []struct {
		held, lately uint64
		want         int
	}{
		{20 * mb, 0, 50},           // a small site at rest takes no more than it needs
		{20 * mb, 16 * mb, 100},    // and the more, the more is read
		{20 * mb, 1000 * mb, 325},  // up to a bound
		{4 * mb, 100 * mb, 1600},   // which keeps collections of a small heap rare
		{400 * mb, 100 * mb, 50},   // a large heap is not doubled
		{200 * mb, 1000 * mb, 100}, // but while it is made
		{0, 0, 800},                // before the first collection nothing is known
		{10 * mb, 8*mb + 1, 100},   // in steps
		{10 * mb, 8*mb + mb, 100},  // that small moves do not change
		{10 * mb, 10*mb + mb, 125}, // and larger ones do
	} {
		if got := gcPercent(test.held, test.lately); got != test.want {
			t.Errorf("%d MB held, %d MB allocated: %d, want %d", test.held/mb, test.lately/mb, got, test.want)
		}
	}
}
