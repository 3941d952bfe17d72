package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// slowFactor is how many times longer than Config.Timeout a query may take whose answer nobody
// waits for.
const slowFactor = 12

// Row is a row of a query's answer.
type Row interface{ Scan(...any) error }

// QueryOne returns the only row of a query, or [sql.ErrNoRows]. It takes at most the timeout of
// [Config].
func QueryOne[T any](ctx context.Context, db *DB, query string, scan func(Row) (T, error), args ...any) (T, error) {
	var none T
	all, err := queryWithin(ctx, db, db.timeout, query, scan, args)
	if err != nil {
		return none, err
	}
	if len(all) == 0 {
		return none, sql.ErrNoRows
	}
	return all[0], nil
}

// QueryAll returns all rows of a query that may take 12 times the timeout of [Config].
func QueryAll[T any](ctx context.Context, db *DB, query string, scan func(Row) (T, error), args ...any) ([]T, error) {
	return queryWithin(ctx, db, slowFactor*db.timeout, query, scan, args)
}

// queryWithin bounds a query's time. When the connection is lost, it queries once more on another
// one, as after a restart of the database.
func queryWithin[T any](ctx context.Context, db *DB, limit time.Duration, query string, scan func(Row) (T, error), args []any) ([]T, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, ErrSlow)
	defer cancel()
	reader, release, err := db.connection.reader()
	if err != nil {
		return nil, err
	}
	defer release()
	all, err := Fetch(ctx, reader, query, scan, args...)
	if errors.Is(Classify(err), ErrUnreachable) {
		all, err = Fetch(ctx, reader, query, scan, args...)
	}
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return all, err
}

// Querier is a database or a transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Fetch returns all rows of a query.
func Fetch[T any](ctx context.Context, db Querier, query string, scan func(Row) (T, error), args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// ScanBool scans a row of one truth value.
func ScanBool(r Row) (b bool, err error) {
	err = r.Scan(&b)
	return b, err
}

// ScanFirst scans the first column of a row, however many there are.
func ScanFirst(r Row) (string, error) {
	rows := r.(*sql.Rows)
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	var first string
	into := []any{&first}
	for range columns[1:] {
		into = append(into, new(any))
	}
	return first, rows.Scan(into...)
}
