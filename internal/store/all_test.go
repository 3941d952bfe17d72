package store_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

// More rows than a page, many of them received in the same millisecond.
func TestAllFeedbackComesInOrder(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		var want []feedback.Feedback
		for i := range 450 {
			if i%150 == 0 {
				db.clock = db.clock.Add(time.Millisecond)
			}
			e := randomEntry()
			db.add(t, e)
			f, err := db.Feedback(t.Context(), e.ID)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, f)
		}
		slices.SortFunc(want, func(a, b feedback.Feedback) int {
			return cmp.Or(a.ReceivedAt.Compare(b.ReceivedAt), slices.Compare(a.ID[:], b.ID[:]))
		})
		if got := db.all(t); !slices.Equal(got, want) {
			t.Errorf("got %d rows in another order, want %d", len(got), len(want))
		}
	})
}

func TestAllFeedbackKeepsNobodyWaiting(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for i := range byte(10) {
			db.add(t, no(i))
		}
		seen := 0
		for f, err := range db.AllFeedback(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			db.change(t, f.ID, feedback.Change{Withdraw: true})
			if seen++; seen == 5 {
				break
			}
		}
		if seen != 5 {
			t.Errorf("saw %d rows, want 5", seen)
		}
	})
}

func TestAllFeedbackEndsWithItsError(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var last error
		for _, err := range db.AllFeedback(ctx) {
			last = err
		}
		if !errors.Is(last, context.Canceled) {
			t.Errorf("the last error is %v", last)
		}
	})
}
