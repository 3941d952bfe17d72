// Package store keeps feedback and the revisions that it speaks of in an SQL
// database: a file of SQLite's, or PostgreSQL where several programs share one.
//
// Whatever a method has acknowledged is on the disk. Concurrent writes share one
// commit (see writer), reads run beside it and see every acknowledged write.
// Each statement has one text, in the SQL that both databases share; what
// differs is behind engine.
package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Config is what [Open] needs.
type Config struct {
	// Database is the path of an SQLite file, which is made where it is missing,
	// with its folder; or the address of a PostgreSQL database, which begins with
	// postgres:// and takes what libpq's do. A password may be in it; those of
	// PGPASSWORD and of the file that PGPASSFILE names are used too.
	Database string
	// Logger is told about migrations and failed writes; nil discards that.
	Logger *slog.Logger
	// Now is the clock for the times that the store sets; nil is time.Now.
	Now func() time.Time
	// Timeout bounds how long a call waits for the database when somebody waits
	// for its answer; 0 is 5 seconds. Then it returns [ErrSlow].
	Timeout time.Duration
	// Patient lets [Open] succeed while the database is away: not reachable, on a
	// disk that is full or read-only, locked, or damaged. Then, and when the file is
	// found damaged or replaced later, calls return [ErrUnavailable] until the
	// database is there, for which the store looks by itself. What only another
	// setting can mend is an error still: another user, a missing database, a
	// folder that may not be written, somebody else's file, a newer schema.
	Patient bool
	// Committed is told of each commit: how many writes shared it, how long it
	// took, and its error. It must return at once. Nil: nobody is told.
	Committed func(writes int, took time.Duration, err error)
}

const defaultTimeout = 5 * time.Second

// Store is an open database. Its methods may be called concurrently. Their
// errors wrap [ErrNotFound], or [ErrUnavailable] by one of its kinds, or the
// context's error.
type Store struct {
	engine  engine
	writer  *writer
	now     func() time.Time
	timeout time.Duration
	close   func() error

	hasWebhooks atomic.Bool // else no message is put into the outbox
	ended       endedSessions
	networks    networks
}

// Open opens the database, makes an SQLite file where it is missing, and
// migrates the schema. An error is one sentence that names the database and says
// what to do, without any password; nothing is left open then. Several processes
// may have the same database open, and may open it at once.
func Open(ctx context.Context, config Config) (*Store, error) {
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Timeout == 0 {
		config.Timeout = defaultTimeout
	}
	if config.Committed == nil {
		config.Committed = func(int, time.Duration, error) {}
	}
	opened, err := openMigrated(ctx, config)
	if err != nil && !(config.Patient && waits(err)) {
		return nil, err
	}
	s := &Store{engine: opened, now: config.Now, timeout: config.Timeout}
	s.close = sync.OnceValue(s.shut)
	if config.Patient {
		patient := newPatient(config, opened, err, func(ctx context.Context) (engine, error) { return openMigrated(ctx, config) }, s.refresh)
		s.engine, s.writer = patient, newWriter(patient, config)
		s.refresh()
		patient.start()
		return s, nil
	}
	s.writer = newWriter(opened, config)
	if err := s.refreshHasWebhooks(ctx); err != nil {
		return nil, errors.Join(opened.explain(err), s.close())
	}
	return s, nil
}

// refresh reads what the store caches of the database, which may be another one
// now.
func (s *Store) refresh() {
	s.networks.forget()
	if err := s.refreshHasWebhooks(context.Background()); err != nil {
		s.hasWebhooks.Store(true) // messages for nobody cost little; one that is missing is lost
	}
}

// openMigrated opens a database and brings its schema up.
func openMigrated(ctx context.Context, config Config) (engine, error) {
	opened, err := openEngine(config)
	if err != nil {
		return nil, err
	}
	if err := opened.migrate(ctx, config.Logger); err != nil {
		opened.close() // what it may say too is the same once more
		return nil, opened.explain(err)
	}
	return opened, nil
}

func openEngine(config Config) (engine, error) {
	switch {
	case config.Database == "":
		return nil, errors.New("no database is given: name a file, such as data/pinhole.db, or the address of a PostgreSQL database")
	case IsPostgres(config.Database):
		return openPostgres(config.Database, config.Timeout)
	}
	return openSQLite(config.Database, config.Timeout)
}

// IsPostgres reports whether what is given as a database is the address of a
// PostgreSQL database and not the path of a file.
func IsPostgres(database string) bool {
	return strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://")
}

// Waiting is how many writes wait for the next commit.
func (s *Store) Waiting() int { return len(s.writer.queue) }

// Ping reads from the database, to find out whether it can be read at all.
func (s *Store) Ping(ctx context.Context) error {
	_, err := queryOne(ctx, s, `SELECT EXISTS (SELECT 1 FROM feedback)`, scanBool)
	return s.failure("read the database", err)
}

// Optimize lets the database choose its ways by how much there is by now. It
// takes well under a second and is for once a day.
func (s *Store) Optimize(ctx context.Context) error {
	return s.failure("look at the size of the tables", s.engine.optimize(ctx))
}

// Close finishes the writes that were begun and closes the database; an SQLite
// file then holds everything by itself, unless its disk is full or another program
// has it open: then its -wal file holds the rest. Calls that come later get [ErrClosed];
// closing again does nothing.
func (s *Store) Close() error { return s.close() }

func (s *Store) shut() error {
	s.writer.stop()
	if err := s.engine.close(); err != nil {
		return fmt.Errorf("close the database: %w", err)
	}
	return nil
}
