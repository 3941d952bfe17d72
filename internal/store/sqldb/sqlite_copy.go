package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

const sqliteTables = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name`

// lockTables wants to be the file's only user: the transaction keeps others from writing now, but
// they would go on afterwards.
func (e *sqliteEngine) lockTables(ctx context.Context, tx *sql.Tx, _ string, tables, others []string) error {
	if lockFile(e.lock, true) {
		return fmt.Errorf("a program has the database %s open: stop Pinhole first (%w)", e.path, ErrBusy)
	}
	names, err := Fetch(ctx, tx, sqliteTables, ScanFirst)
	for _, name := range names {
		if !slices.Contains(tables, name) && !slices.Contains(others, name) {
			return fmt.Errorf("the table %s of the database %s would not be copied: it belongs to no Pinhole of this version", name, e.path)
		}
	}
	return err
}

// continueIDs has nothing to do: SQLite remembers the highest ID.
func (e *sqliteEngine) continueIDs(context.Context, *sql.Tx) error { return nil }
