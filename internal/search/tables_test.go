package search_test

import (
	"bufio"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

// asked is a line of a table of what people type: the articles that a knowledgeable friend would
// open, the brand that is meant, and the kinds of device.
type asked struct {
	text, kind string
	articles   []string
	brand      string // slug; empty: none is named
	devices    []article.Device
}

// figures count the answers to one kind of text.
type figures struct {
	asked, first, three, empty, wrongBrand, wrongKind int
}

func (f *figures) add(g figures) {
	f.asked += g.asked
	f.first += g.first
	f.three += g.three
	f.empty += g.empty
	f.wrongBrand += g.wrongBrand
	f.wrongKind += g.wrongKind
}

// share says which part of the texts was answered so.
func (f figures) share(n int) float64 { return float64(n) / float64(max(f.asked, 1)) }

var askedKinds = []string{"label", "spoken", "situation", "maker", "other"}

func askedTable(t testing.TB, file string) []asked {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []asked
	for lines := bufio.NewScanner(f); lines.Scan(); {
		parts := strings.Split(lines.Text(), "\t")
		if len(parts) != 5 || !slices.Contains(askedKinds, parts[1]) {
			t.Fatalf("%s: %q is no line of the table", file, lines.Text())
		}
		a := asked{text: parts[0], kind: parts[1], articles: strings.Split(parts[2], "|")}
		if parts[3] != "-" {
			a.brand = parts[3]
		}
		if parts[4] != "-" {
			for d := range strings.SplitSeq(parts[4], "|") {
				a.devices = append(a.devices, article.Device(d))
			}
		}
		list = append(list, a)
	}
	return list
}

// answer counts how one text was answered.
func (a asked) answer(r search.Results) figures {
	f := figures{asked: 1}
	if len(r.Hits) == 0 {
		f.empty = 1
		return f
	}
	at := slices.IndexFunc(r.Hits, func(h search.Hit) bool { return slices.Contains(a.articles, h.Article.ID) })
	f.first, f.three = count(at == 0), count(at >= 0 && at < 3)
	one := r.Hits[0].Article
	if f.first == 0 && !one.Brand.General() {
		f.wrongBrand = count(a.brand != "" && one.Brand.Slug != a.brand)
		f.wrongKind = count(len(a.devices) > 0 && !slices.ContainsFunc(a.devices, func(d article.Device) bool { return slices.Contains(one.Devices, d) }))
	}
	return f
}

// Tables of what people type, written before anything was tuned to them, by other sources than the
// articles. Those that are called aside were not looked at while tuning. Nothing may be empty, and
// no first hit be of another brand or for another device than the text names. The Spanish table is
// so short that one miss is borne.
func TestTablesOfWhatPeopleType(t *testing.T) {
	for _, table := range []struct {
		file         string
		index        func(testing.TB) *search.Index
		first, three float64
	}{
		{"spoken.tsv", index, 0.95, 0.98}, {"spoken_aside.tsv", index, 0.95, 0.979}, {"spoken_es.tsv", inSpanish, 0.94, 1},
	} {
		t.Run(table.file, func(t *testing.T) {
			i := table.index(t)
			kinds := map[string]*figures{}
			var all figures
			for _, a := range askedTable(t, table.file) {
				for _, id := range a.articles {
					if _, there := i.Library().ArticleByID(id); !there {
						t.Errorf("%q asks for %s, which is no article", a.text, id)
					}
				}
				r := i.Search(search.Query{Text: a.text})
				f := a.answer(r)
				if f.first == 0 && !strings.Contains(table.file, "aside") {
					t.Logf("missed %q (%+v): first are %v", a.text, f, ids(r)[:min(3, len(r.Hits))])
				}
				if kinds[a.kind] == nil {
					kinds[a.kind] = &figures{}
				}
				kinds[a.kind].add(f)
				all.add(f)
			}
			for _, kind := range slices.Sorted(maps.Keys(kinds)) {
				logFigures(t, kind, *kinds[kind])
			}
			logFigures(t, "all", all)
			if all.share(all.first) < table.first || all.share(all.three) < table.three || all.empty+all.wrongBrand+all.wrongKind > 0 {
				t.Errorf("want %.1f %% right first, %.1f %% in three, and none that is empty or of a wrong brand or kind", 100*table.first, 100*table.three)
			}
		})
	}
}

func logFigures(t *testing.T, name string, f figures) {
	t.Helper()
	t.Logf("%-9s %3d asked, right first %5.1f %%, in three %5.1f %%, empty %d, wrong brand first %d, wrong kind first %d",
		name, f.asked, 100*f.share(f.first), 100*f.share(f.three), f.empty, f.wrongBrand, f.wrongKind)
}
