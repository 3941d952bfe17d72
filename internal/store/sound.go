package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
)

// Contents is what was found in a database.
type Contents struct {
	Schema    int64 // the version of its schema
	Feedback  int   // rows
	Revisions int   // rows
}

// openFile opens an SQLite file that is there, beside whatever else has it open.
// A file that is opened for reading alone must be nobody else's; it is not
// changed, not even by what its log holds.
func openFile(path string, readOnly bool) (*sql.DB, error) {
	options := url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)"}}
	if readOnly {
		options.Set("mode", "ro")
		if _, err := os.Stat(path + "-wal"); err != nil {
			options.Set("immutable", "1") // else SQLite would put a log beside it
		}
	}
	db, err := sql.Open("sqlite", sqliteURL(path, options))
	if err != nil {
		return nil, fmt.Errorf("cannot open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// inspect reads the whole of an SQLite database and says what is in it. The
// error is [ErrDamaged] where it is not sound, and [ErrNewerSchema].
func inspect(ctx context.Context, db *sql.DB) (Contents, error) {
	found, err := contents(ctx, db)
	if err != nil {
		return found, named(err)
	}
	known, err := knownSchema("migrations/sqlite")
	if err != nil {
		return found, err
	}
	if found.Schema > known {
		return found, newerSchema(found.Schema, known)
	}
	return found, named(sound(ctx, db))
}

// sound reads every page, and compares every index with its table.
func sound(ctx context.Context, db *sql.DB) error {
	for _, check := range []string{`PRAGMA integrity_check(1)`, `PRAGMA foreign_key_check`} {
		rows, err := fetch(ctx, db, check, scanFirst, nil)
		if err != nil {
			return err
		}
		if len(rows) > 0 && rows[0] != "ok" {
			return fmt.Errorf("%w (%s)", ErrDamaged, strings.Join(strings.Fields(rows[0]), " "))
		}
	}
	return nil
}

// scanFirst reads the first column of a row, however many there are.
func scanFirst(r row) (string, error) {
	rows := r.(*sql.Rows)
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	var first string
	into := []any{&first}
	for range columns[1:] {
		into = append(into, new(any))
	}
	return first, rows.Scan(into...)
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

// knownSchema is the newest version that this program can make.
func knownSchema(folder string) (newest int64, err error) {
	files, err := fs.Glob(migrations, path.Join(folder, "*.sql"))
	for _, name := range files {
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("the migration %s has no number: %w", name, err)
		}
		newest = max(newest, version)
	}
	for _, m := range goMigrations() {
		newest = max(newest, m.Version)
	}
	return newest, err
}
