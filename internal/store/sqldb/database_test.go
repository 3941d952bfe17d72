package sqldb_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinhole/internal/store/postgrestest"
	"pinhole/internal/store/sqldb"
)

func TestCheckDatabase(t *testing.T) {
	t.Parallel()
	for _, database := range []string{"", "data/pinhole.db", "/var/lib/pinhole/pinhole.db", "./a=b.db", "C:/pinhole.db", "postgres://db.example/p", "postgresql://me@db.example/p?sslmode=require"} {
		if err := sqldb.CheckDatabase(database); err != nil {
			t.Errorf("%q is refused: %v", database, err)
		}
	}
	for database, says := range map[string]string{
		"mysql://me:secret@db.example/p": "mysql:// is not a kind of database", "sqlite://data.db": "write the path alone", "sqlite3:data.db": "write the path alone", "file:data.db?mode=ro": "write the path alone",
		"Postgres://me:secret@db.example/p": "write postgres://", "https://db.example/p": "https:// is not a kind of database", "host=db.example password=secret": "by keywords", "dbname = p": "by keywords",
	} {
		if err := sqldb.CheckDatabase(database); err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v, want %q and no password", database, err, says)
		}
	}
}

func TestExistsMakesNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, database := range []string{filepath.Join(folder, "typo.db"), filepath.Join(folder, "none", "typo.db"), empty} {
		if exists, err := sqldb.Exists(t.Context(), database); err != nil || exists {
			t.Errorf("%s: %v, %v", database, exists, err)
		}
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	path := filepath.Join(t.TempDir(), "pinhole.db") // which is open, with its log beside it
	open(t, path)
	if exists, err := sqldb.Exists(t.Context(), path); err != nil || !exists {
		t.Errorf("a database in use: %v, %v", exists, err)
	}
}

func TestExistsInPostgres(t *testing.T) {
	name := postgrestest.NewDatabase(t)
	if exists, err := sqldb.Exists(t.Context(), name); err != nil || exists {
		t.Errorf("without tables: %v, %v", exists, err)
	}
	open(t, name)
	if exists, err := sqldb.Exists(t.Context(), name); err != nil || !exists {
		t.Errorf("with tables: %v, %v", exists, err)
	}
	if _, err := sqldb.Exists(t.Context(), "postgres://me:secret@localhost:1/pinhole"); !errors.Is(err, sqldb.ErrUnreachable) || strings.Contains(err.Error(), "secret") {
		t.Errorf("where nobody is: %v", err)
	}
}

// open opens a database until the test ends.
func open(t *testing.T, database string) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), sqldb.Config{Database: database})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
