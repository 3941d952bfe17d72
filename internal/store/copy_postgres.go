package store

import (
	"context"
	"database/sql"
	"strings"
)

const numberedTables = `SELECT table_name FROM information_schema.columns
WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'`

// holdTables takes as long as it needs, unlike a reader's feedback.
func (e *postgresEngine) holdTables(ctx context.Context, tx *sql.Tx, lock string) error {
	if _, err := tx.ExecContext(ctx, `LOCK TABLE `+strings.Join(copiedTables, ", ")+` IN `+lock+` MODE`); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `SET LOCAL statement_timeout = 0`)
	return err
}

func (e *postgresEngine) ownIDs() string { return "OVERRIDING SYSTEM VALUE" }

func (e *postgresEngine) continueIDs(ctx context.Context, tx *sql.Tx) error {
	tables, err := fetch(ctx, tx, numberedTables, scanFirst, nil)
	for _, table := range tables {
		if _, err := tx.ExecContext(ctx, `SELECT setval(pg_get_serial_sequence('`+table+`', 'id'), max(id)) FROM `+table+` HAVING max(id) IS NOT NULL`); err != nil {
			return err
		}
	}
	return err
}
