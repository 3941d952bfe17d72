package store_test

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/postgrestest"
	"pinhole/internal/store/sqldb"
)

// watched is a store with a connection that does harm and one that looks: within
// a transaction PostgreSQL would show the same sessions again.
type watched struct {
	*database
	other *sql.Conn
	look  *sql.DB
}

func watch(t *testing.T, name string, parameters map[string]string, timeout time.Duration) *watched {
	t.Helper()
	other, err := raw(t, name).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	w := &watched{other: other, look: raw(t, name), database: &database{clock: time.UnixMilli(1_763_600_000_000).UTC()}}
	w.name = with(t, name, func(_ *url.URL, query url.Values) {
		query.Set("application_name", query.Get("search_path")) // which no other test has
		query.Set("connect_timeout", "60")
		for name, value := range parameters {
			query.Set(name, value)
		}
	})
	w.Store = open(t, store.Config{Database: w.name, Timeout: timeout, Now: func() time.Time { return w.clock }})
	return w
}

func (w *watched) execute(t *testing.T, statement string) {
	t.Helper()
	if _, err := w.other.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func (w *watched) disconnect(t *testing.T) {
	t.Helper()
	if _, err := w.look.Exec(`SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = current_schema()`); err != nil {
		t.Fatal(err)
	}
}

// waits waits until so many statements of the store wait for a lock.
func (w *watched) waits(t *testing.T, count int) {
	t.Helper()
	eventually(t, "the store waits for a lock", func() bool {
		return number(t, w.look, `SELECT count(*) FROM pg_stat_activity WHERE application_name = current_schema() AND wait_event_type = 'Lock'`) == count
	})
}

func TestAnUnusedConnectionThatWasLostIsNoticed(t *testing.T) {
	w := watch(t, postgrestest.NewDatabase(t), nil, 0)
	w.add(t, no(1))
	want := stored(1, w.clock)
	w.want(t, want)
	for range 3 {
		w.disconnect(t)
		w.add(t, no(1))
		w.disconnect(t)
		w.want(t, want)
		w.disconnect(t)
		w.change(t, feedback.ID{1}, feedback.Change{Verdict: &feedback.Verdict{}})
	}
	if rows := w.all(t); len(rows) != 1 {
		t.Errorf("%d rows, want 1", len(rows))
	}
}

// The connections are lost while a write and a query are under way. Nobody can
// tell whether the write was done, so it is done again.
func TestWhatWasUnderWayIsRepeated(t *testing.T) {
	w := watch(t, postgrestest.NewDatabase(t), nil, time.Minute)
	w.add(t, no(1))
	w.execute(t, `BEGIN; LOCK TABLE feedback`)
	results := make(chan error, 2)
	go func() {
		results <- w.ChangeFeedback(t.Context(), feedback.ID{1}, feedback.Change{Withdraw: true})
	}()
	go func() {
		_, err := w.Feedback(t.Context(), feedback.ID{1})
		results <- err
	}()
	w.waits(t, 2)
	w.disconnect(t)
	w.waits(t, 2)
	w.execute(t, `COMMIT`)
	if err := errors.Join(<-results, <-results); err != nil {
		t.Error(err)
	}
	want := stored(1, w.clock)
	takenBack(&want)
	w.want(t, want)
}

func TestAFailedCommitIsNotAcknowledged(t *testing.T) {
	w := watch(t, postgrestest.NewDatabase(t), nil, 0)
	w.execute(t, `
		CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;
		CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON feedback DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`)
	if err := w.AddFeedback(t.Context(), no(1)); err == nil {
		t.Error("what was rolled back is acknowledged")
	}
}

// The store waits for somebody who waits for the store, and PostgreSQL ends the
// store's transaction. A third one keeps it back until the other waits.
func TestADeadlockIsTriedAgain(t *testing.T) {
	w := watch(t, postgrestest.NewDatabase(t), map[string]string{"deadlock_timeout": "10ms"}, time.Minute)
	insert := func(article string) string {
		return `INSERT INTO revision VALUES ('` + article + `', 'r', 'en', 'theirs', '', 0)`
	}
	third, err := raw(t, w.name).Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := third.Exec(insert("b")); err != nil {
		t.Fatal(err)
	}
	w.execute(t, `SET deadlock_timeout = '1h'`)
	w.execute(t, `BEGIN; `+insert("c"))
	var revisions []store.Revision
	for _, article := range []string{"a", "b", "c"} {
		revisions = append(revisions, store.Revision{Article: article, Revision: "r", Language: "en"})
	}
	results := make(chan error, 2)
	go func() { results <- w.RecordRevisions(t.Context(), revisions) }()
	w.waits(t, 1)
	go func() {
		_, err := w.other.ExecContext(t.Context(), insert("a")+`; COMMIT`)
		results <- err
	}()
	eventually(t, "the other one waits for the store", func() bool {
		return number(t, w.look, `SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`) == 2
	})
	if err := third.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(<-results, <-results); err != nil {
		t.Error(err)
	}
	for article, title := range map[string]string{"a": "theirs", "b": "", "c": "theirs"} {
		if r, err := w.Revision(t.Context(), article, "r", "en"); err != nil || r.Title != title {
			t.Errorf("%s: %+v, %v", article, r, err)
		}
	}
}

// The table is locked: whoever waits is told soon, also when the server has no
// limit of its own.
func TestALockedTableIsGivenUpInTime(t *testing.T) {
	for name, parameters := range map[string]map[string]string{"by the server": nil, "by the client": {"statement_timeout": "0"}} {
		t.Run(name, func(t *testing.T) {
			w := watch(t, postgrestest.NewDatabase(t), parameters, time.Second)
			eventually(t, "a first write succeeds in time", func() bool { return w.AddFeedback(t.Context(), no(1)) == nil })
			w.execute(t, `BEGIN; LOCK TABLE feedback`)
			_, find := w.Feedback(t.Context(), feedback.ID{1})
			for doing, err := range map[string]error{"add": w.AddFeedback(t.Context(), no(2)), "find": find, "ping": w.Ping(t.Context())} {
				if !errors.Is(err, sqldb.ErrSlow) || !errors.Is(err, store.ErrUnavailable) {
					t.Errorf("%s: %v", doing, err)
				}
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			defer cancel()
			if err := w.AddFeedback(ctx, no(3)); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("with the caller's own limit: %v", err)
			}
			w.execute(t, `COMMIT`)
			eventually(t, "a write succeeds again", func() bool { return w.AddFeedback(t.Context(), no(4)) == nil })
			eventually(t, "answers are read again", func() bool {
				_, err := w.Feedback(t.Context(), feedback.ID{1})
				return err == nil
			})
			w.want(t, stored(1, w.clock))
			w.want(t, stored(4, w.clock))
		})
	}
}

func TestADatabaseThatBecomesReadOnly(t *testing.T) {
	w := watch(t, postgrestest.Start(t).NewDatabase(t), nil, 0)
	w.add(t, no(1))
	w.execute(t, `ALTER DATABASE postgres SET default_transaction_read_only = on`)
	w.disconnect(t)
	if err := w.AddFeedback(t.Context(), no(2)); !errors.Is(err, sqldb.ErrReadOnly) {
		t.Errorf("read-only: %v", err)
	}
	w.want(t, stored(1, w.clock))
	w.execute(t, `ALTER DATABASE postgres RESET default_transaction_read_only`)
	w.add(t, no(2)) // the connection to what was read-only is not kept
}
