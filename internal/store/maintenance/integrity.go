package maintenance

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"pinhole/internal/store/sqldb"
)

// Contents is what was found in a database.
type Contents struct {
	Schema    int64 // the version of its schema
	Feedback  int   // rows
	Revisions int   // rows
}

// inspectFile reads the whole of an SQLite database and returns what is in it. The error is
// [sqldb.ErrDamaged] where its integrity is broken, or [sqldb.ErrNewerSchema].
func inspectFile(ctx context.Context, db *sql.DB) (Contents, error) {
	found, err := contents(ctx, db)
	if err != nil {
		return found, sqldb.Classify(err)
	}
	if err := sqldb.CheckSchema(found.Schema); err != nil {
		return found, err
	}
	return found, sqldb.Classify(checkIntegrity(ctx, db))
}

// checkIntegrity reads every page, and compares every index with its table.
func checkIntegrity(ctx context.Context, db *sql.DB) error {
	for _, check := range []string{`PRAGMA integrity_check(1)`, `PRAGMA foreign_key_check`} {
		rows, err := sqldb.Fetch(ctx, db, check, sqldb.ScanFirst)
		if err != nil {
			return err
		}
		if len(rows) > 0 && rows[0] != "ok" {
			return fmt.Errorf("%w (%s)", sqldb.ErrDamaged, strings.Join(strings.Fields(rows[0]), " "))
		}
	}
	return nil
}

const (
	findSchema = `SELECT coalesce(max(version_id), 0) FROM goose_db_version`
	hasTable   = `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1)`
)

var errForeign = errors.New("it is no database of Pinhole's")

func contents(ctx context.Context, db *sql.DB) (c Contents, err error) {
	for _, table := range []struct {
		name, query string
		into        any
		first       bool // it has been there from the first version on
	}{
		{"goose_db_version", findSchema, &c.Schema, true},
		{"feedback", `SELECT count(*) FROM feedback`, &c.Feedback, true},
		{"revision", `SELECT count(*) FROM revision`, &c.Revisions, false},
	} {
		var there bool
		if err := db.QueryRowContext(ctx, hasTable, table.name).Scan(&there); err != nil {
			return c, err
		}
		if !there && table.first {
			return c, errForeign
		}
		if !there {
			continue
		}
		if err := db.QueryRowContext(ctx, table.query).Scan(table.into); err != nil {
			return c, err
		}
	}
	return c, nil
}
