package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"pinhole/internal/store/sqldb"
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

const (
	countSearch = `UPDATE search SET times = times + $1, results = $2, missed = missed + $3 WHERE day = $4 AND query = $5`
	// At most so many are counted, by the index.
	countTexts = `SELECT count(*) FROM (SELECT 1 FROM search WHERE day = $1 LIMIT $2) AS texts`
	addOther   = `
INSERT INTO search_other (day, times, missed) VALUES ($1, $2, $3)
ON CONFLICT (day) DO UPDATE SET times = search_other.times + excluded.times, missed = search_other.missed + excluded.missed`
	sumOther = `SELECT coalesce(sum(times), 0), coalesce(sum(missed), 0) FROM search_other WHERE day >= $1`

	forgetSearches       = `DELETE FROM search WHERE day < $1`
	forgetOther          = `DELETE FROM search_other WHERE day < $1`
	forgetSingleSearches = `DELETE FROM search WHERE day < $1 AND times = 1 AND missed = 0`
)

// MaxTexts is how many different texts are stored for a day, about: several
// programs that count at once may add some more. Further searches are counted
// without their texts, see [SearchCounts.OtherSearches]. At 100 bytes a row that is 2 MB
// a day in the worst case; a busy site has some hundred.
const MaxTexts = 20_000

// searchRows is how many searches are written at once: few enough that feedback
// that comes meanwhile does not wait for long.
const searchRows = 100

// AddSearches adds to the counts of each day and text, or of the day alone where
// the text is empty or the day has [MaxTexts] already. It works in small parts;
// after an error some may have been counted. Unlike feedback, a write whose
// commit nobody saw may count twice.
func (s *SearchCounts) AddSearches(ctx context.Context, list []Search) error {
	list = slices.SortedFunc(slices.Values(list), func(a, b Search) int { // so that several processes lock rows alike
		return cmp.Or(strings.Compare(a.Day, b.Day), strings.Compare(a.Query, b.Query))
	})
	for part := range slices.Chunk(list, searchRows) {
		if err := s.change(ctx, func(t *transaction) error { return t.addSearches(part) }); err != nil {
			return s.failure("count searches", err)
		}
	}
	return nil
}

func (t *transaction) addSearches(list []Search) error {
	other := map[string]Search{} // by day
	room := map[string]int{}
	for _, x := range list {
		stored, err := t.addSearch(x, room)
		if err != nil {
			return err
		}
		if !stored {
			sum := other[x.Day]
			other[x.Day] = Search{Times: sum.Times + x.Times, Missed: sum.Missed + x.Missed}
		}
	}
	for _, day := range slices.Sorted(maps.Keys(other)) {
		if _, err := t.run(addOther, day, other[day].Times, other[day].Missed); err != nil {
			return err
		}
	}
	return nil
}

// addSearch reports whether the text is stored; room is how many new ones there may
// still be, by day.
func (t *transaction) addSearch(x Search, room map[string]int) (stored bool, err error) {
	if x.Query == "" {
		return false, nil
	}
	n, err := t.run(countSearch, x.Times, x.Results, x.Missed, x.Day, x.Query)
	if err != nil || n > 0 {
		return n > 0, err
	}
	if _, known := room[x.Day]; !known {
		counts, err := queryTx(t, countTexts, scanInt, x.Day, MaxTexts)
		if err != nil {
			return false, err
		}
		room[x.Day] = MaxTexts - counts[0]
	}
	if room[x.Day] <= 0 {
		return false, nil
	}
	room[x.Day]--
	_, err = t.run(addSearches, x.Day, x.Query, x.Times, x.Results, x.Missed)
	return true, err
}

// OtherSearches returns how many searches, and reports that something is missing,
// were counted without their texts since a day.
func (s *SearchCounts) OtherSearches(ctx context.Context, since time.Time) (times, missed int, err error) {
	pair, err := queryOne(ctx, s.base, sumOther, func(row row) (pair [2]int, err error) {
		err = row.Scan(&pair[0], &pair[1])
		return pair, err
	}, since.UTC().Format(time.DateOnly))
	return pair[0], pair[1], s.failure("count searches", err)
}

// Searches returns what was looked for since a day, latest day and most frequent text first.
func (s *SearchCounts) Searches(ctx context.Context, since time.Time) ([]Search, error) {
	list, err := queryAll(ctx, s.base, listSearches, func(row row) (x Search, err error) {
		err = row.Scan(&x.Day, &x.Query, &x.Times, &x.Results, &x.Missed)
		return x, err
	}, since.UTC().Format(time.DateOnly))
	return list, s.failure("list searches", err)
}

// ForgetSearches removes the counts of the days before one.
func (s *SearchCounts) ForgetSearches(ctx context.Context, before time.Time) error {
	day := []any{before.UTC().Format(time.DateOnly)}
	for _, statement := range []string{forgetSearches, forgetOther} {
		if _, err := s.db.Write(ctx, sqldb.Write{Statement: statement, Rows: [][]any{day}}); err != nil {
			return s.failure("remove old searches", err)
		}
	}
	return nil
}

// ForgetSingleSearches removes, of the days before one, texts that were searched for
// once and not reported as missing.
func (s *SearchCounts) ForgetSingleSearches(ctx context.Context, before time.Time) error {
	_, err := s.db.Write(ctx, sqldb.Write{Statement: forgetSingleSearches, Rows: [][]any{{before.UTC().Format(time.DateOnly)}}})
	return s.failure("remove old searches", err)
}
