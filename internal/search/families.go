package search

import (
	"slices"
	"strings"
	"unicode"

	"pinhole/internal/article"
)

// familyTable finds families by what stands on a label.
type familyTable struct {
	list     []*article.Family
	whole    *numbers          // the families' patterns, and the labels that their sources name
	headless *numbers          // without what a label may leave out: the "DS-" of DS-2CD*
	confused *numbers          // with O as 0 and I and L as 1
	spelling map[string]string // of labels that sources name, by their plain text
	examples []example         // by plain text
}

// example is a label that a source names.
type example struct {
	plain, label string
	family       *article.Family
}

const (
	minHeadless = 2 // characters that must be left of a pattern without its first part
	minAlone    = 3 // and where the brand is not named
)

func newFamilyTable(lib *article.Library) *familyTable {
	t := &familyTable{list: lib.Families(), whole: newNumbers(), headless: newNumbers(), confused: newNumbers(), spelling: map[string]string{}}
	for n, f := range t.list {
		place := int32(n)
		t.whole.addWhole(f.Pattern, place)
		if p, err := article.ParsePattern(unconfused(strings.ToUpper(f.Pattern.Text))); err == nil {
			t.confused.addWhole(p, place)
		}
		if p, ok := headless(f.Pattern); ok && !f.Short {
			t.headless.addWhole(p, place)
		}
		for _, label := range f.Examples {
			plain := article.PlainModel(label)
			t.whole.addText(plain, place)
			t.spelling[plain] = label
			t.examples = append(t.examples, example{plain, label, f})
		}
		for _, label := range f.Spoken {
			t.whole.addText(article.PlainModel(label), place)
		}
	}
	slices.SortStableFunc(t.examples, func(a, b example) int { return strings.Compare(a.plain, b.plain) })
	for _, n := range []*numbers{t.whole, t.headless, t.confused} {
		n.sort()
	}
	return t
}

// headless takes the first part off a pattern, if that is letters alone and enough is left.
func headless(p article.Pattern) (article.Pattern, bool) {
	text := strings.TrimLeft(p.Text, "*")
	at := strings.IndexAny(text, "- _")
	if at < 1 || strings.ContainsAny(text[:at], "*?0123456789") {
		return article.Pattern{}, false
	}
	rest := strings.TrimLeft(text[at:], "- _")
	if strings.IndexAny(rest, "*?") == 0 || len(article.PlainModel(rest)) < minHeadless {
		return article.Pattern{}, false
	}
	short, err := article.ParsePattern(rest)
	return short, err == nil
}

// find returns the families that a candidate names as it stands. A name without a digit is whole
// words.
func (t *familyTable) find(c candidate, left *int) []found {
	list := t.whole.taking(c, left)
	if hasDigit(c.text) {
		return list
	}
	return slices.DeleteFunc(list, func(f found) bool {
		return f.match == PatternModel && !slices.Contains(c.ends, literalOf(t.list[f.place].Pattern))
	})
}

// beginning returns the labels that begin so, sorted.
func (t *familyTable) beginning(plain string) []example {
	from, _ := slices.BinarySearchFunc(t.examples, plain, func(e example, s string) int { return strings.Compare(e.plain, s) })
	to := from
	for to < len(t.examples) && strings.HasPrefix(t.examples[to].plain, plain) {
		to++
	}
	return t.examples[from:to]
}

// knows reports whether a word is a label, or what labels begin with. It is no typing error then.
func (t *familyTable) knows(word string) bool {
	plain := article.PlainModel(word)
	return len(t.whole.exact[plain])+len(t.whole.patterns[plain]) > 0
}

// generic reports whether what is left of a family's pattern without its first part is a word for a
// device, such as NVR*, or too little to tell one brand from another.
func (t *familyTable) generic(place int32) bool {
	rest, _ := headless(t.list[place].Pattern)
	fixed := strings.ToLower(article.PlainModel(rest.Text))
	return len(fixed) < minAlone || deviceWords[fixed] != nil || !strings.ContainsFunc(fixed, unicode.IsLetter)
}

// literalOf counts the bytes before a pattern's first wildcard.
func literalOf(p article.Pattern) int {
	literal, _, _ := strings.Cut(strings.ReplaceAll(p.Text, "?", "*"), "*")
	return len(article.PlainModel(literal))
}

// near returns the families that one slip turns into the candidate. The first letter is right, and
// another digit is another number.
func (t *familyTable) near(c candidate, left *int) []found {
	read := c
	read.text = unconfused(c.text)
	list := t.confused.taking(read, left)
	if len(list) == 0 && len(c.text) >= minNearModel && isNumber(c.text) {
		for _, literal := range t.whole.literals {
			if len(literal) < minNearFamily || literal[0] != c.text[0] || !slipped(c.text, literal) {
				continue
			}
			for _, p := range t.whole.patterns[literal] {
				if p.asked <= len(c.text)+1 {
					list = append(list, found{p.place, NearModel, p.fixed})
				}
			}
		}
	}
	for n := range list {
		list[n].match = NearModel
	}
	return list
}

// minNearFamily is how many characters of the beginning of a pattern there must be for one of them
// to be wrong.
const minNearFamily = 5

// slipped reports whether a number begins with something that one slip makes of a pattern's
// beginning: two neighbours swapped, a letter missing or too many, a digit for a letter that looks
// like it. Any other letter or digit is another number.
func slipped(number, literal string) bool {
	for number != "" && literal != "" && number[0] == literal[0] {
		number, literal = number[1:], literal[1:]
	}
	switch {
	case literal == "":
		return true
	case len(literal) > 1 && !isDigit(literal[0]) && strings.HasPrefix(number, literal[1:]): // one is missing
		return true
	case number == "":
		return false
	case !isDigit(number[0]) && strings.HasPrefix(number[1:], literal): // one is too many
		return true
	case isDigit(number[0]) != isDigit(literal[0]) && strings.HasPrefix(number[1:], literal[1:]):
		return true
	}
	return len(number) > 1 && len(literal) > 1 && number[0] == literal[1] && number[1] == literal[0] && strings.HasPrefix(number[2:], literal[2:])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
