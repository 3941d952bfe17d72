package store

import (
	"context"
	"math"

	"pinhole/internal/editor"
	"pinhole/internal/store/sqldb"
)

const (
	auditColumns = `audit.id, audit.at, audit.editor, audit.what, audit.on_what, audit.detail, audit.times`
	pageOfAudit  = `SELECT ` + auditColumns + ` FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2`
	countAudit   = `
INSERT INTO audit (at, editor, what, on_what, detail, minute) VALUES ($1, $2, $3, $4, '', $5)
ON CONFLICT (minute, what, editor, on_what) WHERE minute IS NOT NULL DO UPDATE SET times = audit.times + 1`
)

// AddAudit adds a line to the audit trail for what changes nothing in the
// database, such as a login or an export. Everything else is recorded by the
// method that does it, in the same transaction.
func (s *Accounts) AddAudit(ctx context.Context, by string, what editor.Action, on, detail string) error {
	return s.failure("add to the audit trail", s.change(ctx, func(t *transaction) error {
		_, err := t.audit(by, what, on, detail)
		return err
	}))
}

// CountAudit adds a line to the audit trail for what may happen often and changes nothing, such as
// a login that fails: one for each minute in which the same was done by the same, with a count.
func (s *Accounts) CountAudit(ctx context.Context, by string, what editor.Action, on string) error {
	now := s.now()
	row := []any{now.UnixMilli(), by, string(what), on, now.Unix() / 60}
	_, err := s.db.Write(ctx, sqldb.Write{Statement: countAudit, Key: "audit:" + string(what) + by + on, Rows: [][]any{row}})
	return s.failure("add to the audit trail", err)
}

// Audit returns a page of the audit trail, latest first: entries with a smaller
// ID than before, or from the latest on where before is 0. The last entry's ID
// leads to the next page.
func (s *Accounts) Audit(ctx context.Context, before int64, limit int) ([]editor.Entry, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	list, err := queryAll(ctx, s.base, pageOfAudit, scanAudit, before, limit)
	return list, s.failure("read the audit trail", err)
}

func scanAudit(row row) (e editor.Entry, err error) {
	var at int64
	err = row.Scan(&e.ID, &at, &e.Editor, &e.Action, &e.On, &e.Detail, &e.Times)
	e.At = moment(at)
	return e, err
}

const insertAudit = `INSERT INTO audit (at, editor, what, on_what, detail) VALUES ($1, $2, $3, $4, $5) RETURNING id`

// audit adds a line to the audit trail and returns its number.
func (t *transaction) audit(by string, what editor.Action, on, detail string) (id int64, err error) {
	err = t.QueryRowContext(t.ctx, insertAudit, t.now, by, string(what), on, detail).Scan(&id)
	return id, err
}
