package store_test

import (
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

func TestBacklog(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		want := func(want store.Backlog) {
			t.Helper()
			if got, err := db.Backlog(t.Context()); err != nil || got != want {
				t.Errorf("the backlog is %+v, %v; want %+v", got, err, want)
			}
		}
		want(store.Backlog{})
		db.webhook(t, feedback.FeedbackCreated)
		first := db.clock
		db.add(t, no(1))
		db.clock = db.clock.Add(time.Minute)
		db.add(t, no(2))
		want(store.Backlog{New: 2, Waiting: first})
		task := db.take(t, 1)[0]
		want(store.Backlog{New: 1, Tried: 1, Waiting: first})
		db.finish(t, feedback.Attempt{Task: task, State: feedback.Waiting, NextAt: db.clock.Add(time.Hour)})
		want(store.Backlog{New: 1, Tried: 1, Waiting: first})
		db.finish(t, feedback.Attempt{Task: task, State: feedback.Sent})
		want(store.Backlog{New: 1, Waiting: db.clock})
		for id := range byte(3) {
			db.add(t, no(10+id))
		}
		for _, task := range db.take(t, 10) {
			db.finish(t, feedback.Attempt{Task: task, State: feedback.Unsent})
		}
		want(store.Backlog{})
	})
}
