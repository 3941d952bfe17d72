package store

import (
	"context"
	"math"

	"pinhole/internal/editor"
)

const pageOfAudit = `SELECT id, at, editor, what, on_what, detail FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2`

// AddAudit adds a line to the audit trail for what changes nothing in the
// database, such as a login or an export. Everything else is recorded by the
// method that does it, in the same transaction.
func (s *Store) AddAudit(ctx context.Context, by string, what editor.Action, on, detail string) error {
	return s.failure("add to the audit trail", s.change(ctx, func(t *transaction) error {
		_, err := t.audit(by, what, on, detail)
		return err
	}))
}

// Audit returns a page of the audit trail, latest first: entries with a smaller
// ID than before, or from the latest on where before is 0. The last entry's ID
// leads to the next page.
func (s *Store) Audit(ctx context.Context, before int64, limit int) ([]editor.Entry, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	list, err := queryAll(ctx, s, pageOfAudit, scanAudit, before, limit)
	return list, s.failure("read the audit trail", err)
}

func scanAudit(row row) (e editor.Entry, err error) {
	var at int64
	err = row.Scan(&e.ID, &at, &e.Editor, &e.Action, &e.On, &e.Detail)
	e.At = moment(at)
	return e, err
}
