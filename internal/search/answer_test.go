package search_test

import (
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

func TestTypingErrors(t *testing.T) {
	for text, want := range map[string]string{
		"lorex pasword nvr":     "lorex password nvr",
		"hikvison recoder":      "hikvision recorder",
		"hikvsioin":             "hikvision",
		"lorex password nvr":    "",
		"lorex nightvsn zzzzzz": "",
		"Forgot, my PASWORD!":   "Forgot, my password!",
		"cam nvr wyz":           "", // three letters are as typed
	} {
		if r := find(t, index(t), search.Query{Text: text}); r.DidYouMean != want {
			t.Errorf("%q is corrected to %q, want %q", text, r.DidYouMean, want)
		}
	}
}

func TestJoinedAndSplitWords(t *testing.T) {
	for _, pair := range [][2]string{{"ring door bell reset", "ring doorbell reset"}, {"night owl dvr", "nightowl dvr"}, {"new wi-fi netatmo", "new wifi netatmo"},
		{"factoryreset owlet", "factory reset owlet"}} {
		one, other := ids(find(t, index(t), search.Query{Text: pair[0]})), ids(find(t, index(t), search.Query{Text: pair[1]}))
		if len(one) == 0 || len(other) == 0 || one[0] != other[0] {
			t.Errorf("%q gave %v, %q gave %v", pair[0], one, pair[1], other)
		}
	}
}

func TestBeginningOfTheLastWord(t *testing.T) {
	if got := ids(find(t, index(t), search.Query{Text: "simplisafe mast"})); len(got) == 0 || got[0] != "simplisafe-master-pin" {
		t.Errorf("got %v", got)
	}
}

func TestQuotedWordsStandTogether(t *testing.T) {
	lib := small(t,
		written{brand: "acme", slug: "apart", title: "Button of the reset", body: "A reset with a button."},
		written{brand: "acme", slug: "together", title: "Other", body: "Hold the **reset button** long."},
	)
	i := search.New(lib, search.Options{})
	for text, want := range map[string]int{`reset button`: 2, `"reset button"`: 1, `“Reset  Button” hold`: 1, `"reset button`: 2, `"button reset"`: 0, `"button"`: 2} {
		r := find(t, i, search.Query{Text: text})
		if r.Total != want {
			t.Errorf("%s gave %d, want %d", text, r.Total, want)
		}
		if want == 1 && r.Hits[0].Article.ID != "acme-together" {
			t.Errorf("%s gave %v", text, ids(r))
		}
	}
}

func TestBrandOfTheText(t *testing.T) {
	for text, want := range map[string]string{
		"nightowl dvr": "night-owl", "lorx": "lorex", "N841A81": "lorex", "samsung dvr": "hanwha-wisenet", "forgot password": "", "good to know": "",
		"hickvisionn zzqx": "hikvision", "qqqqqqqq": "",
	} {
		got := ""
		if r := find(t, index(t), search.Query{Text: text}); r.Brand != nil {
			got = r.Brand.Slug
		}
		if got != want {
			t.Errorf("%q gave brand %q, want %q", text, got, want)
		}
	}
}

func TestFiltersAndFacets(t *testing.T) {
	all := find(t, index(t), search.Query{Text: "forgot password"})
	q := search.Query{Text: "forgot password", Brand: "lorex", Device: "nvr"}
	r := find(t, index(t), q)
	if r.Total == 0 || r.Total >= all.Total {
		t.Fatalf("%d of %d hits", r.Total, all.Total)
	}
	for _, h := range r.Hits {
		if h.Article.Brand.Slug != "lorex" || !slices.Contains(h.Article.Devices, "nvr") {
			t.Errorf("%s is a hit", h.Article.ID)
		}
	}
	for _, b := range r.Facets.Brands { // the brand's own filter does not count
		other := find(t, index(t), search.Query{Text: q.Text, Brand: b.Value.Slug, Device: q.Device})
		if other.Total != b.Hits {
			t.Errorf("brand %s counts %d, its filter gives %d", b.Value.Slug, b.Hits, other.Total)
		}
	}
	if len(r.Facets.Brands) < 2 || !slices.IsSortedFunc(r.Facets.Brands, func(a, b search.Count[*article.Brand]) int {
		return strings.Compare(strings.ToLower(a.Value.Name), strings.ToLower(b.Value.Name))
	}) {
		t.Errorf("brands %v", r.Facets.Brands)
	}
	for _, g := range r.Facets.Goals {
		if other := find(t, index(t), search.Query{Text: q.Text, Brand: q.Brand, Device: q.Device, Goal: g.Value}); other.Total != g.Hits {
			t.Errorf("goal %s counts %d, its filter gives %d", g.Value, g.Hits, other.Total)
		}
	}
	if none := find(t, index(t), search.Query{Text: q.Text, Brand: "nobody"}); none.Total != 0 || len(none.Facets.Brands) == 0 {
		t.Errorf("an unknown brand gave %d hits and %d brands", none.Total, len(none.Facets.Brands))
	}
}

func TestBrowseWithoutText(t *testing.T) {
	lib, _ := shipped()
	r := find(t, index(t), search.Query{Brand: "lorex", Limit: 50})
	if r.Total != len(lib.InBrand("lorex")) || r.Hits[0].Article != lib.InBrand("lorex")[0] {
		t.Errorf("%d hits: %v", r.Total, ids(r))
	}
	if r := find(t, index(t), search.Query{Text: " \t "}); r.Total != 0 || r.Hits != nil {
		t.Errorf("nothing typed gave %d hits", r.Total)
	}
}

func TestPages(t *testing.T) {
	text := "forgot the password of my recorder"
	all := ids(find(t, index(t), search.Query{Text: text, Limit: 50}))
	for _, c := range []struct{ offset, limit, from, to int }{{0, 3, 0, 3}, {3, 4, 3, 7}, {-5, 0, 0, 10}, {0, 999, 0, 50}} {
		got := ids(find(t, index(t), search.Query{Text: text, Offset: c.offset, Limit: c.limit}))
		if want := all[c.from:min(c.to, len(all))]; !slices.Equal(got, want) {
			t.Errorf("from %d, at most %d: got %v, want %v", c.offset, c.limit, got, want)
		}
	}
	if r := find(t, index(t), search.Query{Text: text, Offset: 1 << 40}); len(r.Hits) > 0 || r.Total < len(all) {
		t.Errorf("behind the end: %d of %d", len(r.Hits), r.Total)
	}
}

func TestPassageMarksTheWords(t *testing.T) {
	lib := small(t, written{brand: "acme", slug: "one", title: "One", body: strings.Repeat("Filler words stand here, ", 30) +
		"and the Wi-Fi lights are blinking. Another sentence." + "\n\nThe light is on."})
	r := find(t, search.New(lib, search.Options{}), search.Query{Text: "light blinks"})
	if len(r.Hits) != 1 {
		t.Fatalf("%d hits", len(r.Hits))
	}
	var text string
	var marked []string
	for _, f := range r.Hits[0].Passage {
		text += f.Text
		if f.Mark {
			marked = append(marked, f.Text)
		}
	}
	if !slices.Equal(marked, []string{"lights", "blinking"}) {
		t.Errorf("marked %q in %q", marked, text)
	}
	if !strings.HasPrefix(text, "… ") || len([]rune(text)) > 190 {
		t.Errorf("the passage is %q", text)
	}
}
