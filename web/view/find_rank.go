package view

import (
	"cmp"
	"slices"
	"strings"

	"pinhole/internal/article"
)

// wish holds the answers to the finder's questions.
type wish struct {
	devices []article.Device // empty: not sure
	brand   *article.Brand   // nil: not known
	model   string           // as typed; may be empty
	goals   []article.Goal   // empty: not known
	has     map[string]bool  // of belongings, whether the reader has them; those not known are missing
}

// candidate is a procedure that may suit the reader.
type candidate struct {
	article *article.Article
	missing []article.Need // what the reader lacks
	open    []article.Need // what the reader may have
	other   bool           // it is for other models than the reader's
}

// candidates returns the procedures for a wish, sorted: feasible ones first, then from the least to
// the most destructive.
func candidates(lib *article.Library, w wish) []candidate {
	var list []candidate
	for _, a := range lib.Articles {
		if a.Brand.General() || w.brand != nil && a.Brand != w.brand || !w.wants(a.Goal) {
			continue
		}
		if len(w.devices) > 0 && !slices.ContainsFunc(a.Devices, func(d article.Device) bool { return slices.Contains(w.devices, d) }) {
			continue
		}
		c := candidate{article: a, other: otherModel(a, w.model)}
		c.missing, c.open = w.unmet(a)
		list = append(list, c)
	}
	slices.SortStableFunc(list, func(x, y candidate) int {
		return cmp.Or(
			cmp.Compare(len(x.missing), len(y.missing)),
			compareBool(x.other, y.other),
			cmp.Compare(x.article.Destruction(), y.article.Destruction()),
			cmp.Compare(slices.Index(w.goals, x.article.Goal), slices.Index(w.goals, y.article.Goal)),
			cmp.Compare(len(x.open), len(y.open)),
			strings.Compare(x.article.Title, y.article.Title))
	})
	return list
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// askable reports whether the finder asks about a need. It does not ask about what nearly everybody
// has (a phone, a paper clip).
func askable(n article.Need) bool {
	return slices.ContainsFunc(belongings, func(b belonging) bool { return slices.Contains(b.needs, n) })
}

// asks returns the first belonging that meets a need, as the finder asks about it.
func asks(n article.Need) string {
	return belongings[slices.IndexFunc(belongings, func(b belonging) bool { return slices.Contains(b.needs, n) })].value
}

// notForAll returns the needs of an article that the finder asks about.
func notForAll(a *article.Article) []article.Need {
	return slices.DeleteFunc(slices.Clone(a.Needs), func(n article.Need) bool { return !askable(n) })
}

func (w wish) wants(g article.Goal) bool {
	if len(w.goals) == 0 {
		return g.Procedure()
	}
	return slices.Contains(w.goals, g)
}

// unmet returns the needs of an article that the reader cannot meet, and those that they may.
func (w wish) unmet(a *article.Article) (missing, open []article.Need) {
	for _, n := range notForAll(a) {
		met, may := false, false
		for _, b := range belongings {
			if slices.Contains(b.needs, n) {
				has, known := w.has[b.value]
				met, may = met || has, may || !known
			}
		}
		switch {
		case met:
		case may:
			open = append(open, n)
		default:
			missing = append(missing, n)
		}
	}
	return missing, open
}

// otherModel reports whether an article names models and the reader's is not among them.
func otherModel(a *article.Article, model string) bool {
	if article.PlainModel(model) == "" || len(a.Models) == 0 {
		return false
	}
	matches, _ := a.Matches(model)
	return !matches
}
