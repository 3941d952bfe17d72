package search_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"pinhole/internal/search"
)

func TestFollowSeesWhatChanged(t *testing.T) {
	old := newIndex(t, small(t,
		written{brand: "acme", slug: "stays", title: "Apples"},
		written{brand: "acme", slug: "changes", title: "Pears"},
		written{brand: "acme", slug: "goes", title: "Plums"},
	), search.Options{})
	lib := small(t,
		written{brand: "acme", slug: "stays", title: "Apples"},
		written{brand: "acme", slug: "changes", title: "Cherries"},
		written{brand: "acme", slug: "comes", title: "Quinces", more: models("Q77X")},
	)
	next, err := old.Follow(t.Context(), lib)
	if err != nil {
		t.Fatal(err)
	}
	defer closeIndex(t, next)
	for _, c := range []struct {
		index *search.Index
		text  string
		want  []string
	}{
		{old, "apples", []string{"acme-stays"}}, {next, "apples", []string{"acme-stays"}},
		{old, "pears", []string{"acme-changes"}}, {next, "pears", nil},
		{old, "cherries", nil}, {next, "cherries", []string{"acme-changes"}},
		{old, "plums", []string{"acme-goes"}}, {next, "plums", nil},
		{old, "quinces", nil}, {next, "quinces", []string{"acme-comes"}}, {next, "q77x", []string{"acme-comes"}},
	} {
		if got := ids(find(t, c.index, search.Query{Text: c.text})); !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%q gave %v, want %v (newer index: %v)", c.text, got, c.want, c.index == next)
		}
	}
	for _, h := range find(t, next, search.Query{Text: "apples"}).Hits {
		if current, _ := lib.ArticleByID(h.Article.ID); h.Article != current {
			t.Error("the newer index gives an article of the older library")
		}
	}
}

// The table of models is kept where a newer Library has the same ones. A random change of titles (and so of the order), models
// and brands must leave the answers of an index that is made anew.
func TestModelsAfterChanges(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	numbers := []string{"Q77X", "N841A81", "N841*", "Acme 55X"}
	articles := []written{
		{brand: "acme", slug: "one", title: "One"}, {brand: "acme", slug: "two", title: "Two"}, {brand: "bell", slug: "three", title: "Three"},
	}
	change := func() {
		one := &articles[random.IntN(len(articles))]
		switch random.IntN(4) {
		case 0:
			one.title = fmt.Sprintf("Title%d", random.IntN(100))
		case 1:
			one.more = models(numbers[random.IntN(len(numbers))])
		case 2:
			one.brand = []string{"acme", "bell", "chime"}[random.IntN(3)]
		default:
			one.body = fmt.Sprintf("Press %d times.", random.IntN(100))
		}
	}
	i, err := search.New(t.Context(), small(t, articles...), search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { closeIndex(t, i) }()
	for range 400 {
		change()
		lib := small(t, articles...)
		next, err := i.Follow(t.Context(), lib)
		if err != nil {
			t.Fatal(err)
		}
		closeIndex(t, i)
		i = next
		fresh, err := search.New(t.Context(), lib, search.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, number := range append(numbers, "55X") {
			got, want := find(t, i, search.Query{Text: number}), find(t, fresh, search.Query{Text: number})
			if !slices.Equal(ids(got), ids(want)) {
				t.Fatalf("%s gave %v, want %v of %+v", number, ids(got), ids(want), articles)
			}
			for n, hit := range got.Hits {
				if current, _ := lib.ArticleByID(hit.Article.ID); hit.Article != current || hit.ModelMatch != want.Hits[n].ModelMatch {
					t.Fatalf("%s gave %s by %s, want %s", number, hit.Article.ID, hit.ModelMatch, want.Hits[n].ModelMatch)
				}
			}
			suggested, err := i.Suggest(t.Context(), number[:2], 10)
			if err != nil {
				t.Fatal(err)
			}
			if wanted, err := fresh.Suggest(t.Context(), number[:2], 10); err != nil || !slices.Equal(suggested, wanted) {
				t.Fatalf("%s suggests %+v, want %+v: %v", number[:2], suggested, wanted, err)
			}
		}
		closeIndex(t, fresh)
	}
}

func TestQueryWithNewerLibrary(t *testing.T) {
	i := newIndex(t, small(t, written{brand: "acme", slug: "stays", title: "Apples"}, written{brand: "acme", slug: "goes", title: "Apples"}), search.Options{})
	lib := small(t, written{brand: "acme", slug: "stays", title: "Apples and pears"})
	r := find(t, i, search.Query{Text: "apples", Library: lib})
	if len(r.Hits) != 1 || r.Total != 1 || r.Hits[0].Article.Title != "Apples and pears" {
		t.Errorf("got %d of %d: %v", len(r.Hits), r.Total, ids(r))
	}
	if len(r.Facets.Brands) != 1 || r.Facets.Brands[0].Value != lib.Brands[0] || r.Facets.Brands[0].Hits != 1 {
		t.Errorf("brands %v", r.Facets.Brands)
	}
}

// After many changes the text is written anew; nothing may be seen of that.
func TestFollowManyTimes(t *testing.T) {
	i, err := search.New(t.Context(), small(t, written{brand: "acme", slug: "one", title: "Word0x"}), search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 40; n++ {
		next, err := i.Follow(t.Context(), small(t, written{brand: "acme", slug: "one", title: fmt.Sprintf("Word%dx", n)}))
		if err != nil {
			t.Fatal(err)
		}
		closeIndex(t, i)
		i = next
		if got := ids(find(t, i, search.Query{Text: fmt.Sprintf("word%dx", n)})); !slices.Equal(got, []string{"acme-one"}) {
			t.Fatalf("change %d gave %v", n, got)
		}
	}
	closeIndex(t, i)
}

func TestClosedIndex(t *testing.T) {
	lib := small(t, written{brand: "acme", slug: "one", title: "Apples"})
	i, err := search.New(t.Context(), lib, search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	closeIndex(t, i)
	closeIndex(t, i)
	if _, err := i.Search(t.Context(), search.Query{Text: "apples"}); !errors.Is(err, search.ErrClosed) {
		t.Errorf("Search gave %v", err)
	}
	if _, err := i.Suggest(t.Context(), "apples", 5); !errors.Is(err, search.ErrClosed) {
		t.Errorf("Suggest gave %v", err)
	}
	if _, err := i.Follow(t.Context(), lib); !errors.Is(err, search.ErrClosed) {
		t.Errorf("Follow gave %v", err)
	}
}

// Searches, a change and the closing of the old index at once: each search has its answer or ErrClosed.
func TestSearchWhileFollowing(t *testing.T) {
	old, err := search.New(t.Context(), small(t, written{brand: "acme", slug: "one", title: "Apples"}), search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lib := small(t, written{brand: "acme", slug: "one", title: "Pears"})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				r, err := old.Search(t.Context(), search.Query{Text: "apples"})
				if errors.Is(err, search.ErrClosed) {
					return
				}
				if err != nil || !slices.Equal(ids(r), []string{"acme-one"}) {
					t.Errorf("got %v, %v", ids(r), err)
					return
				}
			}
		})
	}
	next, err := old.Follow(t.Context(), lib)
	closeIndex(t, old)
	wg.Wait()
	if err != nil {
		t.Fatal(err)
	}
	defer closeIndex(t, next)
	if got := ids(find(t, next, search.Query{Text: "pears"})); !slices.Equal(got, []string{"acme-one"}) {
		t.Errorf("got %v", got)
	}
}

func TestCancelled(t *testing.T) {
	lib := small(t, written{brand: "acme", slug: "one", title: "Apples"})
	i := newIndex(t, lib, search.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := search.New(ctx, lib, search.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("New gave %v", err)
	}
	if _, err := i.Search(ctx, search.Query{Text: "apples"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Search gave %v", err)
	}
	if _, err := i.Follow(ctx, small(t, written{brand: "acme", slug: "two", title: "Pears"})); !errors.Is(err, context.Canceled) {
		t.Errorf("Follow gave %v", err)
	}
	if got := ids(find(t, i, search.Query{Text: "apples"})); !slices.Equal(got, []string{"acme-one"}) {
		t.Errorf("after a cancelled Follow: %v", got)
	}
}

func TestEmptyLibrary(t *testing.T) {
	r := find(t, newIndex(t, small(t), search.Options{}), search.Query{Text: "reset n841"})
	if len(r.Hits) > 0 || r.Brand != nil {
		t.Errorf("got %v", r)
	}
}
