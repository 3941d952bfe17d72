package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"pinhole/internal/store"
)

func TestSearchesAreCountedByDayAndText(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		add := func(list ...store.Search) {
			t.Helper()
			if err := db.AddSearches(t.Context(), list); err != nil {
				t.Fatal(err)
			}
		}
		add()
		add(store.Search{Day: "2026-11-21", Query: "lorex", Times: 2, Results: 7}, store.Search{Day: "2026-11-22", Query: "é", Times: 1, Results: 1})
		add(store.Search{Day: "2026-11-22", Query: "z", Times: 1}, store.Search{Day: "2026-11-22", Query: "lorex", Times: 3, Results: 9})
		add(store.Search{Day: "2026-11-22", Query: "lorex", Times: 1, Results: 8, Missed: 1})
		wantSearches(t, db, "2026-11-22",
			store.Search{Day: "2026-11-22", Query: "lorex", Times: 4, Results: 8, Missed: 1},
			store.Search{Day: "2026-11-22", Query: "z", Times: 1},
			store.Search{Day: "2026-11-22", Query: "é", Times: 1, Results: 1}) // by its bytes
		if err := db.ForgetSearches(t.Context(), day(t, "2026-11-22")); err != nil {
			t.Fatal(err)
		}
		wantSearches(t, db, "2026-11-21",
			store.Search{Day: "2026-11-22", Query: "lorex", Times: 4, Results: 8, Missed: 1},
			store.Search{Day: "2026-11-22", Query: "z", Times: 1},
			store.Search{Day: "2026-11-22", Query: "é", Times: 1, Results: 1})
	})
}

// Two programs count the same searches at the same time, more than fit into a
// part, each in an order of its own.
func TestSearchesOfSeveralPrograms(t *testing.T) {
	const texts = 250
	onEach(t, func(t *testing.T, db *database) {
		var running sync.WaitGroup
		for p, program := range []*database{db, db.another(t)} {
			var list []store.Search
			for i := range texts {
				list = append(list, store.Search{Day: "2026-11-22", Query: fmt.Sprint((i * (1 + 2*p)) % texts), Times: 1})
			}
			running.Go(func() {
				if err := program.AddSearches(t.Context(), list); err != nil {
					t.Error(err)
				}
			})
		}
		running.Wait()
		list, err := db.Searches(t.Context(), day(t, "2026-11-22"))
		if err != nil || len(list) != texts {
			t.Fatalf("%d texts, %v, want %d", len(list), err, texts)
		}
		for _, x := range list {
			if x.Times != 2 {
				t.Errorf("%s was counted %d times, want twice", x.Query, x.Times)
			}
		}
	})
}

func TestABadSearchIsRefusedAlone(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		if err := db.AddSearches(t.Context(), []store.Search{{Day: "2026-11-22", Query: ""}}); err == nil || errors.Is(err, store.ErrUnavailable) {
			t.Errorf("an empty search: %v", err)
		}
		db.add(t, no(1))
	})
}

func wantSearches(t *testing.T, db *database, since string, want ...store.Search) {
	t.Helper()
	if got, err := db.Searches(t.Context(), day(t, since)); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("since %s got %+v, %v\nwant %+v", since, got, err, want)
	}
}

func day(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
