package search

import (
	"slices"
	"strings"

	"pinhole/internal/article"
)

// otherNames finds the brands that no article covers.
type otherNames struct {
	byName  map[string]*article.OtherBrand // without case, accents and anything between the words
	longest int                            // words of the longest name
}

func newOtherNames(lib *article.Library) *otherNames {
	names := &otherNames{byName: map[string]*article.OtherBrand{}}
	for _, b := range lib.OtherBrands() {
		for _, name := range slices.Concat([]string{b.Name}, b.Aliases) {
			words := tokens(name)
			if plain := joined(words); plain != "" && names.byName[plain] == nil {
				names.byName[plain] = b
				names.longest = max(names.longest, len(words))
			}
		}
	}
	return names
}

// otherMention is the name of a brand that no article covers in a list of words.
type otherMention struct {
	brand    *article.OtherBrand
	from, to int
}

// in returns the first brand that words name; its brand is nil where they name none. A name that is
// an ordinary word counts where it stands alone, or beside a word for a device or a number. Starts
// says where a name may begin.
func (names *otherNames) in(words []string, starts []bool) otherMention {
	for from := range words {
		for n := min(names.longest, len(words)-from); n > 0 && starts[from]; n-- {
			b := names.byName[strings.Join(words[from:from+n], "")]
			if b == nil || b.Word && len(words) > n && !besideDevice(words, from, from+n) {
				continue
			}
			return otherMention{b, from, from + n}
		}
	}
	return otherMention{}
}

func besideDevice(words []string, from, to int) bool {
	device := func(w string) bool {
		_, there := deviceWords[w]
		return there || isNumber(w)
	}
	return from > 0 && device(words[from-1]) || to < len(words) && device(words[to])
}
