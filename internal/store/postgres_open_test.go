package store_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/postgrestest"
	"pinhole/internal/store/sqldb"
)

// with changes an address: its user, its database, one of its parameters.
func with(t *testing.T, address string, change func(u *url.URL, query url.Values)) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	change(u, query)
	u.RawQuery = query.Encode()
	return u.String()
}

func parameter(name, value string) func(*url.URL, url.Values) {
	return func(_ *url.URL, query url.Values) { query.Set(name, value) }
}

func user(name string) func(*url.URL, url.Values) {
	return func(u *url.URL, _ url.Values) { u.User = url.UserPassword(name, "secret") }
}

func TestOpenRefusesOnPostgres(t *testing.T) {
	server := postgrestest.Start(t)
	address := server.NewDatabase(t)
	server.Execute(t, `CREATE ROLE stranger LOGIN; CREATE ROLE crowded LOGIN CONNECTION LIMIT 0; REVOKE CREATE ON SCHEMA public FROM PUBLIC`)
	newer := server.NewDatabase(t)
	if err := open(t, store.Config{Database: newer}).Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)`)
	tests := map[string]struct {
		database string
		is       error
		says     []string
	}{
		"a newer schema":        {newer, sqldb.ErrNewerSchema, []string{"9999", "start the newer program"}},
		"an unknown user":       {with(t, address, user("nobody")), sqldb.ErrUnreachable, []string{`role "nobody" does not exist`, "PGPASSWORD"}},
		"an unknown database":   {with(t, address, func(u *url.URL, _ url.Values) { u.Path = "/none" }), sqldb.ErrUnreachable, []string{"none of PostgreSQL at", "createdb"}},
		"without privileges":    {with(t, with(t, address, user("stranger")), parameter("search_path", "public")), sqldb.ErrReadOnly, []string{"permission denied", "GRANT CREATE"}},
		"a standby":             {with(t, address, parameter("default_transaction_read_only", "on")), sqldb.ErrReadOnly, []string{"takes writes"}},
		"too many connections":  {with(t, address, user("crowded")), sqldb.ErrUnreachable, []string{"too many connections", "more connections"}},
		"nobody there":          {"postgres://me:secret@localhost:1/pinhole", sqldb.ErrUnreachable, []string{"pinhole of PostgreSQL at localhost:1", "check that PostgreSQL runs there"}},
		"a port that is none":   {"postgres://me:secret@localhost:many/pinhole", nil, []string{"cannot be read", "postgres://USER@HOST"}},
		"a slash in a password": {"postgres://me:sec/secret?ret@localhost/pinhole", nil, []string{"cannot be read"}},
		"a wrong escape":        {"postgresql://me:%zzsecret@localhost/pinhole", nil, []string{"cannot be read"}},
		"a missing certificate": {"postgres://me:secret@localhost/pinhole?sslmode=verify-full&sslrootcert=/nowhere/root.crt", nil, []string{"/nowhere/root.crt"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(t.Context(), store.Config{Database: test.database})
			if err == nil {
				s.Close()
				t.Fatal("it opens")
			}
			if test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("%v is not %v", err, test.is)
			}
			for _, says := range test.says {
				if !strings.Contains(err.Error(), says) {
					t.Errorf("%q does not say %q", err, says)
				}
			}
			if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%q gives a password away or is no single line", err)
			}
		})
	}
}

// A server that takes a connection and then says nothing must not hold up the
// start.
func TestOpenGivesUpOnASilentServer(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	_, err = store.Open(t.Context(), store.Config{Database: "postgres://me@" + silent.Addr().String() + "/pinhole", Timeout: 100 * time.Millisecond})
	if !errors.Is(err, sqldb.ErrUnreachable) {
		t.Errorf("a silent server: %v", err)
	}
}

func TestStartsWaitForAMigration(t *testing.T) {
	name := postgrestest.NewDatabase(t)
	another, err := raw(t, name).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer another.Close()
	if _, err := another.ExecContext(t.Context(), `SELECT pg_advisory_lock(7465637866)`); err != nil {
		t.Fatal(err)
	}
	log := &log{}
	result := make(chan error, 1)
	go func() {
		s, err := store.Open(t.Context(), store.Config{Database: name, Logger: slog.New(slog.NewTextHandler(log, nil))})
		if err == nil {
			err = errors.Join(s.AddFeedback(t.Context(), no(1)), s.Close())
		}
		result <- err
	}()
	eventually(t, "the start waits", func() bool { return strings.Contains(log.String(), "waits for it") })
	if tables := number(t, raw(t, name), `SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()`); tables != 0 {
		t.Errorf("%d tables were made without the lock", tables)
	}
	if _, err := another.ExecContext(t.Context(), `SELECT pg_advisory_unlock(7465637866)`); err != nil {
		t.Fatal(err)
	}
	if err := <-result; err != nil {
		t.Error(err)
	}
}

func TestThePasswordIsNowhere(t *testing.T) {
	server := postgrestest.Start(t)
	log := &log{}
	name := with(t, server.NewDatabase(t), user("postgres"))
	s := open(t, store.Config{Database: name, Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	server.Kill(t)
	errs := errors.Join(s.AddFeedback(t.Context(), no(1)), s.Ping(t.Context()), s.ChangeFeedback(t.Context(), feedback.ID{1}, feedback.Change{}))
	if text := errs.Error() + log.String(); strings.Contains(text, "secret") {
		t.Errorf("the password is given away:\n%s", text)
	}
}

// log may be read while something is written to it.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// eventually waits until something holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(time.Minute)
	again := time.NewTicker(2 * time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case <-again.C:
		case <-deadline:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}
