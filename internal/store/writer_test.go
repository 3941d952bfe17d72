package store

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

// held is a store whose writer cannot commit while another connection has the
// lock.
func held(t *testing.T) (s *Store, release func()) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pinhole.db")
	s, err := Open(t.Context(), Config{Database: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	other, err := sql.Open("sqlite", sqliteURL(path, nil))
	if err != nil {
		t.Fatal(err)
	}
	other.SetMaxOpenConns(1)
	t.Cleanup(func() { other.Close() })
	execute(t, other, `BEGIN IMMEDIATE`)
	return s, func() { execute(t, other, `ROLLBACK`) }
}

func sqliteOf(s *Store) *sqliteEngine { return s.engine.(*sqliteEngine) }

func execute(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func entry(id byte) feedback.Entry {
	return feedback.Entry{ID: feedback.ID{id}, Article: "a", Revision: "b"}
}

// addInBackground starts a write and waits until it is queued or being tried.
func addInBackground(ctx context.Context, s *Store, e feedback.Entry) <-chan error {
	result := make(chan error, 1)
	before := len(s.writer.queue)
	go func() { result <- s.AddFeedback(ctx, e) }()
	for len(s.writer.queue) == before {
		runtime.Gosched()
	}
	return result
}

// busy keeps the writer at work on a first write, so that the next ones queue.
func busy(t *testing.T, s *Store) <-chan error {
	t.Helper()
	result := make(chan error, 1)
	go func() { result <- s.AddFeedback(context.Background(), entry(255)) }()
	for sqliteOf(s).writing.Stats().InUse == 0 {
		runtime.Gosched()
	}
	return result
}

func TestCloseFinishesWhatIsQueued(t *testing.T) {
	s, release := held(t)
	results := []<-chan error{busy(t, s)}
	for i := range byte(20) {
		results = append(results, addInBackground(t.Context(), s, entry(i)))
	}
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	for !s.writer.closed() {
		runtime.Gosched()
	}
	if err := s.AddFeedback(t.Context(), entry(100)); !errors.Is(err, ErrClosed) {
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

func TestEverythingIsClosedAfterClose(t *testing.T) {
	s, release := held(t)
	release()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, find := s.Feedback(t.Context(), feedback.ID{})
	_, tally := s.Tallies(t.Context(), time.Time{})
	_, revision := s.Revision(t.Context(), "a", "b", "en")
	var all error
	for _, all = range s.AllFeedback(t.Context()) {
	}
	for name, err := range map[string]error{
		"add":    s.AddFeedback(t.Context(), entry(1)),
		"change": s.ChangeFeedback(t.Context(), feedback.ID{}, feedback.Change{}),
		"record": s.RecordRevisions(t.Context(), []Revision{{}}),
		"ping":   s.Ping(t.Context()),
		"find":   find, "tally": tally, "revision": revision, "all": all,
	} {
		if !errors.Is(err, ErrClosed) || !errors.Is(err, ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAWriteWhoseCallerHasGoneIsLeftOut(t *testing.T) {
	s, release := held(t)
	first := busy(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	gone := addInBackground(ctx, s, entry(1))
	stays := addInBackground(t.Context(), s, entry(2))
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled write: %v", err)
	}
	release()
	if err := errors.Join(<-first, <-stays); err != nil {
		t.Error(err)
	}
	if _, err := s.Feedback(t.Context(), feedback.ID{1}); !errors.Is(err, ErrNotFound) {
		t.Errorf("the cancelled write is there: %v", err)
	}
	if err := s.AddFeedback(ctx, entry(3)); !errors.Is(err, context.Canceled) {
		t.Errorf("a write by somebody gone: %v", err)
	}
}

func TestABadWriteFailsAlone(t *testing.T) {
	s, release := held(t)
	results := []<-chan error{busy(t, s)}
	bad := entry(1)
	bad.Article = "" // against a CHECK of the table
	badResult := addInBackground(t.Context(), s, bad)
	for i := range byte(5) {
		results = append(results, addInBackground(t.Context(), s, entry(10+i)))
	}
	release()
	if err := <-badResult; err == nil || errors.Is(err, ErrUnavailable) {
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
			s, release := held(t)
			if !test.keep {
				release()
			}
			execute(t, sqliteOf(s).writing, `PRAGMA `+test.pragma)
			err := s.RecordRevisions(t.Context(), []Revision{{Article: "a", Markdown: make([]byte, 1<<20)}})
			if !errors.Is(err, test.want) || !errors.Is(err, ErrUnavailable) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if test.keep {
				release()
			}
		})
	}
}
