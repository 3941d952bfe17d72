package store_test

import (
	"reflect"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// report is feedback on revision r1 of article a that says what came of the
// reset on a model.
func report(id byte, v feedback.Verdict, model string, outcome feedback.Outcome) feedback.Entry {
	return feedback.Entry{ID: feedback.ID{id}, Article: "a", Revision: "r1", Language: "en", Verdict: v,
		Details: feedback.Details{Model: pointer(model), Outcome: pointer(outcome)}}
}

func (db *database) wantTallies(t *testing.T, since time.Time, want ...store.RevisionTally) {
	t.Helper()
	got, err := db.Tallies(t.Context(), since)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("tallies %+v, %v\nwant    %+v", got, err, want)
	}
}

func TestTallies(t *testing.T) {
	yes, no := feedback.Answer(true), feedback.Answer(false)
	three, _ := feedback.Rate(3)
	onEach(t, func(t *testing.T, db *database) {
		db.wantTallies(t, time.Time{})
		unknown := report(7, yes, "N841", feedback.Worked)
		unknown.Held = feedback.HeldRevision
		another := report(8, yes, "", feedback.Worked)
		another.Revision = "r0"
		for _, e := range []feedback.Entry{
			report(1, yes, "N842", feedback.Worked),
			report(2, yes, "N841", feedback.Worked),
			report(3, no, "N841", feedback.Failed),
			report(4, three, "N841", feedback.Worked),
			report(5, no, "N861", feedback.NotTried),
			report(6, yes, "N841", feedback.Worked),
			unknown, another,
			{ID: feedback.ID{9}, Article: "b", Revision: "r1", Verdict: yes},
			{ID: feedback.ID{10}, Article: "b", Revision: "r1", Verdict: yes},
		} {
			db.add(t, e)
		}
		db.change(t, feedback.ID{6}, feedback.Change{Withdraw: true})
		if _, err := raw(t, db.name).Exec(`UPDATE feedback SET status = 'spam' WHERE id = $1`, append([]byte{10}, make([]byte, 15)...)); err != nil {
			t.Fatal(err)
		}
		db.wantTallies(t, time.Time{},
			store.RevisionTally{Article: "a", Revision: "r0", Verdicts: feedback.Tally{Yes: 1}},
			store.RevisionTally{Article: "a", Revision: "r1", Verdicts: feedback.Tally{Yes: 2, No: 2, Stars: [5]int{2: 1}},
				Models: []store.ModelTally{{Model: "N841", Worked: 2, Failed: 1}, {Model: "N842", Worked: 1}}},
			store.RevisionTally{Article: "b", Revision: "r1", Verdicts: feedback.Tally{Yes: 1}})
	})
}

// A revision on which something has changed comes with all its feedback, old and
// new, and also when nothing is left that counts.
func TestTalliesOfWhatHasChanged(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		begin := db.clock
		db.add(t, report(1, feedback.Answer(true), "", feedback.Worked))
		db.add(t, feedback.Entry{ID: feedback.ID{2}, Article: "b", Revision: "r1"})
		db.clock = begin.Add(time.Minute)
		db.add(t, report(3, feedback.Answer(true), "", feedback.Worked))

		a := store.RevisionTally{Article: "a", Revision: "r1", Verdicts: feedback.Tally{Yes: 2}}
		b := store.RevisionTally{Article: "b", Revision: "r1", Verdicts: feedback.Tally{No: 1}}
		db.wantTallies(t, begin, a, b)
		db.wantTallies(t, db.clock, a)
		db.wantTallies(t, db.clock.Add(time.Millisecond))

		db.clock = begin.Add(2 * time.Minute)
		db.change(t, feedback.ID{2}, feedback.Change{Withdraw: true})
		b.Verdicts = feedback.Tally{}
		db.wantTallies(t, db.clock, b)
	})
}
