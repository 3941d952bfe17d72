package search_test

import (
	"slices"
	"testing"

	"pinhole/internal/search"
)

func TestModelNumbersAnswerAboveFullText(t *testing.T) {
	lib := small(t,
		written{brand: "acme", slug: "pattern", title: "One thing", more: models("N841*", "*NRX*")},
		written{brand: "acme", slug: "exact", title: "Another thing", more: models("RLN8-410", "ADC-V620PT", "4100")},
		written{brand: "bolt", slug: "cam", title: "A third thing", more: models("Bolt Cam v3", "NC*", "QC8116")},
		written{brand: "acme", slug: "words", title: "RLN8 N841 NC QC811 and all other words", body: "Reset camera 2 N841A81."},
	)
	i := search.New(lib, search.Options{})
	for _, c := range []struct {
		text, id string
		match    search.ModelMatch
	}{
		{"RLN8-410", "acme-exact", search.ExactModel},
		{"rln8 410", "acme-exact", search.ExactModel},
		{"rln8410", "acme-exact", search.ExactModel},
		{"how to reset my rln8-410 camera", "acme-exact", search.ExactModel},
		{"cam v3 reset", "bolt-cam", search.ExactModel},
		{"RLN8", "acme-exact", search.PrefixModel},
		{"rln8-4", "acme-exact", search.PrefixModel},
		{"V620PT", "acme-exact", search.PrefixModel},
		{"n84", "acme-pattern", search.PrefixModel},
		{"n841 a81", "acme-pattern", search.PatternModel},
		{"N841-A81", "acme-pattern", search.PatternModel},
		{"H16NRX2", "acme-pattern", search.PatternModel},
		{"nc250", "bolt-cam", search.PatternModel},
		{"ADC-V62OPT", "acme-exact", search.NearModel},
		{"n84i", "acme-pattern", search.NearModel},
		{"N84lA81", "acme-pattern", search.NearModel},
		{"N851A81", "acme-pattern", search.NearModel},
		{"N81A81", "acme-pattern", search.NearModel},
		{"QC8I16", "bolt-cam", search.NearModel},
		{"QC816", "bolt-cam", search.NearModel},
		{"QC81116", "bolt-cam", search.NearModel},
		{"CQ8116", "bolt-cam", search.NearModel},
		{"a1 b2 c3 d4 e5 f6 g7 h8 QC8I16", "bolt-cam", search.NearModel},
	} {
		r := find(t, i, search.Query{Text: c.text})
		if len(r.Hits) == 0 || r.Hits[0].Article.ID != c.id || r.Hits[0].ModelMatch != c.match {
			t.Errorf("%q gave %v, want %s by %v", c.text, described(r), c.id, c.match)
		}
	}
}

func TestWhatIsNoModelNumber(t *testing.T) {
	lib := small(t,
		written{brand: "acme", slug: "one", title: "One thing", more: models("Camera 2.0", "NC*", "DVR-3000", "N16*")},
		written{brand: "bolt", slug: "two", title: "Another", body: "Camera, seconds, nc, reset, dvr."},
	)
	i := search.New(lib, search.Options{})
	for _, text := range []string{"camera 2", "hold 30 seconds", "300", "nc reset 5", "dvr", "bolt nc200", "bolt dvr 3000", "N26", "O00"} {
		for _, h := range find(t, i, search.Query{Text: text}).Hits {
			if h.ModelMatch != search.NoModel {
				t.Errorf("%q is taken for a model of %s (%v)", text, h.Article.ID, h.ModelMatch)
			}
		}
	}
}

func TestModelNamesItsBrand(t *testing.T) {
	lib := small(t,
		written{brand: "acme", slug: "one", title: "One thing", more: models("N841*")},
		written{brand: "acme", slug: "two", title: "Restore the recorder"},
		written{brand: "bolt", slug: "two", title: "Restore the recorder"},
	)
	r := find(t, search.New(lib, search.Options{}), search.Query{Text: "n841a81 restore recorder"})
	if got, want := ids(r), []string{"acme-one", "acme-two"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if r.Brand == nil || r.Brand.Slug != "acme" {
		t.Errorf("brand %v, want acme", r.Brand)
	}
}

func described(r search.Results) []string {
	var list []string
	for _, h := range r.Hits {
		list = append(list, h.Article.ID+" by "+h.ModelMatch.String())
	}
	return list
}
