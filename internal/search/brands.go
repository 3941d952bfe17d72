package search

import (
	"slices"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/fold"
)

// brandNames finds the brands that a text names, by any of their names and however these are
// written: "Night Owl", "nightowl".
type brandNames struct {
	speech  *speech
	byName  map[string]*article.Brand // without case, accents and anything between the words
	byStem  map[string]string         // names of one word, by its stem
	pairs   []namePair                // names of two words
	longest int                       // words of the longest name
	inOrder []namedBrand              // of the Library
}

// namePair is a name of two words.
type namePair struct {
	words  [2]string
	joined []rune
}

type namedBrand struct {
	brand *article.Brand
	plain []string // its names as they are typed, without case, accents and anything between letters and digits
}

func newBrandNames(lib *article.Library, s *speech) *brandNames {
	names := &brandNames{speech: s, byName: map[string]*article.Brand{}, byStem: map[string]string{}}
	for _, b := range lib.Brands {
		if b.General() {
			continue
		}
		named := namedBrand{brand: b}
		for _, name := range namesOf(b) {
			named.plain = append(named.plain, fold.Text(article.PlainModel(name)))
			words := tokens(name)
			plain := joined(words)
			if plain != "" && names.byName[plain] == nil {
				names.byName[plain] = b
				names.longest = max(names.longest, len(words))
			}
			names.addTypable(words, plain)
		}
		names.inOrder = append(names.inOrder, named)
	}
	return names
}

// addTypable notes a name for the correction of typing errors.
func (names *brandNames) addTypable(words []token, plain string) {
	switch len(words) {
	case 1:
		if stem := names.speech.stem(plain); names.byStem[stem] == "" {
			names.byStem[stem] = plain
		}
	case 2:
		names.pairs = append(names.pairs, namePair{[2]string{words[0].word, words[1].word}, []rune(plain)})
	}
}

// oneWord returns the name of one word that differs from a word in an ending alone, as no plural
// does: "eufi", "nightowll".
func (names *brandNames) oneWord(word string) string {
	name := names.byStem[names.speech.stem(word)]
	if name == "" || word == name+"s" || fold.Distance([]rune(word), []rune(name), 1) != 1 {
		return ""
	}
	return name
}

// twoWords returns the name of two words that is nearest to two others: "night owll", "swich bot".
func (names *brandNames) twoWords(first, second string) (words [2]string, ok bool) {
	typed := []rune(first + second)
	if len(typed) <= oneErrorFrom || hasDigit(first+second) {
		return words, false
	}
	allowed := 1
	if len(typed) >= twoErrorsFrom {
		allowed = 2
	}
	for _, p := range names.pairs {
		if p.joined[0] != typed[0] {
			continue
		}
		if d := fold.Distance(typed, p.joined, allowed); d <= allowed {
			words, allowed, ok = p.words, d-1, true
		}
	}
	return words, ok
}

// mention is a brand's name in a list of words.
type mention struct {
	brand    *article.Brand
	from, to int
}

// in finds the names of brands in a list of words. The longest name counts: "circle 2" before
// "circle". A name that is one stop word, such as "it", is one only where nothing else stands.
func (names *brandNames) in(words []string) []mention {
	var found []mention
	for from := 0; from < len(words); {
		b, length := names.at(words[from:])
		if b != nil && (length > 1 || len(words) == 1 || !names.speech.stop[words[from]]) {
			found = append(found, mention{b, from, from + length})
		}
		from += max(length, 1)
	}
	return found
}

// brandsOf lists the brands that are mentioned, each once.
func brandsOf(mentions []mention) []*article.Brand {
	var list []*article.Brand
	for _, m := range mentions {
		if !slices.Contains(list, m.brand) {
			list = append(list, m.brand)
		}
	}
	return list
}

// at returns the brand with whose name the words begin, and how many of them that name takes.
func (names *brandNames) at(words []string) (*article.Brand, int) {
	for n := min(names.longest, len(words)); n > 0; n-- {
		if b := names.byName[strings.Join(words[:n], "")]; b != nil {
			return b, n
		}
	}
	return nil, 0
}

// isWord reports whether a word is a brand's whole name.
func (names *brandNames) isWord(word string) bool { return names.byName[word] != nil }

// nearest returns the brand whose name looks most like one of the words, or nil when none does. At
// most a third of the letters may be wrong.
func (names *brandNames) nearest(words []string) *article.Brand {
	var best *article.Brand
	var bestName string
	least := maxNameErrors + 1
	for _, word := range words[:min(len(words), maxUnits)] {
		letters := []rune(word)
		for name, b := range names.byName {
			d := fold.Distance(letters, []rune(name), min(maxNameErrors, len(letters)/3))
			if d <= min(maxNameErrors, len(letters)/3) && (d < least || d == least && name < bestName) {
				best, bestName, least = b, name, d
			}
		}
	}
	return best
}

const maxNameErrors = 3

// beginning returns at most n brands of which a name begins so.
func (names *brandNames) beginning(plain string, n int) []*article.Brand {
	var list []*article.Brand
	for _, named := range names.inOrder {
		if len(list) == n {
			break
		}
		if slices.ContainsFunc(named.plain, func(name string) bool { return strings.HasPrefix(name, plain) }) {
			list = append(list, named.brand)
		}
	}
	return list
}

func namesOf(b *article.Brand) []string { return append([]string{b.Name, b.Slug}, b.Aliases...) }
