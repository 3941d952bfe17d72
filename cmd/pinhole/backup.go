package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"pinhole/internal/store/maintenance"
	"pinhole/internal/store/sqldb"
)

type backupCommand struct {
	databaseFlag
	File  string `arg:"" help:"File to write."`
	Force bool   `env:"-" help:"Replace the file if it is there already."`
}

// Run writes a backup, of a database that may be in use.
func (c backupCommand) Run(ctx context.Context, t terminal) error {
	if sqldb.IsPostgres(c.Database) {
		return fmt.Errorf("a PostgreSQL database is backed up by PostgreSQL's own program: pg_dump --format=custom --file=%s '%s'", c.File, withoutPassword(c.Database))
	}
	found, err := maintenance.Backup(ctx, c.Database, c.File, c.Force)
	if errors.Is(err, maintenance.ErrExists) {
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
	if sqldb.IsPostgres(c.Database) {
		return fmt.Errorf("a PostgreSQL database is restored by PostgreSQL's own program, while no Pinhole runs: pg_restore --clean --if-exists --no-owner --single-transaction --dbname='%s' %s",
			withoutPassword(c.Database), c.File)
	}
	found, kept, err := maintenance.Restore(ctx, c.Database, c.File, time.Now())
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s holds %s again. All sessions are ended.\n", c.Database, described(found))
	if kept != "" {
		fmt.Fprintf(t.out, "What was there before is kept in %s.\n", kept)
	}
	return c.printAccounts(ctx, t, kept)
}

// printAccounts says who may open the desk now, with which password, and what is different from
// before: somebody who was removed, or an old password that was changed because others knew it,
// comes back with an old backup.
func (c restoreCommand) printAccounts(ctx context.Context, t terminal, kept string) error {
	after, err := maintenance.FileAccounts(ctx, c.Database)
	if err != nil {
		return fmt.Errorf("%s is restored, but its editors cannot be read: %w", c.Database, err)
	}
	before := map[string]maintenance.FileAccount{}
	compared := kept != ""
	if compared {
		list, err := maintenance.FileAccounts(ctx, kept)
		compared = err == nil // a damaged database tells nothing
		for _, a := range list {
			before[a.Name] = a
		}
	}
	if len(after) == 0 {
		fmt.Fprintln(t.out, "There is no editor in it: add one with pinhole editor add NAME.")
	} else {
		fmt.Fprintln(t.out, "These editors can log in, with the passwords of the backup:")
	}
	out := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, a := range after {
		old, had := before[a.Name]
		delete(before, a.Name)
		note := "as before"
		switch {
		case !compared:
			note = ""
		case !had:
			note = "comes back: was not there before; if that is wrong, pinhole editor remove " + a.Name
		case !a.SamePassword(old):
			note = "comes back: the password before was set on " + old.PasswordSet.Format(time.DateOnly) + "; to change it, pinhole editor reset-password " + a.Name
		case a.Role != old.Role:
			note = fmt.Sprintf("was %s before", old.Role)
		}
		fmt.Fprintf(out, "  %s\t%s\tpassword set on %s\t%s\n", a.Name, a.Role, a.PasswordSet.Format(time.DateOnly), note)
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		fmt.Fprintf(out, "  %s\t%s\tpassword set on %s\tis gone: not in the backup\n", name, before[name].Role, before[name].PasswordSet.Format(time.DateOnly))
	}
	return out.Flush()
}

func described(c maintenance.Contents) string {
	return fmt.Sprintf("%s and %s (schema %d)", countOf(c.Feedback, "answer"), countOf(c.Revisions, "revision"), c.Schema)
}

// withoutPassword is a database's name that may be printed.
func withoutPassword(database string) string {
	if !sqldb.IsPostgres(database) {
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
