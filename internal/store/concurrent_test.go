package store_test

import (
	"sync"
	"testing"

	"pinhole/internal/feedback"
)

// Every caller adds rows of its own and all of them the same few rows; changes
// and reads go on beside.
func TestConcurrentWriters(t *testing.T) {
	const callers, own, shared = 64, 16, 8
	onEach(t, func(t *testing.T, db *database) {
		var running sync.WaitGroup
		for caller := range byte(callers) {
			running.Go(func() {
				for i := range byte(own) {
					e := no(0)
					e.ID = feedback.ID{1, caller, i}
					addAndRead(t, db, e)
					e.ID = feedback.ID{2, i % shared}
					addAndRead(t, db, e)
				}
			})
		}
		running.Wait()
		rows := db.all(t)
		if want := callers*own + shared; len(rows) != want {
			t.Errorf("%d rows, want %d", len(rows), want)
		}
		db.reopen(t)
		if again := db.all(t); len(again) != len(rows) {
			t.Errorf("%d rows after reopening, want %d", len(again), len(rows))
		}
	})
}

// addAndRead checks that a write that was acknowledged is seen at once.
func addAndRead(t *testing.T, db *database, e feedback.Entry) {
	if err := db.AddFeedback(t.Context(), e); err != nil {
		t.Error(err)
		return
	}
	if err := db.ChangeFeedback(t.Context(), e.ID, feedback.Change{}); err != nil {
		t.Error(err)
	}
	if _, err := db.Feedback(t.Context(), e.ID); err != nil {
		t.Error(err)
	}
}

func TestReopenKeepsAll(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.add(t, no(1))
		want := stored(1, db.clock)
		db.reopen(t)
		db.want(t, want)
	})
}
