package store_test

import (
	"context"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/storetest"
)

// Shorter names for what most tests use.
var (
	kinds       = storetest.Kinds
	open        = storetest.Open
	raw         = storetest.Raw
	number      = storetest.Number
	execute     = storetest.Execute
	write       = storetest.WriteFile
	no          = storetest.No
	randomEntry = storetest.RandomEntry
)

// onEach runs a test on every kind of database.
func onEach(t *testing.T, test func(t *testing.T, db *database)) {
	for _, kind := range kinds {
		t.Run(kind.Name, func(t *testing.T) {
			db := &database{name: kind.Create(t), clock: time.UnixMilli(1_763_600_000_000).UTC()}
			db.open(t)
			test(t, db)
		})
	}
}

// database is an open store, its name and its clock.
type database struct {
	*store.Store
	name  string
	clock time.Time // moved by tests, between calls
}

func (db *database) open(t *testing.T) {
	t.Helper()
	db.Store = open(t, store.Config{Database: db.name, Now: func() time.Time { return db.clock }})
}

// another opens the same database a second time, as another process would.
func (db *database) another(t *testing.T) *database {
	t.Helper()
	other := &database{name: db.name, clock: db.clock}
	other.open(t)
	return other
}

func (db *database) reopen(t *testing.T) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db.open(t)
}

func (db *database) add(t *testing.T, e feedback.Entry) {
	t.Helper()
	if err := db.AddFeedback(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

func (db *database) change(t *testing.T, id feedback.ID, c feedback.Change) {
	t.Helper()
	if err := db.ChangeFeedback(t.Context(), id, c); err != nil {
		t.Fatal(err)
	}
}

func (db *database) want(t *testing.T, want feedback.Feedback) {
	t.Helper()
	got, err := db.Feedback(t.Context(), want.ID)
	if err != nil || got != want {
		t.Errorf("stored %+v, %v\nwant   %+v", got, err, want)
	}
}

func (db *database) all(t *testing.T) []feedback.Feedback {
	t.Helper()
	var list []feedback.Feedback
	for f, err := range db.AllFeedback(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f.Feedback)
	}
	return list
}

func pointer[T any](v T) *T { return &v }

// takenBack makes of stored feedback what its withdrawal leaves.
func takenBack(f *feedback.Feedback) {
	f.Status = feedback.Withdrawn
	f.Reason, f.Step, f.Model, f.Firmware, f.Outcome, f.Comment, f.Path, f.Reply, f.FixedIn = "", "", "", "", "", "", "", "", ""
}

// stored is what no becomes in a new database.
func stored(id byte, at time.Time) feedback.Feedback {
	return feedback.Feedback{
		ID: feedback.ID{id}, Article: "lorex-reset", Revision: "0123456789ab", Language: "en",
		Reason: feedback.DidNotWork, Step: "step-3", Model: "N841A81", Firmware: "1.0", Outcome: feedback.Failed,
		Comment: "It beeps.\nThen — nothing 🙁", Path: "no-login.locked", Status: feedback.New, GivenAt: at, ReceivedAt: at, ChangedAt: at, SaidAt: at,
	}
}
