package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// Several programs may start at once on a new database: one of them migrates it.
func TestOpenAtOnce(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.Name, func(t *testing.T) {
			name := kind.Create(t)
			var starting sync.WaitGroup
			for i := range byte(6) {
				starting.Go(func() {
					s, err := store.Open(t.Context(), store.Config{Database: name})
					if err != nil {
						t.Error(err)
						return
					}
					if err := errors.Join(s.AddFeedback(t.Context(), no(i)), s.Close()); err != nil {
						t.Error(err)
					}
				})
			}
			starting.Wait()
			db := raw(t, name)
			if rows := number(t, db, `SELECT count(*) FROM feedback`); rows != 6 {
				t.Errorf("%d rows, want 6", rows)
			}
			if twice := number(t, db, `SELECT count(*) - count(DISTINCT version_id) FROM goose_db_version`); twice != 0 {
				t.Errorf("%d migrations were made again", twice)
			}
		})
	}
}

// Three programs say different things about the same feedback at the same time,
// and each adds verdicts of its own: nothing of it is lost and nothing is double.
func TestSeveralProgramsOnOneDatabase(t *testing.T) {
	const shared, own = 40, 100
	onEach(t, func(t *testing.T, db *database) {
		for i := range byte(shared) {
			db.add(t, feedback.Entry{ID: feedback.ID{i}, Article: "a", Revision: "b", Language: "en"})
		}
		programs := []*database{db, db.another(t), db.another(t)}
		details := []feedback.Details{{Comment: pointer("comment")}, {Model: pointer("model")}, {Step: pointer("step-1")}}
		var running sync.WaitGroup
		for p, program := range programs {
			for i := range byte(shared) {
				running.Go(func() {
					if err := program.ChangeFeedback(t.Context(), feedback.ID{i}, feedback.Change{Details: details[p]}); err != nil {
						t.Error(err)
					}
				})
			}
			running.Go(func() { addMany(t, program.Store, 16, own) })
		}
		running.Wait()
		for i := range byte(shared) {
			programs[i%3].want(t, feedback.Feedback{ID: feedback.ID{i}, Article: "a", Revision: "b", Language: "en",
				Comment: "comment", Model: "model", Step: "step-1",
				Status: feedback.New, GivenAt: db.clock, ReceivedAt: db.clock, ChangedAt: db.clock, SaidAt: db.clock})
		}
		for i, program := range programs {
			tallies, err := program.Tallies(t.Context(), time.Time{})
			want := []store.RevisionTally{
				{Article: "a", Revision: "b", Verdicts: feedback.Tally{No: shared}},
				{Article: randomEntry().Article, Revision: randomEntry().Revision, Verdicts: feedback.Tally{Yes: 3 * own}},
			}
			if err != nil || fmt.Sprint(tallies) != fmt.Sprint(want) {
				t.Errorf("program %d counts %v, %v, want %v", i, tallies, err, want)
			}
		}
	})
}
