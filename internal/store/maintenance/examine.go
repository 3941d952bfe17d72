package maintenance

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"time"

	"pinhole/internal/store/sqldb"
)

// Examined is what [Examine] finds out about a database.
type Examined struct {
	Contents
	Known  int64     // the newest schema that this program knows
	Newest time.Time // when the latest feedback came in; zero without any
	Clock  time.Time // of PostgreSQL's server; zero for SQLite
}

// Examine looks at a database without changing anything, also at one that is in
// use. It reads the whole of an SQLite file. The error is [sqldb.ErrNewerSchema],
// [sqldb.ErrDamaged] or another one that says why the database cannot be used; what was
// found until then comes with it.
func Examine(ctx context.Context, database string) (Examined, error) {
	if sqldb.IsPostgres(database) {
		return examinePostgres(ctx, database)
	}
	db, err := sqldb.OpenFile(database, true)
	if err != nil {
		return Examined{}, err
	}
	defer db.Close()
	found := Examined{Known: sqldb.SchemaVersion()}
	if found.Contents, err = inspectFile(ctx, db); err == nil {
		found.Newest, err = newest(ctx, db)
	}
	return found, sqldb.Classify(err)
}

func examinePostgres(ctx context.Context, address string) (Examined, error) {
	found := Examined{Known: sqldb.SchemaVersion()}
	err := sqldb.UsePostgres(address, func(db *sql.DB) error {
		var made bool
		err := db.QueryRowContext(ctx, `SELECT now(), to_regclass('goose_db_version') IS NOT NULL`).Scan(&found.Clock, &made)
		if err != nil || !made {
			return err
		}
		if err := db.QueryRowContext(ctx, countPostgres).Scan(&found.Schema, &found.Feedback, &found.Revisions); err != nil {
			return err
		}
		if found.Schema <= found.Known {
			found.Newest, err = newest(ctx, db)
		}
		return err
	})
	return found, cmp.Or(err, sqldb.CheckSchema(found.Schema))
}

const countPostgres = `SELECT (SELECT max(version_id) FROM goose_db_version), (SELECT count(*) FROM feedback), (SELECT count(*) FROM revision)`

func newest(ctx context.Context, db *sql.DB) (time.Time, error) {
	var ms int64
	err := db.QueryRowContext(ctx, `SELECT received_at FROM feedback ORDER BY received_at DESC LIMIT 1`).Scan(&ms)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return time.UnixMilli(ms).UTC(), err
}
