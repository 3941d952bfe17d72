package sqldb

import (
	"errors"
	"path/filepath"
	"testing"
)

// exclusive locks a new database's file as pinhole restore does.
func exclusive(t *testing.T) (path string, release func()) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "pinhole.db")
	file, taken, err := OpenLocked(path, true)
	if err != nil || taken {
		t.Fatal(taken, err)
	}
	return path, func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
}

// writeSetting stores something that the schema has room for.
func writeSetting(t *testing.T, db *DB) error {
	t.Helper()
	_, err := db.Write(t.Context(), Write{Statement: `INSERT INTO setting (name, value) VALUES ($1, $2)`, Rows: [][]any{{"a", []byte("b")}}})
	return db.Failure(err)
}

func TestReconnectOpensAnUnavailableDatabase(t *testing.T) {
	t.Parallel()
	path, release := exclusive(t)
	db, err := Open(t.Context(), Config{Database: path, Reconnect: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	reconnected := make(chan struct{})
	db.OnReconnect(func() { close(reconnected) })
	_, query := QueryOne(t.Context(), db, `SELECT 1`, ScanBool)
	change := db.Change(t.Context(), nil)
	for name, err := range map[string]error{"write": writeSetting(t, db), "query": query, "change": change, "optimize": db.Optimize(t.Context()), "trouble": db.Trouble()} {
		if !errors.Is(err, ErrBusy) {
			t.Errorf("%s while the file is locked: %v", name, err)
		}
	}
	release()
	<-reconnected
	if err := errors.Join(writeSetting(t, db), db.Trouble()); err != nil {
		t.Errorf("after the file is free: %v", err)
	}
}

func TestWithoutReconnectOpenFails(t *testing.T) {
	t.Parallel()
	path, release := exclusive(t)
	defer release()
	if db, err := Open(t.Context(), Config{Database: path}); !errors.Is(err, ErrBusy) {
		t.Errorf("opened %v, %v", db, err)
	}
}

// A damaged file is closed, so that it can be restored, and opened again once it is another one.
func TestADamagedFileIsClosedUntilItChanges(t *testing.T) {
	t.Parallel()
	db, err := Open(t.Context(), Config{Database: filepath.Join(t.TempDir(), "pinhole.db"), Reconnect: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Failure(ErrBusy); !errors.Is(err, ErrBusy) || db.Trouble() != nil {
		t.Errorf("a busy file is closed: %v", db.Trouble())
	}
	db.Failure(ErrDamaged)
	if err := writeSetting(t, db); !errors.Is(err, ErrDamaged) {
		t.Errorf("a write to a damaged file: %v", err)
	}
}
