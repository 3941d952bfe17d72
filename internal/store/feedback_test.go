package store_test

import (
	"errors"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

func TestAddFeedback(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.add(t, no(1))
		db.want(t, stored(1, db.clock))

		// A bare verdict, on stars, on an unknown revision, given an hour ago.
		stars, _ := feedback.Rate(5)
		given := db.clock.Add(-time.Hour)
		db.add(t, feedback.Entry{ID: feedback.ID{2}, Article: "a", Revision: "b", Verdict: stars, Language: "es", GivenAt: given})
		db.want(t, feedback.Feedback{ID: feedback.ID{2}, Article: "a", Revision: "b", Verdict: stars, Language: "es",
			Status: feedback.New, GivenAt: given, ReceivedAt: db.clock, ChangedAt: db.clock, SaidAt: given})
	})
}

// Each case begins with the feedback of no, given a minute before, and says what
// differs afterwards.
func TestMerging(t *testing.T) {
	fourStars, _ := feedback.Rate(4)
	type row = feedback.Feedback
	tests := map[string]struct {
		again  *feedback.Entry // added under the same ID, or
		change feedback.Change // changed
		differ func(*row)
	}{
		"a re-send changes nothing": {again: pointer(no(1)), differ: func(*row) {}},
		"a bare repeat keeps the details": {
			again:  &feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Language: "es"},
			differ: func(*row) {},
		},
		"yes clears reason and step": {
			again:  &feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Verdict: fourStars},
			differ: func(f *row) { f.Verdict, f.Reason, f.Step = fourStars, "", "" },
		},
		"given again with other details": {
			again: &feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab",
				Details: feedback.Details{Comment: pointer("new"), Model: pointer("")}},
			differ: func(f *row) { f.Comment, f.Model = "new", "" },
		},
		"details beside yes": {
			again: &feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Verdict: feedback.Answer(true),
				Details: feedback.Details{Reason: pointer(feedback.OtherReason), Step: pointer("step-1")}},
			differ: func(f *row) { f.Verdict, f.Reason, f.Step = feedback.Answer(true), "", "" },
		},
		"taken back while being sent": {
			again:  &feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Withdraw: true},
			differ: func(f *row) { f.Status = feedback.Withdrawn },
		},
		"an empty change": {differ: func(*row) {}},
		"withdrawn":       {change: feedback.Change{Withdraw: true}, differ: func(f *row) { f.Status = feedback.Withdrawn }},
		"changed to yes": {
			change: feedback.Change{Verdict: &fourStars},
			differ: func(f *row) { f.Verdict, f.Reason, f.Step = fourStars, "", "" },
		},
		"changed details": {
			change: feedback.Change{Details: feedback.Details{Reason: pointer(feedback.OtherReason), Step: pointer("step-1"),
				Model: pointer("x"), Firmware: pointer(""), Outcome: pointer(feedback.NotTried), Comment: pointer("y")}},
			differ: func(f *row) {
				f.Reason, f.Step, f.Model, f.Firmware, f.Outcome, f.Comment = feedback.OtherReason, "step-1", "x", "", feedback.NotTried, "y"
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				db.add(t, no(1))
				want := stored(1, db.clock)
				db.clock = db.clock.Add(time.Minute)
				if test.again != nil {
					db.add(t, *test.again)
				} else {
					db.change(t, feedback.ID{1}, test.change)
				}
				want.ChangedAt, want.SaidAt = db.clock, db.clock
				test.differ(&want)
				db.want(t, want)
			})
		})
	}
}

func TestWithdrawnFeedbackComesBackWithAVerdict(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		want := stored(1, db.clock)
		steps := []struct {
			do   func()
			want feedback.Status
		}{
			{func() { db.add(t, no(1)) }, feedback.New},
			{func() { db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true}) }, feedback.Withdrawn},
			{func() { db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true}) }, feedback.Withdrawn},
			{func() {
				db.change(t, feedback.ID{1}, feedback.Change{Details: feedback.Details{Model: pointer("N841A81")}})
			}, feedback.Withdrawn},
			{func() { db.add(t, no(1)) }, feedback.New},
			{func() { db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true}) }, feedback.Withdrawn},
			{func() { db.change(t, feedback.ID{1}, feedback.Change{Verdict: &feedback.Verdict{}}) }, feedback.New},
		}
		for i, step := range steps {
			step.do()
			want.Status = step.want
			if db.want(t, want); t.Failed() {
				t.Fatalf("at step %d", i)
			}
		}
	})
}

func TestARevisionMayBecomeKnownButNotUnknown(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		want := stored(1, db.clock)
		for _, known := range []bool{false, true, false} {
			e := no(1)
			e.RevisionKnown = known
			db.add(t, e)
		}
		db.want(t, want)
	})
}

func TestUnknownFeedback(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		if _, err := db.Feedback(t.Context(), feedback.ID{9}); !errors.Is(err, store.ErrNotFound) || !errors.Is(err, feedback.ErrNotFound) {
			t.Errorf("looked up: %v", err)
		}
		if err := db.ChangeFeedback(t.Context(), feedback.ID{9}, feedback.Change{Withdraw: true}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("changed: %v", err)
		}
		if list := db.all(t); len(list) != 0 {
			t.Errorf("a new database holds %v", list)
		}
		if err := db.Ping(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
