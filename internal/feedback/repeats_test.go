package feedback_test

import (
	"encoding/binary"
	"strconv"
	"sync"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

func numbered(n int) (id feedback.ID) {
	binary.BigEndian.PutUint64(id[:], uint64(n))
	return id
}

func comment(text string) feedback.Details { return feedback.Details{Comment: &text} }

func TestRepeats(t *testing.T) {
	clock := now
	repeats := feedback.NewRepeats(func() time.Time { return clock })
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
		if got := repeats.Others(numbered(step.id), comment(step.comment)); got != step.want {
			t.Errorf("step %d: %d others, want %d", i, got, step.want)
		}
	}
	if got := repeats.Others(numbered(9), feedback.Details{Comment: pointer("")}); got != 0 {
		t.Errorf("%d others without a comment", got)
	}
}

func TestRepeatsForgetsTheOldestWhenFull(t *testing.T) {
	repeats := feedback.NewRepeats(func() time.Time { return now })
	if got := repeats.Others(numbered(1), comment("first")); got != 0 {
		t.Fatalf("%d others", got)
	}
	const room = 4096
	for n := range room - 1 {
		repeats.Others(numbered(n), comment("filler "+strconv.Itoa(n)))
	}
	if got := repeats.Others(numbered(2), comment("filler 0")); got != 1 {
		t.Errorf("%d others of a text that fits, want 1", got)
	}
	if got := repeats.Others(numbered(2), comment("first")); got != 0 {
		t.Errorf("%d others of the oldest text, want 0: it should be forgotten", got)
	}
	for n := range 3 * room {
		repeats.Others(numbered(n), comment("round "+strconv.Itoa(n)))
	}
	if got := repeats.Others(numbered(0), comment("round "+strconv.Itoa(3*room-1))); got != 1 {
		t.Errorf("%d others after three rounds, want 1", got)
	}
}

func TestRepeatsFromManySides(t *testing.T) {
	repeats := feedback.NewRepeats(time.Now)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for range 100 {
				repeats.Others(numbered(n), comment("the same"))
			}
		})
	}
	all.Wait()
	if got := repeats.Others(numbered(0), comment("the same")); got != 7 {
		t.Errorf("%d others, want 7", got)
	}
}
