package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinhole/internal/store"
	"pinhole/internal/store/postgrestest"
)

func TestCheckDatabase(t *testing.T) {
	t.Parallel()
	for _, database := range []string{"", "data/pinhole.db", "/var/lib/pinhole/pinhole.db", "./a=b.db", "C:/pinhole.db", "postgres://db.example/p", "postgresql://me@db.example/p?sslmode=require"} {
		if err := store.CheckDatabase(database); err != nil {
			t.Errorf("%q is refused: %v", database, err)
		}
	}
	for database, says := range map[string]string{
		"mysql://me:secret@db.example/p": "mysql:// is not a kind of database", "sqlite://data.db": "write the path alone", "sqlite3:data.db": "write the path alone", "file:data.db?mode=ro": "write the path alone",
		"Postgres://me:secret@db.example/p": "write postgres://", "https://db.example/p": "https:// is not a kind of database", "host=db.example password=secret": "by keywords", "dbname = p": "by keywords",
	} {
		if err := store.CheckDatabase(database); err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v, want %q and no password", database, err, says)
		}
	}
}

func TestExistsMakesNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.db")
	write(t, empty, nil)
	for _, database := range []string{filepath.Join(folder, "typo.db"), filepath.Join(folder, "none", "typo.db"), empty} {
		if exists, err := store.Exists(t.Context(), database); err != nil || exists {
			t.Errorf("%s: %v, %v", database, exists, err)
		}
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	_, path := sqliteWith(t, 0) // which is open, with its log beside it
	if exists, err := store.Exists(t.Context(), path); err != nil || !exists {
		t.Errorf("a database in use: %v, %v", exists, err)
	}
}

func TestExistsInPostgres(t *testing.T) {
	name := postgrestest.NewDatabase(t)
	if exists, err := store.Exists(t.Context(), name); err != nil || exists {
		t.Errorf("without tables: %v, %v", exists, err)
	}
	openAndClose(t, name)
	if exists, err := store.Exists(t.Context(), name); err != nil || !exists {
		t.Errorf("with tables: %v, %v", exists, err)
	}
	if _, err := store.Exists(t.Context(), "postgres://me:secret@localhost:1/pinhole"); !errors.Is(err, store.ErrUnreachable) || strings.Contains(err.Error(), "secret") {
		t.Errorf("where nobody is: %v", err)
	}
}
