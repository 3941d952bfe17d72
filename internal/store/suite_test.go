package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// databases are what the behavioural tests run on: each returns the name of a
// new, empty database.
var databases = map[string]func(t *testing.T) string{
	"sqlite": func(t *testing.T) string { return filepath.Join(t.TempDir(), "data", "pinhole.db") },
}

// onEach runs a test on every kind of database.
func onEach(t *testing.T, test func(t *testing.T, db *database)) {
	for name, create := range databases {
		t.Run(name, func(t *testing.T) {
			db := &database{name: create(t), clock: time.UnixMilli(1_763_600_000_000).UTC()}
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
	s, err := store.Open(t.Context(), store.Config{Database: db.name, Now: func() time.Time { return db.clock }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	db.Store = s
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
		list = append(list, f)
	}
	return list
}

func pointer[T any](v T) *T { return &v }

// no is an entry with a verdict of No and every detail.
func no(id byte) feedback.Entry {
	return feedback.Entry{
		ID: feedback.ID{id}, Article: "lorex-reset", Revision: "0123456789ab", RevisionKnown: true, Language: "en",
		Details: feedback.Details{
			Reason: pointer(feedback.DidNotWork), Step: pointer("step-3"), Model: pointer("N841A81"),
			Firmware: pointer("1.0"), Outcome: pointer(feedback.Failed), Comment: pointer("It beeps.\nThen — nothing 🙁"),
		},
	}
}

// stored is what no becomes in a new database.
func stored(id byte, at time.Time) feedback.Feedback {
	return feedback.Feedback{
		ID: feedback.ID{id}, Article: "lorex-reset", Revision: "0123456789ab", RevisionKnown: true, Language: "en",
		Reason: feedback.DidNotWork, Step: "step-3", Model: "N841A81", Firmware: "1.0", Outcome: feedback.Failed,
		Comment: "It beeps.\nThen — nothing 🙁", Status: feedback.New, GivenAt: at, ReceivedAt: at, ChangedAt: at,
	}
}
