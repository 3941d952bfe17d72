package store_test

import (
	"testing"
	"time"

	"pinhole/internal/feedback"
)

// A phone was without network; its answer comes in after its owner has said
// something else. Each case begins with no's feedback said a minute ago, without
// a comment, and adds what was given before or after that.
func TestWhatComesInLateReplacesNothingNewer(t *testing.T) {
	type row = feedback.Feedback
	entry := func(v feedback.Verdict, d feedback.Details) feedback.Entry {
		return feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Verdict: v, Details: d}
	}
	other := feedback.Details{Reason: pointer(feedback.OtherReason), Step: pointer("step-1"), Model: pointer("x"), Comment: pointer("Late.")}
	tests := map[string]struct {
		entry  feedback.Entry
		after  time.Duration // from what is stored to when the entry was given
		before func(*testing.T, *database)
		differ func(*row)
	}{
		"a late yes": {
			entry: entry(feedback.Answer(true), feedback.Details{}), after: -time.Hour, differ: func(*row) {},
		},
		"a late comment fills the gap": {
			entry: entry(feedback.Answer(false), other), after: -time.Millisecond, differ: func(f *row) { f.Comment = "Late." },
		},
		"a late withdrawal": {
			entry: feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Withdraw: true}, after: -time.Hour,
			differ: func(*row) {},
		},
		"a late no after a withdrawal": {
			entry: entry(feedback.Answer(false), feedback.Details{}), after: -time.Hour,
			before: func(t *testing.T, db *database) { db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true}) },
			differ: takenBack,
		},
		"late words after a withdrawal": {
			entry: entry(feedback.Answer(false), other), after: -time.Hour,
			before: func(t *testing.T, db *database) { db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true}) },
			differ: takenBack,
		},
		"words since the withdrawal": {
			entry: entry(feedback.Answer(false), feedback.Details{Comment: pointer("New.")}), after: time.Second,
			before: func(t *testing.T, db *database) { db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true}) },
			differ: func(f *row) { takenBack(f); f.Status, f.Comment = feedback.New, "New." },
		},
		"late spam": {
			entry: feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Spam: true}, after: -time.Hour,
			differ: func(f *row) { f.Status = feedback.Spam },
		},
		"the same moment is no later": {
			entry: entry(feedback.Answer(true), feedback.Details{}), after: 0,
			differ: func(f *row) { f.Verdict, f.Reason, f.Step = feedback.Answer(true), "", "" },
		},
		"given since then": {
			entry: entry(feedback.Answer(false), other), after: time.Second,
			differ: func(f *row) { f.Reason, f.Step, f.Model, f.Comment = feedback.OtherReason, "step-1", "x", "Late." },
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				first := no(1)
				first.Comment = nil
				db.add(t, first)
				if test.before != nil {
					test.before(t, db)
				}
				want := stored(1, db.clock)
				want.Comment = ""
				test.entry.GivenAt = db.clock.Add(test.after)
				if test.after > 0 {
					want.SaidAt = test.entry.GivenAt
				}
				db.clock = db.clock.Add(time.Minute)
				db.add(t, test.entry)
				want.ChangedAt = db.clock
				test.differ(&want)
				db.want(t, want)
			})
		})
	}
}
