package maintenance_test

import (
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/maintenance"
	"pinhole/internal/store/sqldb"
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

// database is an open store, its name and its clock.
type database struct {
	*store.Store
	name  string
	clock time.Time
}

func newDatabase(t *testing.T, kind storetest.Kind) *database {
	t.Helper()
	db := &database{name: kind.Create(t), clock: time.UnixMilli(1_763_600_000_000).UTC()}
	db.open(t)
	return db
}

func (db *database) open(t *testing.T) {
	t.Helper()
	db.Store = open(t, store.Config{Database: db.name, Now: func() time.Time { return db.clock }})
}

func (db *database) add(t *testing.T, e feedback.Entry) {
	t.Helper()
	if err := db.AddFeedback(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

func (db *database) all(t *testing.T) []feedback.Feedback {
	t.Helper()
	var list []feedback.Feedback
	for f, err := range db.AllFeedback(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f.Feedback)
	}
	return list
}

// copied copies a database into another one while their stores are closed.
func copied(t *testing.T, from, to *database) ([]maintenance.CopiedTable, error) {
	t.Helper()
	var opened []*sqldb.DB
	for _, db := range []*database{from, to} {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		o, err := sqldb.Open(t.Context(), sqldb.Config{Database: db.name})
		if err != nil {
			t.Fatal(err)
		}
		opened = append(opened, o)
	}
	tables, failure := maintenance.Copy(t.Context(), opened[0], opened[1])
	for i, db := range []*database{from, to} {
		if err := opened[i].Close(); err != nil {
			t.Fatal(err)
		}
		db.open(t)
	}
	return tables, failure
}
