package sqldb

import (
	"context"
	"database/sql"
	"strings"
)

const tablesWithIDs = `SELECT table_name FROM information_schema.columns
WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'`

// lockTables also takes the transaction's time limit away. Tables of other programs may be in the
// same schema, so it does not look for them.
func (e *postgresEngine) lockTables(ctx context.Context, tx *sql.Tx, mode string, tables, _ []string) error {
	if _, err := tx.ExecContext(ctx, `LOCK TABLE `+strings.Join(tables, ", ")+` IN `+mode+` MODE`); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `SET LOCAL statement_timeout = 0`)
	return err
}

func (e *postgresEngine) continueIDs(ctx context.Context, tx *sql.Tx) error {
	tables, err := Fetch(ctx, tx, tablesWithIDs, ScanFirst)
	for _, table := range tables {
		if _, err := tx.ExecContext(ctx, `SELECT setval(pg_get_serial_sequence('`+table+`', 'id'), max(id)) FROM `+table+` HAVING max(id) IS NOT NULL`); err != nil {
			return err
		}
	}
	return err
}
