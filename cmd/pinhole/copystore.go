package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"text/tabwriter"

	"pinhole/internal/store/maintenance"
	"pinhole/internal/store/sqldb"
)

type copyStoreCommand struct {
	From string `arg:"" help:"Database to copy: path of an SQLite file, or postgres://USER@HOST/NAME."`
	To   string `arg:"" help:"Database to fill, which must be empty; an SQLite file is made."`
}

// Run copies a database, while no Pinhole runs on either. A password on the command line is
// refused.
func (c copyStoreCommand) Run(ctx context.Context, t terminal) error {
	for _, database := range []string{c.From, c.To} {
		if err := sqldb.CheckDatabase(database); err != nil {
			return err
		}
		if holdsPassword(database) {
			return errors.New("an address holds a password, and others can read the command line: set it in PGPASSWORD or in the file that PGPASSFILE names")
		}
	}
	if exists, err := sqldb.Exists(ctx, c.From); err != nil {
		return err
	} else if !exists {
		return fmt.Errorf("there is no database %s, or it is empty: there is nothing to copy", withoutPassword(c.From))
	}
	from, to, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	tables, err := maintenance.Copy(ctx, from, to)
	err = errors.Join(err, from.Close(), to.Close())
	if errors.Is(err, maintenance.ErrNotEmpty) {
		return fmt.Errorf("%s holds something already: name a new file, or an empty database", withoutPassword(c.To))
	}
	if err != nil {
		return err
	}
	out := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, table := range tables {
		fmt.Fprintf(out, "%s\t%d rows\tsum %s in both\n", table.Name, table.Rows, table.Sum)
	}
	fmt.Fprintf(out, "Everything is copied but the editors' sessions. Start Pinhole with --database=%s.\n", withoutPassword(c.To))
	return out.Flush()
}

func (c copyStoreCommand) open(ctx context.Context, t terminal) (from, to *sqldb.DB, err error) {
	config := sqldb.Config{Database: c.From, Logger: slog.New(slog.NewTextHandler(t.err, nil))}
	if from, err = sqldb.Open(ctx, config); err != nil {
		return nil, nil, err
	}
	config.Database = c.To
	if to, err = sqldb.Open(ctx, config); err != nil {
		return nil, nil, errors.Join(err, from.Close())
	}
	return from, to, nil
}
