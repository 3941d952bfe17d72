package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
)

// Examined is what [Examine] finds out about a database.
type Examined struct {
	Contents
	Known  int64     // the newest schema that this program knows
	Newest time.Time // when the latest feedback came in; zero without any
	Clock  time.Time // of PostgreSQL's server; zero for SQLite
}

// Examine looks at a database without changing anything, also at one that is in
// use. It reads the whole of an SQLite file. The error is [ErrNewerSchema],
// [ErrDamaged] or another one that says why the database cannot be used; what was
// found until then comes with it.
func Examine(ctx context.Context, database string) (Examined, error) {
	if IsPostgres(database) {
		return examinePostgres(ctx, database)
	}
	db, err := openFile(database, true)
	if err != nil {
		return Examined{}, err
	}
	defer db.Close()
	var found Examined
	if found.Known, err = knownSchema("migrations/sqlite"); err != nil {
		return found, err
	}
	if found.Contents, err = inspect(ctx, db); err == nil {
		found.Newest, err = newest(ctx, db)
	}
	return found, named(err)
}

func examinePostgres(ctx context.Context, address string) (found Examined, err error) {
	e, err := openPostgres(address, defaultTimeout)
	if err != nil {
		return found, err
	}
	defer e.close()
	if found.Known, err = knownSchema("migrations/postgres"); err != nil {
		return found, err
	}
	db := stdlib.OpenDB(*e.config)
	defer db.Close()
	var made bool
	if err := db.QueryRowContext(ctx, `SELECT now(), to_regclass('goose_db_version') IS NOT NULL`).Scan(&found.Clock, &made); err != nil {
		return found, e.explain(err)
	}
	if !made {
		return found, nil
	}
	err = db.QueryRowContext(ctx, `SELECT (SELECT max(version_id) FROM goose_db_version), (SELECT count(*) FROM feedback), (SELECT count(*) FROM revision)`).
		Scan(&found.Schema, &found.Feedback, &found.Revisions)
	if err != nil {
		return found, e.explain(err)
	}
	if found.Schema > found.Known {
		return found, newerSchema(found.Schema, found.Known)
	}
	found.Newest, err = newest(ctx, db)
	return found, named(err)
}

func newest(ctx context.Context, db *sql.DB) (time.Time, error) {
	var ms int64
	err := db.QueryRowContext(ctx, `SELECT received_at FROM feedback ORDER BY received_at DESC LIMIT 1`).Scan(&ms)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return moment(ms), err
}
