package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"pinhole/internal/store"
	"pinhole/internal/store/sqldb"
)

// databaseFlag says which database is meant.
type databaseFlag struct {
	Database string `group:"Database" default:"data/pinhole.db" help:"Path of an SQLite file, which serve and demo create when it is not there, or postgres://USER@HOST/NAME. A password belongs into PGPASSWORD, PGPASSFILE or $$PINHOLE_DATABASE."`
}

// AfterApply refuses what is no database, and a password that stands on the command line, where
// everybody on the machine can read it in the list of processes. In the environment it may stand.
func (f databaseFlag) AfterApply(given *kong.Context) error {
	if err := sqldb.CheckDatabase(f.Database); err != nil {
		return fmt.Errorf("--database: %w", err)
	}
	for _, part := range given.Path {
		if part.Flag != nil && part.Flag.Name == "database" && holdsPassword(f.Database) {
			return errors.New("--database holds a password, and others can read the command line: set it in PGPASSWORD, in the file that PGPASSFILE names, or in PINHOLE_DATABASE")
		}
	}
	return nil
}

// holdsPassword reads no more of the address than it needs, because it may be one of several hosts,
// or damaged.
func holdsPassword(database string) bool {
	_, address, _ := strings.Cut(database, "://")
	address, parameters, _ := strings.Cut(address, "?")
	user := address[:max(0, strings.LastIndex(address, "@"))]
	query, _ := url.ParseQuery(parameters) // what cannot be read is refused by the store
	return sqldb.IsPostgres(database) && (strings.Contains(user, ":") || query.Has("password") || query.Has("sslpassword"))
}

// openExisting opens a database that is there, for a command that needs what is in it: a mistyped
// name must not become an empty database. It may be open in a serving Pinhole at the same time.
func openExisting(ctx context.Context, database databaseFlag, t terminal) (*store.Store, error) {
	exists, err := sqldb.Exists(ctx, database.Database)
	if err != nil {
		return nil, err
	}
	if !exists {
		return nil, fmt.Errorf("there is no database %s, or it is empty: start Pinhole first (pinhole serve), or name its database with --database or PINHOLE_DATABASE", withoutPassword(database.Database))
	}
	return openStore(ctx, database, t)
}

func openStore(ctx context.Context, database databaseFlag, t terminal) (*store.Store, error) {
	return store.Open(ctx, store.Config{Database: database.Database, Logger: slog.New(slog.NewTextHandler(t.err, nil)), Now: time.Now})
}

// withStore does one piece of work on a database that is there.
func withStore(ctx context.Context, database databaseFlag, t terminal, work func(*store.Store) error) error {
	st, err := openExisting(ctx, database, t)
	if err != nil {
		return err
	}
	return errors.Join(work(st), st.Close())
}
