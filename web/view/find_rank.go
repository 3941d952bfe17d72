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
	goals   []article.Goal
	have    map[article.Need]bool
}

// candidate is a procedure that may suit the reader.
type candidate struct {
	article *article.Article
	missing []article.Need // what the reader lacks
	other   bool           // it is for other models than the reader's
}

// candidates returns the procedures for a wish, sorted: feasible ones first, then from least to
// most destructive.
func candidates(lib *article.Library, w wish) []candidate {
	var list []candidate
	for _, a := range lib.Articles {
		if a.Brand.General() || w.brand != nil && a.Brand != w.brand || !slices.Contains(w.goals, a.Goal) {
			continue
		}
		if len(w.devices) > 0 && !slices.ContainsFunc(a.Devices, func(d article.Device) bool { return slices.Contains(w.devices, d) }) {
			continue
		}
		list = append(list, candidate{article: a, missing: lacks(a, w.have), other: otherModel(a, w.model)})
	}
	slices.SortStableFunc(list, func(x, y candidate) int {
		return cmp.Or(
			cmp.Compare(len(x.missing), len(y.missing)),
			compareBool(x.other, y.other),
			cmp.Compare(slices.Index(w.goals, x.article.Goal), slices.Index(w.goals, y.article.Goal)),
			cmp.Compare(x.article.Destruction(), y.article.Destruction()),
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

func lacks(a *article.Article, have map[article.Need]bool) []article.Need {
	var missing []article.Need
	for _, n := range a.Needs {
		if askable(n) && !have[n] {
			missing = append(missing, n)
		}
	}
	return missing
}

// otherModel reports whether an article names models and the reader's is not among them.
func otherModel(a *article.Article, model string) bool {
	if article.PlainModel(model) == "" || len(a.Models) == 0 {
		return false
	}
	matches, _ := a.Matches(model)
	return !matches
}
