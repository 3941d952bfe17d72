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
	longest int                       // words of the longest name
	inOrder []namedBrand              // of the Library
}

type namedBrand struct {
	brand *article.Brand
	plain []string // its names as they are typed, without case, accents and anything between letters and digits
}

func newBrandNames(lib *article.Library, s *speech) *brandNames {
	names := &brandNames{speech: s, byName: map[string]*article.Brand{}}
	for _, b := range lib.Brands {
		if b.General() {
			continue
		}
		named := namedBrand{brand: b}
		for _, name := range namesOf(b) {
			named.plain = append(named.plain, fold.Text(article.PlainModel(name)))
			words := tokens(name)
			if plain := joined(words); plain != "" && names.byName[plain] == nil {
				names.byName[plain] = b
				names.longest = max(names.longest, len(words))
			}
		}
		names.inOrder = append(names.inOrder, named)
	}
	return names
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

// at gives the brand with whose name the words begin, and how many of them that name takes.
func (names *brandNames) at(words []string) (*article.Brand, int) {
	for n := min(names.longest, len(words)); n > 0; n-- {
		if b := names.byName[strings.Join(words[:n], "")]; b != nil {
			return b, n
		}
	}
	return nil, 0
}

// isWord says whether a word is a brand's whole name.
func (names *brandNames) isWord(word string) bool { return names.byName[word] != nil }

// nearest gives the brand whose name looks most like one of the words, or nil when none does. At
// most a third of the letters may be wrong.
func (names *brandNames) nearest(words []string) *article.Brand {
	var best *article.Brand
	var bestName string
	least := maxNameErrors + 1
	for _, word := range words[:min(len(words), maxUnits)] {
		letters := []rune(word)
		for name, b := range names.byName {
			d := distance(letters, []rune(name), min(maxNameErrors, len(letters)/3))
			if d <= min(maxNameErrors, len(letters)/3) && (d < least || d == least && name < bestName) {
				best, bestName, least = b, name, d
			}
		}
	}
	return best
}

const maxNameErrors = 3

// beginning gives at most n brands of which a name begins so.
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
