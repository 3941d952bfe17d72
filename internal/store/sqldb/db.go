// Package sqldb gives one interface to the two databases that Pinhole runs on: a file of SQLite's,
// or PostgreSQL where several programs share one. It opens them, migrates their schema, batches
// concurrent writes into one commit, reopens a database that was unavailable, and turns the
// drivers' errors into sentinels. What the tables mean is no matter of this package, apart from its
// migrations.
//
// What [DB.Write] and [DB.Change] have acknowledged is on the disk. Queries run beside writes and
// see every acknowledged one.
package sqldb

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Config is what [Open] needs.
type Config struct {
	// Database is the path of an SQLite file, which is made where it is missing, with its folder;
	// or the address of a PostgreSQL database, which begins with postgres:// and takes the
	// parameters of libpq. A password may be in it; those of PGPASSWORD and of the file that
	// PGPASSFILE names are used too.
	Database string
	// Logger receives migrations and failed writes; nil discards them.
	Logger *slog.Logger
	// Timeout bounds how long a call waits for the database when somebody waits for its answer; 0
	// is [DefaultTimeout]. Then it returns [ErrSlow].
	Timeout time.Duration
	// Reconnect lets [Open] succeed while the database is unavailable: not reachable, on a disk
	// that is full or read-only, locked, or damaged. Then, and when the file is found damaged or
	// replaced later, calls return [ErrUnavailable] until the database can be opened, which is
	// tried once a second. What only another setting can cure is an error still: another user, a
	// missing database, a folder that may not be written, another program's file, a newer schema.
	Reconnect bool
	// OnCommit is called after each commit with how many writes shared it, how long it took, and
	// its error. It must return at once. Nil: nothing is called.
	OnCommit func(writes int, took time.Duration, err error)
}

// DefaultTimeout is how long a call waits for the database unless [Config] says otherwise.
const DefaultTimeout = 5 * time.Second

// DB is an open database. Its methods may be called concurrently.
type DB struct {
	connection *reconnecting
	writer     *writer
	dialect    Dialect
	timeout    time.Duration
	close      func() error
}

// Open opens the database, makes an SQLite file where it is missing, and migrates the schema. An
// error is one sentence that names the database and says what to do, without any password; nothing
// is left open then. Several processes may have the same database open, and may open it at once.
func Open(ctx context.Context, config Config) (*DB, error) {
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Timeout == 0 {
		config.Timeout = DefaultTimeout
	}
	if config.OnCommit == nil {
		config.OnCommit = func(int, time.Duration, error) {}
	}
	connection, err := connect(ctx, config)
	if err != nil {
		return nil, err
	}
	db := &DB{connection: connection, writer: newWriter(connection, config), dialect: dialectOf(config.Database), timeout: config.Timeout}
	db.close = sync.OnceValue(db.shut)
	return db, nil
}

// OnReconnect sets what is called whenever the database was opened again: perhaps another one at
// the same place. Whoever caches what is in the database reads it again then, and once after this
// call.
func (db *DB) OnReconnect(call func()) {
	db.connection.mu.Lock()
	defer db.connection.mu.Unlock()
	db.connection.onReconnect = call
}

// Explain turns an error of the first queries after [Open] into one sentence that names the
// database and says what to do.
func (db *DB) Explain(err error) error {
	e, cause := db.connection.current()
	if cause != nil {
		return cause
	}
	return e.explain(err)
}

// Dialect returns what differs in the texts of statements.
func (db *DB) Dialect() Dialect { return db.dialect }

// Waiting returns how many writes wait for the next commit.
func (db *DB) Waiting() int { return len(db.writer.queue) }

// Optimize updates planner statistics (PRAGMA optimize). It takes well under a second and is for
// once a day. PostgreSQL does so by itself.
func (db *DB) Optimize(ctx context.Context) error {
	e, err := db.connection.current()
	if err != nil {
		return err
	}
	return e.optimize(ctx)
}

// Close finishes the writes that were begun and closes the database; an SQLite file then holds
// everything by itself, unless its disk is full or another program has it open: then its -wal file
// holds the rest. Calls that come later get [ErrClosed]; closing again does nothing.
func (db *DB) Close() error { return db.close() }

func (db *DB) shut() error {
	db.writer.stop()
	if err := db.connection.close(); err != nil {
		return fmt.Errorf("close the database: %w", err)
	}
	return nil
}
