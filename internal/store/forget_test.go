package store_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

func TestForgetCommentsRemovesOldTextsOnly(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.add(t, no(1))
		old := stored(1, db.clock)
		db.add(t, no(2))
		changed := stored(2, db.clock)
		db.clock = db.clock.Add(time.Hour)
		limit := db.clock
		db.change(t, feedback.ID{2}, feedback.Change{Details: feedback.Details{Model: pointer("N842")}})
		changed.Model, changed.ChangedAt, changed.SaidAt = "N842", db.clock, db.clock
		db.add(t, no(3))
		before, err := db.Tallies(t.Context(), time.Time{})
		if err != nil {
			t.Fatal(err)
		}

		if n, err := db.ForgetComments(t.Context(), limit); n != 1 || err != nil {
			t.Errorf("removed %d texts, %v, want 1", n, err)
		}
		old.Comment, old.Firmware = "", ""
		db.want(t, old)
		db.want(t, changed)
		db.want(t, stored(3, limit))
		db.wantTallies(t, time.Time{}, before...)
		if n, err := db.ForgetComments(t.Context(), limit); n != 0 || err != nil {
			t.Errorf("removed %d texts again, %v", n, err)
		}
	})
}

// More texts than fit into a part, removed by two programs at the same time
// while one of the readers writes again: what they write then stays.
func TestForgetCommentsBesideEverythingElse(t *testing.T) {
	const old = 450
	onEach(t, func(t *testing.T, db *database) {
		for i := range old {
			e := no(0)
			e.ID = feedback.ID{byte(i), byte(i >> 8)}
			db.add(t, e)
		}
		db.clock = db.clock.Add(time.Hour)
		programs := []*database{db, db.another(t)}
		var removed atomic.Int64
		done := make(chan error, 2)
		for _, program := range programs {
			go func() {
				n, err := program.ForgetComments(t.Context(), db.clock)
				removed.Add(int64(n))
				done <- err
			}()
		}
		db.change(t, feedback.ID{7}, feedback.Change{Details: feedback.Details{Comment: pointer("Still no picture.")}})
		if err := errors.Join(<-done, <-done); err != nil {
			t.Fatal(err)
		}
		if n := removed.Load(); n != old && n != old-1 {
			t.Errorf("removed %d texts, want each of %d once, but for the one that was changed", n, old)
		}
		rows := db.all(t)
		for _, f := range rows {
			if f.Comment != "" && f.Comment != "Still no picture." {
				t.Errorf("%v still says %q", f.ID, f.Comment)
			}
		}
		if i := slices.IndexFunc(rows, func(f feedback.Feedback) bool { return f.ID == feedback.ID{7} }); i < 0 || rows[i].Comment == "" {
			t.Error("the new comment is gone too")
		}
	})
}

func TestForgetFeedback(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.add(t, no(1))
		db.add(t, no(2))
		if err := db.ForgetFeedback(t.Context(), feedback.ID{1}); err != nil {
			t.Error(err)
		}
		if _, err := db.Feedback(t.Context(), feedback.ID{1}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("what was removed is found: %v", err)
		}
		db.want(t, stored(2, db.clock))
		if err := db.ForgetFeedback(t.Context(), feedback.ID{1}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("removed twice: %v", err)
		}
	})
}

// SQLite only marks as free what is deleted unless it is told to overwrite it.
func TestNothingOfItIsLeftInTheFile(t *testing.T) {
	const secret = "my name is Ada Unmistakable"
	db := &database{name: kinds[0].Create(t), clock: time.UnixMilli(1_763_600_000_000).UTC()}
	db.open(t)
	for i := range byte(3) {
		e := no(i)
		e.Comment = pointer(strings.Repeat(secret+"\n", 200))
		db.add(t, e)
	}
	if n, err := db.ForgetComments(t.Context(), db.clock.Add(time.Hour)); n != 3 || err != nil {
		t.Fatal(n, err)
	}
	if err := errors.Join(db.ForgetFeedback(t.Context(), feedback.ID{1}), db.Close()); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(db.name)
	if err != nil || bytes.Contains(content, []byte(secret)) {
		t.Errorf("the file still holds the comment (%v)", err)
	}
}
