package main

import (
	"context"
	"errors"
	"time"

	"pinhole/internal/export"
	"pinhole/internal/store"
)

type searchesCommand struct {
	Export searchesExport `cmd:"" help:"Write what readers searched for to the standard output."`
}

type searchesExport struct {
	databaseFlag
	Format  string `enum:"csv,jsonl" default:"csv" help:"csv for spreadsheets, jsonl for programs."`
	Days    int    `default:"90" help:"How many days to look back."`
	Nothing bool   `help:"Only searches that found nothing, or after which a reader said that something is missing."`
}

// Run writes one row for each day and text. It may run beside a serving Pinhole.
func (c searchesExport) Run(ctx context.Context, t terminal) error {
	st, err := openExisting(ctx, c.databaseFlag, t)
	if err != nil {
		return err
	}
	list, err := st.Searches(ctx, time.Now().AddDate(0, 0, -c.Days))
	if err != nil {
		return errors.Join(err, st.Close())
	}
	if c.Nothing {
		list = nothingFound(list)
	}
	return errors.Join(write(t.out, c.Format, searchColumns, export.Rows(list)), st.Close())
}

func nothingFound(list []store.Search) []store.Search {
	var some []store.Search
	for _, x := range list {
		if x.Missed > 0 || x.Times > 0 && x.Results == 0 {
			some = append(some, x)
		}
	}
	return some
}

// searchColumns are the columns of the export.
var searchColumns = []export.Column[store.Search]{
	{Name: "day", Value: func(x store.Search) any { return x.Day }},
	{Name: "query", Value: func(x store.Search) any { return x.Query }},
	{Name: "times", Value: func(x store.Search) any { return x.Times }},
	{Name: "results", Value: func(x store.Search) any { return x.Results }},
	{Name: "missed", Value: func(x store.Search) any { return x.Missed }},
}
