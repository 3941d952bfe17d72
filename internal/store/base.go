package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store/sqldb"
)

// ErrNotFound is what a look-up or a change returns for what is not stored. It is
// [feedback.ErrNotFound].
var ErrNotFound = feedback.ErrNotFound

// ErrUnavailable is what errors wrap when the database cannot do its work now, and the same call
// may succeed later; package sqldb has its kinds. It is [feedback.ErrUnavailable].
var ErrUnavailable = feedback.ErrUnavailable

// base is what all parts of a store share.
type base struct {
	db  *sqldb.DB
	now func() time.Time
}

// failure wraps the error of an operation, with the sentinel for its kind.
func (b *base) failure(doing string, err error) error {
	if err == nil {
		return nil
	}
	if !errors.Is(err, ErrNotFound) {
		err = b.db.Failure(err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// row is a row of a query's answer.
type row = sqldb.Row

// queryOne returns the only row of a query, or ErrNotFound.
func queryOne[T any](ctx context.Context, b *base, query string, scan func(row) (T, error), args ...any) (T, error) {
	one, err := sqldb.QueryOne(ctx, b.db, query, scan, args...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return one, err
}

// queryAll returns all rows of a query that may take longer than readers wait.
func queryAll[T any](ctx context.Context, b *base, query string, scan func(row) (T, error), args ...any) ([]T, error) {
	return sqldb.QueryAll(ctx, b.db, query, scan, args...)
}

// transaction is for changes of editors, which read before they write. Readers' feedback waits
// while one is open, so it must be short.
type transaction struct {
	*sql.Tx
	ctx context.Context
	now int64 // for all times that it writes
}

// change runs do in one transaction, see [sqldb.DB.Change].
func (b *base) change(ctx context.Context, do func(*transaction) error) error {
	return b.db.Change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return do(&transaction{Tx: tx, ctx: ctx, now: b.now().UnixMilli()})
	})
}

// run runs a statement and returns how many rows it has changed.
func (t *transaction) run(statement string, args ...any) (int, error) {
	result, err := t.ExecContext(t.ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// execOne is run for a statement that has to change something: else it returns the given error.
func (t *transaction) execOne(missing error, statement string, args ...any) error {
	n, err := t.run(statement, args...)
	if err == nil && n == 0 {
		err = missing
	}
	return err
}

// queryTx returns all rows of a query, as the transaction sees them.
func queryTx[T any](t *transaction, query string, scan func(row) (T, error), args ...any) ([]T, error) {
	return sqldb.Fetch(t.ctx, t.Tx, query, scan, args...)
}
