package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

const insertLine = `INSERT INTO line (id, text) VALUES ($1, $2)`

// locked is a database with a table line whose writer cannot commit while another connection has
// the lock.
func locked(t *testing.T, onCommit func(int, time.Duration, error)) (db *DB, release func()) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pinhole.db")
	db, err := Open(t.Context(), Config{Database: path, OnCommit: onCommit})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	other, err := sql.Open("sqlite", sqliteURL(path, nil))
	if err != nil {
		t.Fatal(err)
	}
	other.SetMaxOpenConns(1)
	t.Cleanup(func() { other.Close() })
	execute(t, other, `CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT CHECK (text <> '')) STRICT`)
	execute(t, other, `BEGIN IMMEDIATE`)
	return db, func() { execute(t, other, `ROLLBACK`) }
}

func sqliteOf(db *DB) *sqliteEngine { return db.connection.engine.(*sqliteEngine) }

func execute(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// add writes a line.
func add(ctx context.Context, db *DB, id int, text string) error {
	_, err := db.Write(ctx, Write{Statement: insertLine, Rows: [][]any{{id, text}}})
	return db.Failure(err)
}

// addInBackground starts a write and waits until it is queued or being tried.
func addInBackground(ctx context.Context, db *DB, id int, text string) <-chan error {
	result := make(chan error, 1)
	before := db.Waiting()
	go func() { result <- add(ctx, db, id, text) }()
	for db.Waiting() == before {
		runtime.Gosched()
	}
	return result
}

// busy gives the writer a first write to work on, so that the next ones queue.
func busy(t *testing.T, db *DB) <-chan error {
	t.Helper()
	result := make(chan error, 1)
	go func() { result <- add(context.Background(), db, 255, "first") }()
	for sqliteOf(db).writing.Stats().InUse == 0 {
		runtime.Gosched()
	}
	return result
}

func lines(t *testing.T, db *DB, id int) int {
	t.Helper()
	scan := func(r Row) (n int, err error) {
		err = r.Scan(&n)
		return n, err
	}
	n, err := QueryOne(t.Context(), db, `SELECT count(*) FROM line WHERE id = $1`, scan, id)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestCloseFinishesWhatIsQueued(t *testing.T) {
	db, release := locked(t, nil)
	results := []<-chan error{busy(t, db)}
	for i := range 20 {
		results = append(results, addInBackground(t.Context(), db, i, "queued"))
	}
	closed := make(chan error, 1)
	go func() { closed <- db.Close() }()
	for !db.writer.closed() {
		runtime.Gosched()
	}
	if err := add(t.Context(), db, 100, "late"); !errors.Is(err, ErrClosed) {
		t.Errorf("a write after Close began: %v", err)
	}
	release()
	for i, result := range results {
		if err := <-result; err != nil {
			t.Errorf("queued write %d: %v", i, err)
		}
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
}

// Writes that are queued while a commit is under way share the next one.
func TestQueuedWritesShareACommit(t *testing.T) {
	var commits []int
	db, release := locked(t, func(writes int, _ time.Duration, _ error) { commits = append(commits, writes) })
	first := busy(t, db)
	var results []<-chan error
	for i := range 20 {
		results = append(results, addInBackground(t.Context(), db, i, "queued"))
	}
	release()
	for _, result := range append(results, first) {
		if err := <-result; err != nil {
			t.Error(err)
		}
	}
	if want := []int{1, 20}; !slices.Equal(commits, want) {
		t.Errorf("commits of %v writes, want %v", commits, want)
	}
}

func TestAWriteWhoseCallerHasGoneIsLeftOut(t *testing.T) {
	db, release := locked(t, nil)
	first := busy(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	gone := addInBackground(ctx, db, 1, "gone")
	stays := addInBackground(t.Context(), db, 2, "stays")
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled write: %v", err)
	}
	release()
	if err := errors.Join(<-first, <-stays); err != nil {
		t.Error(err)
	}
	if lines(t, db, 1) != 0 {
		t.Error("the cancelled write is there")
	}
	if err := add(ctx, db, 3, "gone"); !errors.Is(err, context.Canceled) {
		t.Errorf("a write by somebody gone: %v", err)
	}
}

func TestABadWriteFailsAlone(t *testing.T) {
	db, release := locked(t, nil)
	results := []<-chan error{busy(t, db)}
	bad := addInBackground(t.Context(), db, 1, "") // against the CHECK of the table
	for i := range 5 {
		results = append(results, addInBackground(t.Context(), db, 10+i, "good"))
	}
	release()
	if err := <-bad; err == nil || errors.Is(err, ErrUnavailable) {
		t.Errorf("the bad write: %v", err)
	}
	for i, result := range results {
		if err := <-result; err != nil {
			t.Errorf("good write %d: %v", i, err)
		}
	}
}

func TestFailuresOfTheDatabaseAreNamed(t *testing.T) {
	tests := map[string]struct {
		pragma string
		keep   bool // the other connection's lock
		want   error
	}{
		"locked":    {"busy_timeout = 1", true, ErrBusy},
		"full":      {"max_page_count = 1", false, ErrFull},
		"read-only": {"query_only = ON", false, ErrReadOnly},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			db, release := locked(t, nil)
			if !test.keep {
				release()
			}
			execute(t, sqliteOf(db).writing, `PRAGMA `+test.pragma)
			err := add(t.Context(), db, 1, strings.Repeat("x", 1<<20))
			if !errors.Is(err, test.want) || !errors.Is(err, ErrUnavailable) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if test.keep {
				release()
			}
		})
	}
}
