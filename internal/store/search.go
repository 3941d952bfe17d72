package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
)

// Search is how often readers looked for one text on one day.
type Search struct {
	Day     string // 2026-11-22, UTC
	Query   string // normalised and redacted
	Times   int
	Results int // of the latest search
	Missed  int // how many readers said that something is missing
}

const addSearches = `
INSERT INTO search (day, query, times, results, missed) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (day, query) DO UPDATE SET times = search.times + excluded.times, results = excluded.results,
    missed = search.missed + excluded.missed`

const listSearches = `SELECT day, query, times, results, missed FROM search WHERE day >= $1 ORDER BY day DESC, times DESC, query`

const forgetSearches = `DELETE FROM search WHERE day < $1`

// searchRows is how many searches are written at once: few enough that feedback
// that comes meanwhile does not wait for long.
const searchRows = 100

// AddSearches adds to the counts of each day and text. It works in small parts;
// after an error some may have been counted. Unlike feedback, a write whose
// commit nobody saw may count twice.
func (s *Store) AddSearches(ctx context.Context, list []Search) error {
	list = slices.SortedFunc(slices.Values(list), func(a, b Search) int { // so that several processes lock rows alike
		return cmp.Or(strings.Compare(a.Day, b.Day), strings.Compare(a.Query, b.Query))
	})
	for part := range slices.Chunk(list, searchRows) {
		rows := make([][]any, len(part))
		for i, x := range part {
			rows[i] = []any{x.Day, x.Query, x.Times, x.Results, x.Missed}
		}
		if _, err := s.writer.do(ctx, write{statement: addSearches, rows: rows}); err != nil {
			return s.failure("count searches", err)
		}
	}
	return nil
}

// Searches returns what was looked for since a day, latest day and most frequent text first.
func (s *Store) Searches(ctx context.Context, since time.Time) ([]Search, error) {
	list, err := queryAll(ctx, s, listSearches, func(row row) (x Search, err error) {
		err = row.Scan(&x.Day, &x.Query, &x.Times, &x.Results, &x.Missed)
		return x, err
	}, since.UTC().Format(time.DateOnly))
	return list, s.failure("list searches", err)
}

// ForgetSearches removes the counts of the days before one.
func (s *Store) ForgetSearches(ctx context.Context, before time.Time) error {
	_, err := s.writer.do(ctx, write{statement: forgetSearches, rows: [][]any{{before.UTC().Format(time.DateOnly)}}})
	return s.failure("remove old searches", err)
}
