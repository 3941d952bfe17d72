package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// reopenInterval is the time between two attempts to open a database that is unavailable.
const reopenInterval = time.Second

// reconnecting holds the engine of a database. With Config.Reconnect it closes an engine whose file
// is damaged, and opens a new one as soon as that is possible: after a start without a database,
// too.
type reconnecting struct {
	config Config
	logger *slog.Logger
	stop   context.CancelFunc
	ended  sync.WaitGroup

	mu      sync.RWMutex // held for reading during a commit
	engine  engine       // nil while the database is unavailable
	cause   error        // why it is unavailable; nil while it is not
	damaged os.FileInfo  // the damaged file, which is not opened again before it changes

	onReconnect func() // called after a new engine was opened
}

// connect opens a database. With Config.Reconnect it begins to watch it.
func connect(ctx context.Context, config Config) (*reconnecting, error) {
	opened, err := openMigrated(ctx, config)
	if err != nil && !(config.Reconnect && mayRecover(err)) {
		return nil, err
	}
	r := &reconnecting{config: config, logger: config.Logger, engine: opened, stop: func() {}, onReconnect: func() {}}
	if err != nil {
		r.setUnavailable(err)
	}
	if config.Reconnect {
		watching, stop := context.WithCancel(context.Background())
		r.stop = stop
		r.ended.Go(func() { r.watch(watching) })
	}
	return r, nil
}

// mayRecover reports whether a database that cannot be opened may be available later without a
// change of settings.
func mayRecover(err error) bool {
	if failed, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch failed.Code {
		case "28000", "28P01", "3D000", "3F000", "42501": // a user, a password, a database, a schema, a privilege
			return false
		}
	}
	if failed, ok := errors.AsType[*sqlite.Error](err); ok && failed.Code()&0xff == sqlite3.SQLITE_NOTADB {
		return false // another program's file, most likely
	}
	return errors.Is(Classify(err), ErrUnavailable)
}

// current returns the engine, or why there is none.
func (r *reconnecting) current() (engine, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.engine, r.cause
}

func (r *reconnecting) unavailable() bool {
	_, err := r.current()
	return err != nil
}

// commit is the engine's; the engine is not closed meanwhile.
func (r *reconnecting) commit(batch []*job) error {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if r.cause != nil {
		return r.cause
	}
	return r.engine.commit(batch)
}

// reader returns the database for a query, and what to call after it. An SQLite file that is
// unavailable because it may not be written can still be read: it is open during the query alone,
// so that its disk can be unmounted and checked.
func (r *reconnecting) reader() (db *sql.DB, release func(), err error) {
	e, cause := r.current()
	switch {
	case cause == nil:
		return e.reader(), func() {}, nil
	case !errors.Is(cause, ErrReadOnly) || IsPostgres(r.config.Database):
		return nil, nil, cause
	}
	if db, err = OpenFile(r.config.Database, true); err != nil {
		return nil, nil, err
	}
	return db, func() { db.Close() }, nil // nothing was written
}

// setUnavailable records why the database is unavailable, and logs each reason once.
func (r *reconnecting) setUnavailable(cause error) {
	if r.cause == nil || r.cause.Error() != cause.Error() {
		r.logger.Error("the database is away: pages are served and answers are given back until it is there", "error", cause, "what_to_do", Advice(cause))
	}
	r.engine, r.cause, r.damaged = nil, cause, nil
	if errors.Is(cause, ErrDamaged) {
		r.damaged = r.file()
	}
}

// closeIfDamaged closes an SQLite file that was found damaged or replaced, or whose disk fails, so
// that nothing more is written to it, it can be restored, and the disk can be unmounted and
// repaired. The attempt to open it again finds the exact reason.
func (r *reconnecting) closeIfDamaged(err error) {
	if !r.closesFor(err) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.engine == nil {
		return
	}
	r.engine.close() // its error would repeat that the file is damaged
	if errors.Is(err, ErrDisk) {
		r.logger.Warn("the disk of the database failed: it is closed and opened again", "error", err)
		r.engine, r.cause = nil, err // opening it finds the reason
		return
	}
	r.setUnavailable(err)
}

func (r *reconnecting) closesFor(err error) bool {
	is := func(kind error) bool { return errors.Is(err, kind) }
	return r.config.Reconnect && !IsPostgres(r.config.Database) &&
		slices.ContainsFunc([]error{ErrDamaged, ErrReplaced, ErrDisk, ErrReadOnly}, is)
}

// unchanged reports whether a file is what it was.
func unchanged(before, now os.FileInfo) bool {
	return before != nil && now != nil && os.SameFile(before, now) && before.Size() == now.Size() && before.ModTime().Equal(now.ModTime())
}

func (r *reconnecting) file() os.FileInfo {
	info, err := os.Stat(r.config.Database)
	if err != nil {
		return nil
	}
	return info
}

// watch tries to open the database while it is unavailable.
func (r *reconnecting) watch(ctx context.Context) {
	again := time.NewTicker(reopenInterval)
	defer again.Stop()
	for {
		if r.unavailable() {
			r.reopen(ctx)
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return
		}
	}
}

func (r *reconnecting) reopen(ctx context.Context) {
	r.mu.RLock()
	damaged := r.damaged
	r.mu.RUnlock()
	if unchanged(damaged, r.file()) {
		return
	}
	opened, err := openMigrated(ctx, r.config)
	if ctx.Err() != nil {
		if err == nil {
			opened.close()
		}
		return
	}
	r.mu.Lock()
	onReconnect := r.onReconnect
	if err == nil {
		r.engine, r.cause, r.damaged = opened, nil, nil
	} else {
		r.setUnavailable(err)
	}
	r.mu.Unlock()
	if err == nil {
		r.logger.Info("the database is there: answers are stored again")
		onReconnect()
	}
}

func (r *reconnecting) close() error {
	r.stop()
	r.ended.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.engine == nil {
		return nil
	}
	return r.engine.close()
}
