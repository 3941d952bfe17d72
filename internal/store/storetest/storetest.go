// Package storetest has what the tests of the store's packages share: both kinds of databases,
// entries to put into them, and a look at what is stored.
package storetest

import (
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"errors"
	mathrand "math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/postgrestest"
	"pinhole/internal/store/sqldb"
)

// Kind is a kind of database. Create returns the name of a new, empty one.
type Kind struct {
	Name   string
	Create func(testing.TB) string
}

// Kinds are SQLite and PostgreSQL.
var Kinds = []Kind{
	{"sqlite", func(t testing.TB) string { return filepath.Join(t.TempDir(), "data", "pinhole.db") }},
	{"postgres", postgrestest.NewDatabase},
}

// Open opens a store until the test ends.
func Open(t testing.TB, config store.Config) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Raw opens a database without a store before it, until the test ends.
func Raw(t testing.TB, database string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if sqldb.IsPostgres(database) {
		driver = "pgx"
	}
	db, err := sql.Open(driver, database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// Number returns the first value of a query.
func Number(t testing.TB, db *sql.DB, query string, args ...any) (n int) {
	t.Helper()
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// Execute runs a statement on a database and returns its first value, if any.
func Execute(t testing.TB, database, statement string) string {
	t.Helper()
	var value string
	if err := Raw(t, database).QueryRow(statement).Scan(&value); err != nil && !errors.Is(err, sql.ErrNoRows) {
		t.Fatal(err)
	}
	return value
}

// WriteFile writes a file that nobody else may read.
func WriteFile(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// No is an entry with a verdict of No and every detail.
func No(id byte) feedback.Entry {
	return feedback.Entry{
		ID: feedback.ID{id}, Article: "lorex-reset", Revision: "0123456789ab", Language: "en",
		Details: feedback.Details{
			Reason: new(feedback.DidNotWork), Step: new("step-3"), Model: new("N841A81"),
			Firmware: new("1.0"), Outcome: new(feedback.Failed), Comment: new("It beeps.\nThen — nothing 🙁"), Path: new("no-login.locked"),
		},
	}
}

// RandomEntry is a verdict of Yes from a new browser in a random network.
func RandomEntry() feedback.Entry {
	e := feedback.Entry{
		Article: "lorex-ip-camera-factory-reset", Revision: "0123456789ab",
		Network: netip.PrefixFrom(netip.AddrFrom4([4]byte(binary.BigEndian.AppendUint32(nil, mathrand.Uint32()&^0xff))), 24),
		Verdict: feedback.Answer(true), Language: "en",
	}
	rand.Read(e.ID[:])
	return e
}
