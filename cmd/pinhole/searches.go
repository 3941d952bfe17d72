package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"pinhole/internal/export"
	"pinhole/internal/store"
)

// searches gathers what readers look for and writes it to the store now and then: a search never waits for the database.
type searches struct {
	store   *store.Store
	logger  *slog.Logger
	mu      sync.Mutex
	pending map[string]*store.Search // by text
}

const (
	searchesEvery = 5 * time.Second
	maxPending    = 2_000 // texts that wait; more are dropped, so that a flood of them costs no memory
)

// CountSearch notes one search.
func (s *searches) CountSearch(text string, results int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pending == nil {
		s.pending = map[string]*store.Search{}
	}
	if text == "" || s.pending[text] == nil && len(s.pending) >= maxPending {
		return
	}
	if s.pending[text] == nil {
		s.pending[text] = &store.Search{Query: text}
	}
	s.pending[text].Times++
	s.pending[text].Results = results
}

// ReportMissing notes that a reader says that something is missing.
func (s *searches) ReportMissing(ctx context.Context, text string) error {
	return s.store.AddSearches(ctx, []store.Search{{Day: today(), Query: text, Missed: 1}})
}

func today() string { return time.Now().UTC().Format(time.DateOnly) }

// run writes what was gathered until the context ends, and once more then.
func (s *searches) run(ctx context.Context) {
	tick := time.NewTicker(searchesEvery)
	defer tick.Stop()
	for running := true; running; {
		select {
		case <-tick.C:
		case <-ctx.Done():
			running = false
		}
		s.write(context.WithoutCancel(ctx))
	}
}

func (s *searches) write(ctx context.Context) {
	s.mu.Lock()
	list := make([]store.Search, 0, len(s.pending))
	for _, x := range s.pending {
		x.Day = today()
		list = append(list, *x)
	}
	s.pending = nil
	s.mu.Unlock()
	if err := s.store.AddSearches(ctx, list); err != nil {
		s.logger.Warn("searches could not be counted; these are lost", "searches", len(list), "error", err)
	}
}

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
