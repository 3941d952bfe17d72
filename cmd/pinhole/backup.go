package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"time"

	"pinhole/internal/store"
)

type backupCommand struct {
	databaseFlag
	File  string `arg:"" help:"File to write."`
	Force bool   `env:"-" help:"Replace the file if it is there already."`
}

// Run writes a backup, of a database that may be in use.
func (c backupCommand) Run(ctx context.Context, t terminal) error {
	if store.IsPostgres(c.Database) {
		return fmt.Errorf("a PostgreSQL database is backed up by PostgreSQL's own program: pg_dump --format=custom --file=%s '%s'", c.File, withoutPassword(c.Database))
	}
	found, err := store.Backup(ctx, c.Database, c.File, c.Force)
	if errors.Is(err, store.ErrExists) {
		return fmt.Errorf("%s is there already: choose another name, or replace it with --force", c.File)
	}
	if err != nil {
		return err
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s holds %s, and was read again and found sound: %d bytes.\n", c.File, described(found), info.Size())
	return nil
}

type restoreCommand struct {
	databaseFlag
	File string `arg:"" help:"Backup to restore."`
}

// Run puts a backup into the place of a database that no program has open.
func (c restoreCommand) Run(ctx context.Context, t terminal) error {
	if store.IsPostgres(c.Database) {
		return fmt.Errorf("a PostgreSQL database is restored by PostgreSQL's own program, while no Pinhole runs: pg_restore --clean --if-exists --no-owner --single-transaction --dbname='%s' %s",
			withoutPassword(c.Database), c.File)
	}
	found, kept, err := store.Restore(ctx, c.Database, c.File, time.Now())
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s holds %s again. Editors log in anew.\n", c.Database, described(found))
	if kept != "" {
		fmt.Fprintf(t.out, "What was there before is kept in %s.\n", kept)
	}
	return nil
}

func described(c store.Contents) string {
	return fmt.Sprintf("%s and %s (schema %d)", countOf(c.Feedback, "answer"), countOf(c.Revisions, "revision"), c.Schema)
}

// withoutPassword is a database's name that may be printed.
func withoutPassword(database string) string {
	if !store.IsPostgres(database) {
		return database
	}
	u, err := url.Parse(database)
	if err != nil {
		return "postgres://USER@HOST/NAME"
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	query := u.Query()
	query.Del("password")
	query.Del("sslpassword")
	u.RawQuery = query.Encode()
	return u.String()
}
