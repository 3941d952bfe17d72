package search_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"pinhole/internal/search"
)

func TestRebuildSeesWhatChanged(t *testing.T) {
	old := search.New(small(t,
		written{brand: "acme", slug: "stays", title: "Apples"},
		written{brand: "acme", slug: "changes", title: "Pears"},
		written{brand: "acme", slug: "goes", title: "Plums"},
	), search.Options{})
	lib := small(t,
		written{brand: "acme", slug: "stays", title: "Apples"},
		written{brand: "acme", slug: "changes", title: "Cherries"},
		written{brand: "acme", slug: "comes", title: "Quinces", more: models("Q77X")},
	)
	next := old.Rebuild(lib, nil)
	for _, c := range []struct {
		index *search.Index
		text  string
		want  []string
	}{
		{old, "apples", []string{"acme-stays"}}, {next, "apples", []string{"acme-stays"}},
		{old, "pears", []string{"acme-changes"}}, {next, "pears", nil},
		{old, "cherries", nil}, {next, "cherries", []string{"acme-changes"}},
		{old, "plums", []string{"acme-goes"}}, {next, "plums", nil},
		{old, "quinces", nil}, {next, "quinces", []string{"acme-comes"}}, {next, "q77x", []string{"acme-comes", "acme-stays", "acme-changes"}}, // the others are for the brand's recorders
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

// The table of models is kept where a newer Library has the same ones. A random change of titles
// (and so of the order), models and brands must leave the answers of an index that is built from scratch.
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
	i := search.New(small(t, articles...), search.Options{})
	for range 400 {
		change()
		lib := small(t, articles...)
		i = i.Rebuild(lib, nil)
		fresh := search.New(lib, search.Options{})
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
			if got, want := i.Suggest(number[:2], 10), fresh.Suggest(number[:2], 10); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s suggests %+v, want %+v", number[:2], got, want)
			}
		}
	}
}

// Words of articles that are gone must not fill the memory, and nothing may be seen of their
// removal.
func TestRebuildManyTimes(t *testing.T) {
	i := search.New(small(t, written{brand: "acme", slug: "one", title: "Word0x"}), search.Options{})
	for n := 1; n <= 40; n++ {
		var body strings.Builder
		for w := range 100 {
			fmt.Fprintf(&body, "filler%dx%d ", n, w)
		}
		i = i.Rebuild(small(t, written{brand: "acme", slug: "one", title: fmt.Sprintf("Word%dx", n), body: body.String()}), nil)
		if got := ids(find(t, i, search.Query{Text: fmt.Sprintf("word%dx", n)})); !slices.Equal(got, []string{"acme-one"}) {
			t.Fatalf("change %d gave %v", n, got)
		}
		if got := ids(find(t, i, search.Query{Text: fmt.Sprintf("filler%dx0", n-1)})); len(got) > 0 {
			t.Fatalf("after change %d a word that is gone gave %v", n, got)
		}
	}
	if n := search.LexiconSize(i); n > 2000 {
		t.Errorf("%d words are held of an article with about 100", n)
	}
}

// Searches of an index go on while the next one is made of it.
func TestSearchWhileRebuilding(t *testing.T) {
	old := search.New(small(t, written{brand: "acme", slug: "one", title: "Apples"}), search.Options{})
	lib := small(t, written{brand: "acme", slug: "one", title: "Pears"})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 200 {
				if r := old.Search(search.Query{Text: "apples"}); !slices.Equal(ids(r), []string{"acme-one"}) {
					t.Errorf("got %v", ids(r))
					return
				}
			}
		})
	}
	next := old.Rebuild(lib, nil)
	wg.Wait()
	if got := ids(find(t, next, search.Query{Text: "pears"})); !slices.Equal(got, []string{"acme-one"}) {
		t.Errorf("got %v", got)
	}
}

func TestEmptyLibrary(t *testing.T) {
	r := find(t, search.New(small(t), search.Options{}), search.Query{Text: "reset n841"})
	if len(r.Hits) > 0 || r.Brand != nil {
		t.Errorf("got %v", r)
	}
}
