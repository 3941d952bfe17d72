package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// slowness is how many times longer than Config.Timeout a query may take whose
// answer nobody waits for.
const slowness = 12

// row is a row of a query's answer.
type row interface{ Scan(...any) error }

// queryOne returns the only row of a query, or ErrNotFound.
func queryOne[T any](ctx context.Context, s *Store, query string, scan func(row) (T, error), args ...any) (T, error) {
	var none T
	all, err := queryWithin(ctx, s, s.timeout, query, scan, args)
	if err != nil {
		return none, err
	}
	if len(all) == 0 {
		return none, ErrNotFound
	}
	return all[0], nil
}

// queryAll returns all rows of a query that may take its time.
func queryAll[T any](ctx context.Context, s *Store, query string, scan func(row) (T, error), args ...any) ([]T, error) {
	return queryWithin(ctx, s, slowness*s.timeout, query, scan, args)
}

// queryWithin bounds a query's time. When the connection is lost it asks once
// more on another one, as after a restart of the database.
func queryWithin[T any](ctx context.Context, s *Store, limit time.Duration, query string, scan func(row) (T, error), args []any) ([]T, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, ErrSlow)
	defer cancel()
	all, err := fetch(ctx, s.engine.reader(), query, scan, args)
	if errors.Is(named(err), ErrUnreachable) {
		all, err = fetch(ctx, s.engine.reader(), query, scan, args)
	}
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return all, err
}

// asker is a database or a transaction.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func fetch[T any](ctx context.Context, db asker, query string, scan func(row) (T, error), args []any) ([]T, error) {
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

func scanBool(r row) (b bool, err error) {
	err = r.Scan(&b)
	return b, err
}
