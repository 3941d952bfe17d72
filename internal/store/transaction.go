package store

import (
	"context"
	"database/sql"
	"errors"

	"pinhole/internal/editor"
)

// transaction is what editors' changes are made in: they look before they
// write. Readers' feedback waits while one is open, so it must be short.
type transaction struct {
	*sql.Tx
	ctx context.Context
	now int64 // for all times that it writes
}

// change carries out do in one transaction, which is undone when do returns an
// error. After a deadlock it is tried again; after a lost connection nobody can
// tell whether it was done, and the error says so.
func (s *Store) change(ctx context.Context, do func(*transaction) error) error {
	if s.writer.closed() {
		return ErrClosed
	}
	ctx, cancel := context.WithTimeoutCause(ctx, s.timeout, ErrSlow)
	defer cancel()
	var err error
	for range attempts {
		if err = s.try(ctx, do); !errors.Is(named(err), ErrBusy) {
			break
		}
	}
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return err
}

func (s *Store) try(ctx context.Context, do func(*transaction) error) error {
	tx, err := s.engine.writer().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit it does nothing; the error that matters is known
	if err := do(&transaction{Tx: tx, ctx: ctx, now: s.now().UnixMilli()}); err != nil {
		return err
	}
	return tx.Commit()
}

// run carries out a statement and returns how many rows it has changed.
func (t *transaction) run(statement string, args ...any) (int, error) {
	result, err := t.ExecContext(t.ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// must is run for a statement that has to change something: else it returns the
// given error.
func (t *transaction) must(missing error, statement string, args ...any) error {
	n, err := t.run(statement, args...)
	if err == nil && n == 0 {
		err = missing
	}
	return err
}

// ask returns all rows of a query, as the transaction sees them.
func ask[T any](t *transaction, query string, scan func(row) (T, error), args ...any) ([]T, error) {
	return fetch(t.ctx, t.Tx, query, scan, args)
}

const insertAudit = `INSERT INTO audit (at, editor, what, on_what, detail) VALUES ($1, $2, $3, $4, $5) RETURNING id`

// audit adds a line to the audit trail and returns its number.
func (t *transaction) audit(by string, what editor.Action, on, detail string) (id int64, err error) {
	err = t.QueryRowContext(t.ctx, insertAudit, t.now, by, string(what), on, detail).Scan(&id)
	return id, err
}
