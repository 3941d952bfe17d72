package search

import (
	"slices"
	"strings"
	"unicode"

	"pinhole/internal/article"
)

// modelTable finds articles by model numbers. Case and separators do not count in it. A model
// number has a digit; product names without one are found as full text. It names articles by their
// places in the Library, so that one table serves all Libraries with the same models in the same
// places: few changes are of models.
type modelTable struct {
	plain    *numbers
	confused *numbers // with O as 0 and I and L as 1
	all      []namedModel
	made     []modelsOf // by place
}

// modelsOf is what the table holds of an article.
type modelsOf struct {
	brand  string // its name
	models []article.Pattern
}

// namedModel is a model or pattern as its author wrote it, with the place of the first article that
// names it.
type namedModel struct {
	pattern article.Pattern
	plain   string
	place   int32
}

const (
	minModel      = 3      // letters and digits of a number that is looked up
	minShort      = 2      // and of one that counts beside its brand's name
	minDigits     = 4      // of a number without letters that is looked up as a model's beginning
	minNearModel  = 5      // of a number in which one character may be wrong
	maxLookedNear = 16     // parts of a text that are held against all models
	maxHeldNear   = 50_000 // patterns that one text is held against
	minNearPrefix = 4      // of the beginning of a pattern in which one character may be wrong
)

// modelTableOf returns the table of a Library. It is the former one (nil where there is none) if
// that holds the same.
func modelTableOf(lib *article.Library, former *modelTable) *modelTable {
	if former != nil && slices.EqualFunc(former.made, lib.Articles, modelsOf.are) {
		return former
	}
	t := &modelTable{plain: newNumbers(), confused: newNumbers(), made: make([]modelsOf, len(lib.Articles))}
	first := map[string]int32{}
	for n, a := range lib.Articles {
		place := int32(n)
		t.made[n] = modelsOf{a.Brand.Name, a.Models}
		for _, m := range a.Models {
			t.plain.add(m, a.Brand.Name, place)
			if c, err := article.ParsePattern(unconfused(strings.ToUpper(m.Text))); err == nil {
				t.confused.add(c, a.Brand.Name, place)
			}
			plain := article.PlainModel(m.Text)
			if _, named := first[plain]; !named {
				first[plain] = place
			}
		}
	}
	t.plain.sort()
	t.confused.sort()
	for _, m := range lib.Models() {
		plain := article.PlainModel(m.Text)
		t.all = append(t.all, namedModel{m, plain, first[plain]})
	}
	slices.SortStableFunc(t.all, func(a, b namedModel) int { return strings.Compare(a.plain, b.plain) })
	return t
}

func (m modelsOf) are(a *article.Article) bool {
	return m.brand == a.Brand.Name && slices.Equal(m.models, a.Models)
}

// isNumber reports whether a text has letters and digits, as most model numbers do.
func isNumber(s string) bool { return hasDigit(s) && strings.ContainsFunc(s, unicode.IsLetter) }

// unconfused gives one form to what readers take for one another on a small label.
func unconfused(model string) string { return confusion.Replace(model) }

var confusion = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// match returns the articles with a model that a candidate names as it stands.
func (t *modelTable) match(c candidate, left *int) []found {
	if !hasDigit(c.text) || len(c.text) < minModel {
		return nil
	}
	list := t.plain.taking(c, left)
	if c.mayBegin() && !c.cut {
		for _, place := range t.plain.beginWith(c.text) {
			list = append(list, found{place, PrefixModel, len(c.text)})
		}
	}
	return list
}

// near returns what a number answers to after a slip of the eye or one wrong character.
func near(c candidate, plain, confused *numbers, begin bool, left *int) []found {
	read := c
	read.text = unconfused(c.text)
	list := confused.taking(read, left)
	if begin {
		for _, place := range confused.beginWith(read.text) {
			list = append(list, found{place, PrefixModel, len(c.text)})
		}
	}
	if len(list) == 0 && len(c.text) >= minNearModel && isNumber(c.text) {
		list = plain.oneEdit(c)
	}
	for n := range list {
		list[n].match = NearModel
	}
	return list
}

// oneEdit returns what one wrong character turns into the candidate.
func (n *numbers) oneEdit(c candidate) []found {
	var list []found
	for model := range oneEditFrom(c.text, n.letters) {
		for _, place := range n.exact[string(model)] {
			list = append(list, found{place, NearModel, len(c.text)})
		}
	}
	for _, literal := range n.literals {
		if len(literal) >= minNearPrefix && nearPrefix(c.text, literal) {
			for _, p := range n.patterns[literal] {
				list = append(list, found{p.place, NearModel, p.fixed})
			}
		}
	}
	return list
}

// beginning returns the models and patterns that begin so, sorted.
func (t *modelTable) beginning(plain string) []namedModel {
	at, _ := slices.BinarySearchFunc(t.all, plain, func(m namedModel, s string) int { return strings.Compare(m.plain, s) })
	end := at
	for end < len(t.all) && strings.HasPrefix(t.all[end].plain, plain) {
		end++
	}
	return t.all[at:end]
}
