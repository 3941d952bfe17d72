package sqldb

import (
	"context"
	"database/sql"
	"errors"
)

// Change runs do in one transaction on the connection that writes, and undoes it when do returns an
// error. After a deadlock it runs do again, so do must not depend on an earlier run; after a lost
// connection nobody can tell whether the transaction was committed, and the error says so. Writes
// wait meanwhile, so do must be short. It must use the context that it is given, which ends with
// [ErrSlow] after the timeout of [Config].
func (db *DB) Change(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	if db.writer.closed() {
		return ErrClosed
	}
	ctx, cancel := context.WithTimeoutCause(ctx, db.timeout, ErrSlow)
	defer cancel()
	var err error
	for range attempts {
		if err = db.changeOnce(ctx, do); !errors.Is(Classify(err), ErrBusy) {
			break
		}
	}
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return err
}

func (db *DB) changeOnce(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	tx, err := db.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after the commit
	if err := do(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (db *DB) begin(ctx context.Context) (*sql.Tx, error) {
	e, err := db.connection.current()
	if err != nil {
		return nil, err
	}
	return e.writer().BeginTx(ctx, nil)
}

// LockMode says what others may do with tables that [DB.BeginLocked] has locked.
type LockMode string

const (
	// ShareLock lets others read.
	ShareLock LockMode = "SHARE"
	// ExclusiveLock lets others read, but not lock.
	ExclusiveLock LockMode = "EXCLUSIVE"
)

// BeginLocked begins a transaction of any length during which nobody else can write to the given
// tables. Of an SQLite file this program must be the only user, else it is [ErrBusy]; and the file
// must hold no other tables than those of the two lists.
func (db *DB) BeginLocked(ctx context.Context, mode LockMode, tables, others []string) (*sql.Tx, error) {
	tx, err := db.begin(ctx)
	if err != nil {
		return nil, err
	}
	e, err := db.connection.current()
	if err == nil {
		err = e.lockTables(ctx, tx, string(mode), tables, others)
	}
	if err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}

// ContinueIDs makes the database assign IDs above those of the rows that a transaction has inserted
// with [Dialect.OwnIDs].
func (db *DB) ContinueIDs(ctx context.Context, tx *sql.Tx) error {
	e, err := db.connection.current()
	if err != nil {
		return err
	}
	return e.continueIDs(ctx, tx)
}
