package store_test

import (
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

// Beyond what is stored for a day, only known texts are counted by themselves, also where several
// programs count.
func TestSearchesBeyondTheLimitOfADay(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		const day1, day2 = "2026-11-22", "2026-11-23"
		list := make([]store.Search, store.MaxTexts-1)
		for i := range list {
			list[i] = store.Search{Day: day1, Query: fmt.Sprintf("text %06d", i), Times: 1}
		}
		other := db.another(t)
		add := func(db *database, list ...store.Search) {
			t.Helper()
			if err := db.AddSearches(t.Context(), list); err != nil {
				t.Fatal(err)
			}
		}
		add(db, list...)
		add(other, store.Search{Day: day1, Query: "last", Times: 1}, store.Search{Day: day1, Query: "too late", Times: 3, Missed: 1})
		add(db, store.Search{Day: day1, Query: "text 000007", Times: 2}, store.Search{Day: day1, Query: "also", Times: 1}, store.Search{Day: day1, Times: 5})
		add(other, store.Search{Day: day2, Query: "too late", Times: 1})
		got, err := db.Searches(t.Context(), day(t, day1))
		if err != nil || len(got) != store.MaxTexts+1 || got[0].Day != day2 || got[1] != (store.Search{Day: day1, Query: "text 000007", Times: 3}) {
			t.Errorf("%d texts are stored, such as %+v, %v", len(got), got[:2], err)
		}
		for since, want := range map[string][2]int{day1: {9, 1}, day2: {}} {
			if times, missed, err := db.OtherSearches(t.Context(), day(t, since)); err != nil || [2]int{times, missed} != want {
				t.Errorf("since %s %d other searches and %d reports, want %v: %v", since, times, missed, want, err)
			}
		}
	})
}

func TestSingleSearchesAreForgotten(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		old := []store.Search{{Day: "2026-11-21", Query: "twice", Times: 2}, {Day: "2026-11-21", Query: "reported", Times: 1, Missed: 1}}
		late := store.Search{Day: "2026-11-22", Query: "once", Times: 1}
		if err := db.AddSearches(t.Context(), append(old, late, store.Search{Day: "2026-11-21", Query: "once", Times: 1}, store.Search{Day: "2026-11-21", Times: 1})); err != nil {
			t.Fatal(err)
		}
		if err := db.ForgetSingleSearches(t.Context(), day(t, "2026-11-22")); err != nil {
			t.Fatal(err)
		}
		wantSearches(t, db, "2026-11-21", late, old[0], old[1])
		if err := db.ForgetSearches(t.Context(), day(t, "2026-11-22")); err != nil {
			t.Fatal(err)
		}
		wantSearches(t, db, "2026-11-21", late)
		if times, _, err := db.OtherSearches(t.Context(), day(t, "2026-11-21")); err != nil || times != 0 {
			t.Errorf("%d other searches stay, %v", times, err)
		}
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
