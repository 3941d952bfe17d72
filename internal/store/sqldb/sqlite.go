package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
)

// readers is how many queries may run at once beside the writer.
const readers = 4

// MaxLog is the size in bytes that SQLite's write-ahead log shrinks to after a
// checkpoint. It can be larger for as long as a reader holds an old snapshot, or
// during a large transaction.
const MaxLog = 4 << 20

// busyPause is the time between two attempts to migrate a busy file.
const busyPause = 20 * time.Millisecond

// sqliteEngine is a file of SQLite's with one connection that writes and some
// that read.
type sqliteEngine struct {
	path             string
	lock             *os.File // marks the file as in use
	timeout          time.Duration
	writing, reading *sql.DB
	prepared         map[string]*sql.Stmt // of the writing connection, by their texts
}

// openSQLite prepares the file. It opens nothing yet, so what is wrong with the
// file shows when it is used.
func openSQLite(database string, timeout time.Duration) (*sqliteEngine, error) {
	path, err := filepath.Abs(database)
	if err != nil {
		return nil, fmt.Errorf("cannot tell where the database %s lies: %w", database, err)
	}
	lock, err := prepareFile(path)
	if err != nil {
		return nil, err
	}
	// A locked file is reported before the caller's timeout ends.
	busy := fmt.Sprintf("busy_timeout(%d)", (timeout * 4 / 5).Milliseconds())
	// FULL flushes the log at each commit, or a power cut could take the last ones
	// away. A transaction takes the lock when it begins, because one that reads
	// first could not get it later. The log is checkpointed every 1000 pages (4 MB,
	// SQLite's default) and truncated to that size when it starts over, so that it
	// does not fill the disk. The cache holds 32 MB: under load that is a tenth
	// faster than the default. What is removed is overwritten, so that the file does
	// not hold it any more.
	writing, err := sql.Open("sqlite", sqliteURL(path, url.Values{
		"_pragma": {busy, "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "wal_autocheckpoint(1000)", fmt.Sprintf("journal_size_limit(%d)", MaxLog), "cache_size(-32000)", "secure_delete(ON)"},
		"_txlock": {"immediate"},
	}))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("cannot open the database %s: %w", path, err), lock.Close())
	}
	reading, err := sql.Open("sqlite", sqliteURL(path, url.Values{
		"_pragma": {busy, "query_only(ON)", "foreign_keys(ON)"},
	}))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("cannot open the database %s: %w", path, err), writing.Close(), lock.Close())
	}
	writing.SetMaxOpenConns(1)
	reading.SetMaxOpenConns(readers)
	reading.SetMaxIdleConns(readers)
	return &sqliteEngine{path: path, lock: lock, timeout: timeout, writing: writing, reading: reading, prepared: map[string]*sql.Stmt{}}, nil
}

func (e *sqliteEngine) reader() *sql.DB { return e.reading }

func (e *sqliteEngine) writer() *sql.DB { return e.writing }

// migrate tries again when the file is busy: programs that start at once on a new
// file all want to switch its journal, and SQLite does not wait for that lock.
func (e *sqliteEngine) migrate(ctx context.Context, logger *slog.Logger) error {
	deadline := time.After(e.timeout)
	for {
		err := migrate(ctx, goose.DialectSQLite3, e.writing, "migrations/sqlite", logger)
		if sqliteKind(err) != ErrBusy {
			return err
		}
		select {
		case <-time.After(busyPause):
		case <-deadline:
			return err
		case <-ctx.Done():
			return err
		}
	}
}

// optimize analyzes a sample of each table that has grown much, or that was never analyzed:
// https://sqlite.org/pragma.html#pragma_optimize.
func (e *sqliteEngine) optimize(ctx context.Context) error {
	_, err := e.writing.ExecContext(ctx, `PRAGMA optimize(0x10002)`)
	return err
}

// commit tries a batch once more when the disk is full: a checkpoint frees the space that the log
// takes.
func (e *sqliteEngine) commit(batch []*job) error {
	if e.replaced() {
		return ErrReplaced
	}
	err := e.runBatch(batch)
	if sqliteKind(err) == ErrFull && e.checkpoint() == nil {
		err = e.runBatch(batch)
	}
	return err
}

// checkpoint writes the log into the file and truncates it.
func (e *sqliteEngine) checkpoint() error {
	_, err := e.writing.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

// runBatch keeps the statements prepared. No context reaches the driver, which would start to watch
// it for each statement; nothing here waits for a network.
func (e *sqliteEngine) runBatch(batch []*job) error {
	if err := e.prepare(batch); err != nil {
		return err
	}
	tx, err := e.writing.Begin()
	if err != nil {
		return err
	}
	bound := map[string]*sql.Stmt{}
	for _, j := range batch {
		for _, statement := range j.statements() {
			if bound[statement] == nil {
				bound[statement] = tx.Stmt(e.prepared[statement])
			}
		}
		if err := j.run(bound); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// replaced reports whether the file is no longer what its name leads to. What
// would be written to it then would be lost.
func (e *sqliteEngine) replaced() bool {
	opened, err := e.lock.Stat()
	if err != nil {
		return false // SQLite says more about it
	}
	there, err := os.Stat(e.path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(opened, there)
}

// prepare comes before the transaction, which holds the only connection.
func (e *sqliteEngine) prepare(batch []*job) error {
	for _, j := range batch {
		for _, statement := range j.statements() {
			if e.prepared[statement] != nil {
				continue
			}
			prepared, err := e.writing.Prepare(statement)
			if err != nil {
				return err
			}
			e.prepared[statement] = prepared
		}
	}
	return nil
}

func (j *job) run(prepared map[string]*sql.Stmt) error {
	for _, c := range j.Before {
		if _, err := prepared[c.Statement].Exec(c.Args...); err != nil {
			return err
		}
	}
	j.changed = 0
	for _, row := range j.Rows {
		result, err := prepared[j.Statement].Exec(row...)
		if err != nil {
			return err
		}
		changed, err := result.RowsAffected()
		if err != nil {
			return err
		}
		j.changed += int(changed)
	}
	for _, c := range j.After {
		if _, err := prepared[c.Statement].Exec(c.Args...); err != nil {
			return err
		}
	}
	return nil
}

// close writes the log back into the file. SQLite's last connection does so when
// it goes; doing it by hand first shows whether it worked. On a full disk the log
// stays beside the file, where it is as durable, and the next start takes it up.
func (e *sqliteEngine) close() error {
	var errs []error
	for _, prepared := range e.prepared {
		errs = append(errs, prepared.Close())
	}
	errs = append(errs, e.reading.Close())
	if err := e.checkpoint(); sqliteKind(err) != ErrFull {
		errs = append(errs, err)
	}
	return errors.Join(append(errs, e.writing.Close(), e.lock.Close())...)
}
