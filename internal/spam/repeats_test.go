package spam_test

import (
	"encoding/binary"
	"strconv"
	"sync"
	"testing"
	"time"

	"pinhole/internal/spam"
)

var now = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func numbered(n int) (id [16]byte) {
	binary.BigEndian.PutUint64(id[:], uint64(n))
	return id
}

func TestRepeats(t *testing.T) {
	clock := now
	repeats := spam.NewRepeats(func() time.Time { return clock })
	for i, step := range []struct {
		after   time.Duration
		id      int
		comment string
		want    int
	}{
		{0, 1, "Buy now!", 0},
		{0, 2, "buy  NOW", 1},
		{0, 2, "Buy now!", 1}, // sent again
		{0, 1, "Buy now!", 1},
		{0, 1, "something else", 0},
		{0, 3, "Buy now!", 2},
		{time.Hour, 4, "buy, now", 3},
		{time.Second, 5, "Buy now!", 1}, // all but the one before are over an hour old
		{time.Hour + time.Second, 1, "something else", 0},
	} {
		clock = clock.Add(step.after)
		if got := repeats.Others(numbered(step.id), step.comment); got != step.want {
			t.Errorf("step %d: %d others, want %d", i, got, step.want)
		}
	}
	if got := repeats.Others(numbered(9), ""); got != 0 {
		t.Errorf("%d others without a comment", got)
	}
}

func TestRepeatsForgetsTheOldestWhenFull(t *testing.T) {
	repeats := spam.NewRepeats(func() time.Time { return now })
	if got := repeats.Others(numbered(1), "first"); got != 0 {
		t.Fatalf("%d others", got)
	}
	const room = 4096
	for n := range room - 1 {
		repeats.Others(numbered(n), "filler "+strconv.Itoa(n))
	}
	if got := repeats.Others(numbered(2), "filler 0"); got != 1 {
		t.Errorf("%d others of a text that fits, want 1", got)
	}
	if got := repeats.Others(numbered(2), "first"); got != 0 {
		t.Errorf("%d others of the oldest text, want 0: it should be forgotten", got)
	}
	for n := range 3 * room {
		repeats.Others(numbered(n), "round "+strconv.Itoa(n))
	}
	if got := repeats.Others(numbered(0), "round "+strconv.Itoa(3*room-1)); got != 1 {
		t.Errorf("%d others after three rounds, want 1", got)
	}
}

func TestRepeatsFromManySides(t *testing.T) {
	repeats := spam.NewRepeats(time.Now)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for range 100 {
				repeats.Others(numbered(n), "the same")
			}
		})
	}
	all.Wait()
	if got := repeats.Others(numbered(0), "the same"); got != 7 {
		t.Errorf("%d others, want 7", got)
	}
}
