package store_test

import (
	"errors"
	"strings"
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
			again: &feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Withdraw: true,
				Details: feedback.Details{Comment: pointer("Forget it."), Model: pointer("x")}},
			differ: takenBack,
		},
		"an empty change": {differ: func(*row) {}},
		"withdrawn":       {change: feedback.Change{Withdraw: true}, differ: takenBack},
		"changed to yes": {
			change: feedback.Change{Verdict: &fourStars},
			differ: func(f *row) { f.Verdict, f.Reason, f.Step = fourStars, "", "" },
		},
		"changed details": {
			change: feedback.Change{Details: feedback.Details{Reason: pointer(feedback.OtherReason), Step: pointer("step-1"),
				Model: pointer("x"), Firmware: pointer(""), Outcome: pointer(feedback.NotTried), Comment: pointer("y"), Path: pointer("offline.light")}},
			differ: func(f *row) {
				f.Reason, f.Step, f.Model, f.Firmware, f.Outcome, f.Comment = feedback.OtherReason, "step-1", "x", "", feedback.NotTried, "y"
				f.Path = "offline.light"
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

// What is taken back is blank at once, and begins without the old words when it is given again.
func TestWithdrawnFeedbackComesBackWithAVerdict(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		withdraw := func() { db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true}) }
		whole, gone := stored(1, db.clock), stored(1, db.clock)
		takenBack(&gone)
		bare, firm := gone, gone
		bare.Status, firm.Status, firm.Firmware = feedback.New, feedback.New, "2.0"
		for i, step := range []struct {
			do   func()
			want feedback.Feedback
		}{
			{func() { db.add(t, no(1)) }, whole},
			{withdraw, gone},
			{withdraw, gone},
			{func() {
				db.change(t, feedback.ID{1}, feedback.Change{Details: feedback.Details{Model: pointer("N841A81"), Comment: pointer("Still.")}})
			}, gone},
			{func() { db.change(t, feedback.ID{1}, feedback.Change{Verdict: &feedback.Verdict{}}) }, bare},
			{func() { db.add(t, no(1)) }, whole},
			{withdraw, gone},
			{func() {
				db.change(t, feedback.ID{1}, feedback.Change{Verdict: &feedback.Verdict{}, Details: feedback.Details{Firmware: pointer("2.0")}})
			}, firm},
		} {
			step.do()
			if db.want(t, step.want); t.Failed() {
				t.Fatalf("at step %d", i)
			}
		}
	})
}

// What editors wrote about feedback goes with it, also out of the record by which their changes are
// undone.
func TestNothingBringsWithdrawnWordsBack(t *testing.T) {
	const secret = "Zebrafisch"
	for name, remove := range map[string]func(*testing.T, *database){
		"withdrawn": func(t *testing.T, db *database) { db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true}) },
		"withdrawn while being sent": func(t *testing.T, db *database) {
			db.add(t, feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Withdraw: true})
		},
		"removed": func(t *testing.T, db *database) {
			if err := db.ForgetFeedback(t.Context(), feedback.ID{1}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				e := no(1)
				e.Comment, e.Model, e.Firmware = pointer("My "+secret), pointer(secret), pointer(secret)
				db.add(t, e)
				db.add(t, no(2))
				triage := func(id byte, set feedback.Triage) (change int64) {
					change, err := db.Triage(t.Context(), "marie", []feedback.Ref{db.item(t, id).Ref()}, set)
					if err != nil {
						t.Fatal(err)
					}
					return change
				}
				words := feedback.Triage{Status: pointer(feedback.Accepted), Note: pointer("note " + secret), Reply: pointer("reply " + secret)}
				changes := []int64{triage(1, words), triage(1, feedback.Triage{Status: pointer(feedback.Fixed), FixedIn: pointer("0123456789ab"), Note: pointer(""), Reply: pointer("")})}
				triage(2, feedback.Triage{Note: pointer("stays")})
				other := triage(2, feedback.Triage{Note: pointer("")})
				remove(t, db)
				db.lacks(t, secret)
				for _, change := range changes {
					if _, err := db.Undo(t.Context(), "marie", change); !errors.Is(err, feedback.ErrChanged) {
						t.Errorf("undone: %v", err)
					}
				}
				again := feedback.Entry{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Language: "en"}
				db.add(t, again)
				if _, err := db.Undo(t.Context(), "marie", changes[1]); !errors.Is(err, feedback.ErrChanged) {
					t.Errorf("undone after it was given again: %v", err)
				}
				if item := db.item(t, 1); item.Status != feedback.New || item.Comment+item.Model+item.Firmware+item.Note+item.Reply+item.FixedIn != "" {
					t.Errorf("given again it is %+v", item)
				}
				if _, err := db.Undo(t.Context(), "marie", other); err != nil || db.item(t, 2).Note != "stays" {
					t.Errorf("another comment's change is undone to %+v, %v", db.item(t, 2), err)
				}
			})
		})
	}
}

// lacks checks that no table holds a text.
func (db *database) lacks(t *testing.T, text string) {
	t.Helper()
	for _, table := range []string{"feedback", "audit", "audit_item", "outbox", "search"} {
		rows, err := raw(t, db.name).Query(`SELECT * FROM ` + table)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			cells := make([]any, len(columns))
			for i := range cells {
				cells[i] = new(any)
			}
			if err := rows.Scan(cells...); err != nil {
				t.Fatal(err)
			}
			for i, cell := range cells {
				if value, ok := (*cell.(*any)).(string); ok && strings.Contains(strings.ToLower(value), strings.ToLower(text)) {
					t.Errorf("%s.%s still holds %q", table, columns[i], value)
				}
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestARevisionMayBecomeKnownButNotUnknown(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		want := stored(1, db.clock)
		for _, held := range []feedback.Held{feedback.HeldRevision, feedback.Counted, feedback.HeldRevision} {
			e := no(1)
			e.Held = held
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
