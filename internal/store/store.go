// Package store keeps feedback and the revisions that it speaks of in an SQL
// database.
//
// Whatever a method has acknowledged is on the disk. Concurrent writes share one
// commit (see writer), reads run beside it and see every acknowledged write.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Config is what [Open] needs.
type Config struct {
	// Database is the path of an SQLite file. It is made where it is missing,
	// with its folder.
	Database string
	// Logger is told about migrations and failed writes; nil discards that.
	Logger *slog.Logger
	// Now is the clock for the times that the store sets; nil is time.Now.
	Now func() time.Time
}

// Store is an open database. Its methods may be called concurrently. Their
// errors wrap [ErrNotFound], or [ErrUnavailable] by one of its kinds, or the
// context's error.
type Store struct {
	reader *sql.DB
	writer *writer
	now    func() time.Time
	find   *sql.Stmt
	close  func() error
}

// Open opens the database, makes it where it is missing and migrates it. An
// error is one sentence that names the file and says what to do; nothing is left
// open then. Several processes may have the same file open.
func Open(ctx context.Context, config Config) (*Store, error) {
	path, err := databasePath(config.Database)
	if err != nil {
		return nil, err
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if err := prepareFile(path); err != nil {
		return nil, err
	}
	writing, reading, err := openSQLite(path)
	if err != nil {
		return nil, fmt.Errorf("cannot open the database %s: %w", path, err)
	}
	s, err := start(ctx, writing, reading, config)
	if err != nil {
		return nil, errors.Join(explain(path, err), reading.Close(), writing.Close())
	}
	return s, nil
}

// start migrates an open database and sets the writer going.
func start(ctx context.Context, writing, reading *sql.DB, config Config) (*Store, error) {
	if err := migrate(ctx, writing, config.Logger); err != nil {
		return nil, err
	}
	find, err := reading.PrepareContext(ctx, findFeedback)
	if err != nil {
		return nil, err
	}
	w, err := newWriter(ctx, writing, config.Logger)
	if err != nil {
		return nil, errors.Join(err, find.Close())
	}
	s := &Store{reader: reading, writer: w, now: config.Now, find: find}
	s.close = sync.OnceValue(s.shut)
	return s, nil
}

func databasePath(database string) (string, error) {
	switch {
	case database == "":
		return "", errors.New("no database is given: name a file, such as data/pinhole.db")
	case strings.HasPrefix(database, "postgres://"), strings.HasPrefix(database, "postgresql://"):
		// The address is not repeated: it may hold a password.
		return "", errors.New("PostgreSQL is not supported yet: name a file for the database, such as data/pinhole.db")
	}
	path, err := filepath.Abs(database)
	if err != nil {
		return "", fmt.Errorf("cannot tell where the database %s lies: %w", database, err)
	}
	return path, nil
}

// explain says what to do about a database that does not open.
func explain(path string, err error) error {
	advice := ""
	switch kind := sqliteKind(err); {
	case errors.Is(kind, ErrDamaged):
		advice = ": restore a backup, or move the file away to begin with an empty one"
	case errors.Is(kind, ErrBusy):
		advice = ": stop the other process that holds it"
	case errors.Is(kind, ErrFull):
		advice = ": make room on the disk"
	case kind != nil:
		advice = ": check that this user may write to the file and to its folder"
	}
	if kind := sqliteKind(err); kind != nil {
		return fmt.Errorf("cannot open the database %s: %w (%w)%s", path, kind, err, advice)
	}
	return fmt.Errorf("cannot open the database %s: %w", path, err)
}

// Ping reads from the database, to find out whether it can be read at all.
func (s *Store) Ping(ctx context.Context) error {
	var any bool
	err := s.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM feedback)`).Scan(&any)
	return s.failure("read the database", err)
}

// Close finishes the writes that were begun, writes the log back into the
// database file and closes it. Calls that come later get [ErrClosed]; closing
// again does nothing.
func (s *Store) Close() error { return s.close() }

func (s *Store) shut() error {
	s.writer.stop()
	err := errors.Join(s.find.Close(), s.reader.Close(), s.writer.close())
	if err != nil {
		return fmt.Errorf("close the database: %w", err)
	}
	return nil
}

func (s *Store) closed() bool { return s.writer.closed() }
