package search_test

import (
	"slices"
	"testing"

	"pinhole/internal/search"
)

func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		text string
		want search.Suggestion
	}{
		{"lor", search.Suggestion{Kind: search.BrandKind, Label: "Lorex", Path: "/lorex"}},
		{"night o", search.Suggestion{Kind: search.BrandKind, Label: "Night Owl", Path: "/night-owl"}},
		{"n84", search.Suggestion{Kind: search.ModelKind, Label: "N841*", Path: "/models/N841%2A"}},
		{"rln8-4", search.Suggestion{Kind: search.ModelKind, Label: "RLN8-410", Path: "/models/RLN8-410"}},
		{"pan/tilt", search.Suggestion{Kind: search.ModelKind, Label: "Pan/Tilt Cam", Path: "/models/Pan%2FTilt%20Cam"}},
		{"simplisafe mast", search.Suggestion{Kind: search.ArticleKind, Label: "Forgot your SimpliSafe Master PIN", Path: "/simplisafe/master-pin"}},
	} {
		list := index(t).Suggest(c.text, 8)
		if !slices.ContainsFunc(list, func(s search.Suggestion) bool {
			return s.Kind == c.want.Kind && s.Label == c.want.Label && s.Path == c.want.Path && s.Brand != nil
		}) {
			t.Errorf("%q gave %v, want %v", c.text, list, c.want)
		}
	}
}

func TestSuggestionsAreFewAndInOrder(t *testing.T) {
	kinds := []search.Kind{search.BrandKind, search.ModelKind, search.ArticleKind}
	for _, limit := range []int{1, 5, 8, 20} {
		list := index(t).Suggest("s", limit)
		if len(list) > 0 {
			t.Errorf("one letter gave %v", list)
		}
		list = index(t).Suggest("sw", limit)
		if len(list) == 0 || len(list) > limit {
			t.Errorf("%d suggestions, want up to %d", len(list), limit)
		}
		if !slices.IsSortedFunc(list, func(a, b search.Suggestion) int { return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind) }) {
			t.Errorf("out of order: %v", list)
		}
	}
	for _, limit := range []int{0, -1} {
		if list := index(t).Suggest("swann", limit); len(list) > 0 {
			t.Errorf("limit %d gave %v", limit, list)
		}
	}
}
