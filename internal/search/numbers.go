package search

import (
	"maps"
	"slices"
	"strings"

	"pinhole/internal/article"
)

// numbers are the models and patterns of articles, to be looked up by what they begin with.
// Articles are named by their places in the Library.
type numbers struct {
	exact    map[string][]int32
	begins   []beginning          // of models and of patterns up to their first wildcard, sorted
	patterns map[string][]pattern // by what stands before the first wildcard
	literals []string             // the keys of patterns
	letters  []byte               // all that stand in exact
}

// beginning is a model, or one of its parts to its end, that a typed number may begin.
type beginning struct {
	text  string
	place int32
}

type pattern struct {
	article.Pattern
	place int32
}

func newNumbers() *numbers {
	return &numbers{exact: map[string][]int32{}, patterns: map[string][]pattern{}}
}

func (n *numbers) add(m article.Pattern, brand string, place int32) {
	literal := m.Text
	if at := strings.IndexAny(literal, "*?"); at >= 0 {
		literal = literal[:at]
	}
	plain := article.PlainModel(literal)
	for _, text := range partsOf(literal) {
		n.begins = append(n.begins, beginning{text, place})
	}
	if !m.Exact() {
		n.patterns[plain] = append(n.patterns[plain], pattern{m, place})
		return
	}
	n.exact[plain] = append(n.exact[plain], place)
	if bare, ok := withoutBrand(plain, brand); ok {
		n.exact[bare] = append(n.exact[bare], place)
	}
}

func (n *numbers) sort() {
	n.literals = slices.Sorted(maps.Keys(n.patterns))
	for model := range n.exact {
		n.letters = append(n.letters, model...)
		slices.Sort(n.letters)
		n.letters = slices.Compact(n.letters)
	}
	slices.SortFunc(n.begins, func(a, b beginning) int { return strings.Compare(a.text, b.text) })
}

// partsOf gives a model and what is left of it behind each separator, as long as that has letters
// and digits: the label may leave out what stands before it.
func partsOf(model string) []string {
	list := []string{article.PlainModel(model)}
	for i, t := range tokens(model) {
		if part := article.PlainModel(model[t.start:]); i > 0 && isNumber(part) && len(part) >= minModel {
			list = append(list, part)
		}
	}
	return list
}

// withoutBrand takes the brand's name off a model that begins with it: readers of "Wyze Cam v3"
// type "cam v3".
func withoutBrand(plain, brand string) (string, bool) {
	rest, ok := strings.CutPrefix(plain, article.PlainModel(brand))
	return rest, ok && len(rest) >= minModel && hasDigit(rest)
}

// beginWith gives the articles with a longer model that begins with a number.
func (n *numbers) beginWith(number string) []int32 {
	at, _ := slices.BinarySearchFunc(n.begins, number, func(b beginning, s string) int { return strings.Compare(b.text, s) })
	var list []int32
	for ; at < len(n.begins) && strings.HasPrefix(n.begins[at].text, number); at++ {
		list = append(list, n.begins[at].place)
	}
	return list
}

// taking gives the articles with a pattern that takes a number.
func (n *numbers) taking(c candidate) []int32 {
	var list []int32
	for end := range len(c.text) + 1 {
		for _, p := range n.patterns[c.text[:end]] {
			if p.Matches(c.text) && c.wordsFit(end) {
				list = append(list, p.place)
			}
		}
	}
	return list
}
