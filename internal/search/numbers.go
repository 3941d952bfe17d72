package search

import (
	"maps"
	"slices"
	"strings"

	"pinhole/internal/article"
)

// numbers are models and patterns, to be looked up by what they begin with. What they belong to is
// named by its place in a list: of the Library's articles, or of its families.
type numbers struct {
	exact    map[string][]int32
	begins   []beginning          // of models and of patterns up to their first wildcard, sorted
	patterns map[string][]pattern // by what stands before the first wildcard
	within   map[string][]pattern // of patterns that begin with a wildcard, by the beginning of their longest fixed part
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
	asked   int    // bytes that it takes at least, up to its first *
	part    string // the longest of its fixed parts, where it begins with a wildcard
	literal int    // bytes before its first wildcard
	fixed   int    // characters beside the wildcards
	place   int32
}

// found is a model or pattern that a number answers to.
type found struct {
	place int32
	match ModelMatch
	fixed int
}

const (
	gram        = 3      // bytes by which patterns that begin with a wildcard are found
	maxPatterns = 20_000 // that the numbers of one text are held against
)

func newNumbers() *numbers {
	return &numbers{exact: map[string][]int32{}, patterns: map[string][]pattern{}, within: map[string][]pattern{}}
}

// add adds a model or a pattern of a brand's devices.
func (n *numbers) add(m article.Pattern, brand string, place int32) {
	literal := m.Text
	if at := strings.IndexAny(literal, "*?"); at >= 0 {
		literal = literal[:at]
	}
	for _, text := range partsOf(literal) {
		n.begins = append(n.begins, beginning{text, place})
	}
	n.addWhole(m, place)
	if !m.Exact() {
		return
	}
	if bare, ok := withoutBrand(article.PlainModel(m.Text), brand); ok {
		n.exact[bare] = append(n.exact[bare], place)
	}
}

// addWhole adds a model or a pattern that counts only as a whole.
func (n *numbers) addWhole(m article.Pattern, place int32) {
	plain := article.PlainModel(m.Text)
	if m.Exact() {
		n.addText(plain, place)
		return
	}
	at := strings.IndexAny(m.Text, "*?")
	literal := article.PlainModel(m.Text[:at])
	p := pattern{Pattern: m, asked: len(literal), literal: len(literal), fixed: len([]rune(plain)), place: place}
	for _, r := range m.Text[at:] {
		if r == '*' {
			break
		}
		p.asked++
	}
	if literal != "" {
		n.patterns[literal] = append(n.patterns[literal], p)
		return
	}
	key := ""
	for part := range strings.FieldsFuncSeq(m.Text, func(r rune) bool { return r == '*' || r == '?' }) {
		if part = article.PlainModel(part); len(part) > len(key) {
			key = part
		}
	}
	p.part = key
	key = key[:min(gram, len(key))]
	n.within[key] = append(n.within[key], p)
}

// addText adds a number that has no wildcard, as article.PlainModel gives it.
func (n *numbers) addText(plain string, place int32) {
	if plain != "" && !slices.Contains(n.exact[plain], place) {
		n.exact[plain] = append(n.exact[plain], place)
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

// partsOf returns a model and what is left of it behind each separator, as long as that has letters
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

// beginWith returns what has a longer model that begins with a number.
func (n *numbers) beginWith(number string) []int32 {
	at, _ := slices.BinarySearchFunc(n.begins, number, func(b beginning, s string) int { return strings.Compare(b.text, s) })
	var list []int32
	for ; at < len(n.begins) && strings.HasPrefix(n.begins[at].text, number); at++ {
		list = append(list, n.begins[at].place)
	}
	return list
}

// taking returns what has the number, or a pattern that takes it. It holds it against as many
// patterns as are left and counts them down.
func (n *numbers) taking(c candidate, left *int) []found {
	var list []found
	for _, place := range n.exact[c.text] {
		list = append(list, found{place, ExactModel, len([]rune(c.text))})
	}
	take := func(patterns []pattern) {
		for _, p := range patterns[:min(len(patterns), *left)] {
			*left--
			if !strings.Contains(c.text, p.part) {
				continue
			}
			if p.Matches(c.text) && c.wordsFit(p) {
				list = append(list, found{p.place, PatternModel, p.fixed})
			}
		}
	}
	for end := 1; end <= len(c.text); end++ {
		take(n.patterns[c.text[:end]])
	}
	if len(n.within) > 0 {
		for from := range c.text {
			for size := 1; size <= gram && from+size <= len(c.text); size++ {
				take(n.within[c.text[from:from+size]])
			}
		}
	}
	return list
}
