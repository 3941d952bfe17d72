package search_test

import (
	"bufio"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pinhole/internal/search"
)

// query is a line of a table of searches: what a reader types, and the article that must be first,
// or in the first three.
type query struct {
	text, id string
	within   int
}

func queries(t testing.TB, file string) []query {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []query
	for lines := bufio.NewScanner(f); lines.Scan(); {
		parts := strings.Split(lines.Text(), "\t")
		if len(parts) != 3 {
			t.Fatalf("%s: %q has %d parts, want 3", file, lines.Text(), len(parts))
		}
		within, err := strconv.Atoi(parts[2])
		if err != nil || within != 1 && within != 3 {
			t.Fatalf("%s: %q asks for the first %s", file, lines.Text(), parts[2])
		}
		list = append(list, query{parts[0], parts[1], within})
	}
	return list
}

// The tables were written before any tuning, and the second was kept aside while tuning; so little
// stands in it that two misses more are borne. success@1 counts the searches that ask for the first
// place, success@3 all.
func TestReadersFindTheRightArticle(t *testing.T) {
	for _, goal := range []struct {
		file         string
		first, three float64
	}{{"queries.tsv", 0.95, 0.99}, {"queries_aside.tsv", 0.95, 0.975}} {
		t.Run(goal.file, func(t *testing.T) {
			list := queries(t, goal.file)
			var asked, first, three int
			for _, q := range list {
				got := ids(find(t, index(t), search.Query{Text: q.text}))
				at := slices.Index(got, q.id)
				if q.within == 1 {
					asked++
					first += count(at == 0)
				}
				three += count(at >= 0 && at < 3)
				if at < 0 || at >= q.within {
					t.Logf("missed %q: %s at %d, first are %v", q.text, q.id, at+1, got[:min(3, len(got))])
				}
			}
			one, best := float64(first)/float64(asked), float64(three)/float64(len(list))
			t.Logf("%d searches: success@1 %.3f (of %d), success@3 %.3f", len(list), one, asked, best)
			if one < goal.first || best < goal.three {
				t.Errorf("success@1 %.3f, want %.2f; success@3 %.3f, want %.2f", one, goal.first, best, goal.three)
			}
		})
	}
}

// The tables ask for every brand, and for articles that exist.
func TestTablesCoverAllBrands(t *testing.T) {
	lib := loaded(t, shipped)
	list := append(queries(t, "queries.tsv"), queries(t, "queries_aside.tsv")...)
	asked := map[string]bool{}
	for _, q := range list {
		a, there := lib.ArticleByID(q.id)
		if !there {
			t.Errorf("%q asks for %s, which is no article", q.text, q.id)
			continue
		}
		asked[a.Brand.Slug] = true
	}
	for _, b := range lib.Brands {
		if !asked[b.Slug] {
			t.Errorf("nobody asks for %s", b.Name)
		}
	}
	if len(list) < 250 {
		t.Errorf("%d searches, want at least 250", len(list))
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
