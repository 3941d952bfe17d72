package sqldb

import (
	"context"
	"database/sql"

	"github.com/pressly/goose/v3"

	"pinhole/internal/fold"
)

// goMigrations are those that SQL alone cannot do, for both databases.
func goMigrations() []*goose.Migration {
	return []*goose.Migration{goose.NewGoMigration(13, &goose.GoFunc{RunTx: addFoldedComments}, nil)}
}

// foldRows is how many comments [addFoldedComments] holds in memory at once.
const foldRows = 500

const (
	addFolded = `ALTER TABLE feedback ADD COLUMN comment_folded TEXT NOT NULL DEFAULT ''`

	blankWithdrawn = `
UPDATE feedback SET reason = '', step = '', model = '', firmware = '', outcome = '', comment = '', reply = '', note = '', fixed_in = ''
WHERE status = 'withdrawn'`
	blankWithdrawnItems = `
UPDATE audit_item SET note = '', reply = '' WHERE (note <> '' OR reply <> '')
    AND NOT EXISTS (SELECT 1 FROM feedback WHERE feedback.id = audit_item.feedback AND status <> 'withdrawn')`

	pageOfComments = `SELECT id, comment FROM feedback WHERE comment <> '' AND id > $1 ORDER BY id LIMIT $2`
	setFolded      = `UPDATE feedback SET comment_folded = $1 WHERE id = $2`
)

// addFoldedComments adds the form of each comment that is searched, as [fold.Text] makes it, and
// blanks what was withdrawn before withdrawals did so at once. All of it is done, or nothing.
func addFoldedComments(ctx context.Context, tx *sql.Tx) error {
	for _, statement := range []string{addFolded, blankWithdrawn, blankWithdrawnItems} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	type comment struct {
		id   []byte
		text string
	}
	scan := func(row Row) (c comment, err error) {
		err = row.Scan(&c.id, &c.text)
		return c, err
	}
	for after := []byte{}; ; {
		page, err := Fetch(ctx, tx, pageOfComments, scan, after, foldRows)
		if err != nil {
			return err
		}
		for _, c := range page {
			if _, err := tx.ExecContext(ctx, setFolded, fold.Text(c.text), c.id); err != nil {
				return err
			}
		}
		if len(page) < foldRows {
			return nil
		}
		after = page[len(page)-1].id
	}
}
