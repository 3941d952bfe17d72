package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

const sqliteTables = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name`

// holdTables wants to be the file's only user: the transaction keeps others from
// writing now, but they would go on afterwards. It also looks for tables that
// nobody has thought of.
func (e *sqliteEngine) holdTables(ctx context.Context, tx *sql.Tx, _ string) error {
	if lockFile(e.held, true) {
		return fmt.Errorf("a program has the database %s open: stop Pinhole first (%w)", e.path, ErrBusy)
	}
	names, err := fetch(ctx, tx, sqliteTables, scanFirst, nil)
	for _, name := range names {
		if !slices.Contains(copiedTables, name) && !slices.Contains(leftTables, name) {
			return fmt.Errorf("the table %s of the database %s would not be copied: it belongs to no Pinhole of this version", name, e.path)
		}
	}
	return err
}

func (e *sqliteEngine) ownIDs() string { return "" }

// continueIDs has nothing to do: SQLite remembers the highest number.
func (e *sqliteEngine) continueIDs(context.Context, *sql.Tx) error { return nil }
