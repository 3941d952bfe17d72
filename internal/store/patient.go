package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// patientEngine stands before a database that may be away: at the start, or
// because something is wrong with its file and it was closed. While it is away every call fails
// with the reason, and it is tried again until it opens.
type patientEngine struct {
	open   func(context.Context) (engine, error)
	opened func() // is told when the database is there again
	logger *slog.Logger
	config Config
	absent *sql.DB
	// readOnly reads an SQLite file that may not be written, and keeps no file open between two
	// queries, so that the disk can be taken off and checked; nil for PostgreSQL.
	readOnly *sql.DB
	stop     context.CancelFunc
	ended    sync.WaitGroup

	mu     sync.RWMutex // held for reading while a batch is under way
	real   engine       // nil while the database is away
	cause  error        // why it is away
	broken os.FileInfo  // a damaged file: opening it again is of no use before it changes
}

// patience is how long an absent database is left alone before it is tried again.
const patience = time.Second

func newPatient(config Config, real engine, cause error, open func(context.Context) (engine, error), opened func()) *patientEngine {
	e := &patientEngine{open: open, opened: opened, config: config, logger: config.Logger, real: real}
	e.absent = sql.OpenDB(absence{e})
	if !IsPostgres(config.Database) {
		e.readOnly = sql.OpenDB(readOnlyFile{config.Database})
		e.readOnly.SetMaxIdleConns(-1)
	}
	if real == nil {
		e.leave(cause)
	}
	return e
}

// start begins to look for the database whenever it is away.
func (e *patientEngine) start() {
	ctx, stop := context.WithCancel(context.Background())
	e.stop = stop
	e.ended.Go(func() { e.run(ctx) })
}

// waits reports whether a database that cannot be opened may be there later
// without anybody's change of a setting.
func waits(err error) bool {
	if failed, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch failed.Code {
		case "28000", "28P01", "3D000", "3F000", "42501": // a user, a password, a database, a schema, a privilege
			return false
		}
	}
	if failed, ok := errors.AsType[*sqlite.Error](err); ok && failed.Code()&0xff == sqlite3.SQLITE_NOTADB {
		return false // somebody else's file, most likely
	}
	return errors.Is(named(err), ErrUnavailable)
}

// leave notes why the database is away, and says it once.
func (e *patientEngine) leave(cause error) {
	if e.cause == nil || e.cause.Error() != cause.Error() {
		e.logger.Error("the database is away: pages are served and answers are given back until it is there", "error", cause, "what_to_do", Advice(cause))
	}
	e.cause, e.broken = cause, nil
	if errors.Is(cause, ErrDamaged) {
		e.broken = e.file()
	}
}

// suspect closes an SQLite file that was found damaged or replaced, or whose disk
// fails, so that nothing more is written to it, it can be restored, and the disk
// can be taken off and mended. Opening it again tells what is really wrong.
func (e *patientEngine) suspect(err error) {
	if !e.closesFor(err) {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.real == nil {
		return
	}
	e.real.close() // it was found damaged: what that says is no news
	e.real = nil
	if errors.Is(err, ErrDisk) {
		e.logger.Warn("the disk of the database failed: it is closed and opened again", "error", err)
		e.cause = err // opening it tells what is wrong
		return
	}
	e.leave(err)
}

func (e *patientEngine) closesFor(err error) bool {
	is := func(kind error) bool { return errors.Is(err, kind) }
	return !IsPostgres(e.config.Database) && slices.ContainsFunc([]error{ErrDamaged, ErrReplaced, ErrDisk, ErrReadOnly}, is)
}

// unchanged reports whether a file is what it was.
func unchanged(before, now os.FileInfo) bool {
	return before != nil && now != nil && os.SameFile(before, now) && before.Size() == now.Size() && before.ModTime().Equal(now.ModTime())
}

func (e *patientEngine) file() os.FileInfo {
	info, err := os.Stat(e.config.Database)
	if err != nil {
		return nil
	}
	return info
}

// run tries to open the database while it is away.
func (e *patientEngine) run(ctx context.Context) {
	again := time.NewTicker(patience)
	defer again.Stop()
	for {
		if e.away() {
			e.try(ctx)
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return
		}
	}
}

func (e *patientEngine) away() bool {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.real == nil
}

func (e *patientEngine) try(ctx context.Context) {
	e.mu.RLock()
	broken := e.broken
	e.mu.RUnlock()
	if unchanged(broken, e.file()) {
		return
	}
	real, err := e.open(ctx)
	if ctx.Err() != nil {
		if err == nil {
			real.close()
		}
		return
	}
	e.mu.Lock()
	if err == nil {
		e.real, e.cause, e.broken = real, nil, nil
	} else {
		e.leave(err)
	}
	e.mu.Unlock()
	if err == nil {
		e.logger.Info("the database is there: answers are stored again")
		e.opened()
	}
}

// absence is the driver of a database that is away.
type absence struct{ engine *patientEngine }

func (a absence) Connect(context.Context) (driver.Conn, error) { return nil, a.engine.reason() }
func (a absence) Driver() driver.Driver                        { return nil }

// readOnlyFile opens an SQLite file on a disk that may not be written. SQLite reads its log where
// there is one; where there is none, and none can be made, it must be told that nothing changes.
type readOnlyFile struct{ path string }

// Connect opens the file.
func (f readOnlyFile) Connect(context.Context) (driver.Conn, error) {
	path, err := filepath.Abs(f.path)
	if err != nil {
		return nil, err
	}
	query := url.Values{"mode": {"ro"}, "_pragma": {"query_only(ON)"}}
	if _, err := os.Stat(path + "-wal"); err != nil {
		query.Set("immutable", "1")
	}
	return f.Driver().Open(sqliteURL(path, query))
}

// Driver is SQLite's.
func (f readOnlyFile) Driver() driver.Driver { return &sqlite.Driver{} }

func (e *patientEngine) reason() error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.cause == nil {
		return ErrUnavailable // it has come back meanwhile
	}
	return e.cause
}

func (e *patientEngine) present() engine {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.real
}

func (e *patientEngine) migrate(context.Context, *slog.Logger) error { return nil } // open does it
func (e *patientEngine) explain(err error) error                     { return err }

func (e *patientEngine) reader() *sql.DB {
	e.mu.RLock()
	defer e.mu.RUnlock()
	switch {
	case e.real != nil:
		return e.real.reader()
	case errors.Is(e.cause, ErrReadOnly) && e.readOnly != nil:
		return e.readOnly
	}
	return e.absent
}

func (e *patientEngine) writer() *sql.DB {
	if real := e.present(); real != nil {
		return real.writer()
	}
	return e.absent
}

func (e *patientEngine) transact(batch []*write) error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.real == nil {
		return e.cause
	}
	return e.real.transact(batch)
}

func (e *patientEngine) skipLocked() string {
	if real := e.present(); real != nil {
		return real.skipLocked()
	}
	return ""
}

func (e *patientEngine) optimize(ctx context.Context) error {
	if real := e.present(); real != nil {
		return real.optimize(ctx)
	}
	return e.reason()
}

func (e *patientEngine) holdTables(ctx context.Context, tx *sql.Tx, lock string) error {
	if real := e.present(); real != nil {
		return real.holdTables(ctx, tx, lock)
	}
	return e.reason()
}

func (e *patientEngine) ownIDs() string {
	if real := e.present(); real != nil {
		return real.ownIDs()
	}
	return ""
}

func (e *patientEngine) continueIDs(ctx context.Context, tx *sql.Tx) error {
	if real := e.present(); real != nil {
		return real.continueIDs(ctx, tx)
	}
	return e.reason()
}

func (e *patientEngine) close() error {
	e.stop()
	e.ended.Wait()
	e.mu.Lock()
	defer e.mu.Unlock()
	errs := []error{e.absent.Close()}
	if e.readOnly != nil {
		errs = append(errs, e.readOnly.Close())
	}
	if e.real != nil {
		errs = append(errs, e.real.close())
	}
	return errors.Join(errs...)
}
