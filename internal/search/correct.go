package search

import (
	"cmp"
	"math/bits"
	"pinhole/internal/fold"
	"slices"
	"unicode/utf8"
)

// From this many letters on one typing error is forgiven, or two.
const (
	oneErrorFrom  = 4
	twoErrorsFrom = 8
)

// shape is a word of the vocabulary as typing errors are corrected to it.
type shape struct {
	word    string
	runes   []rune
	letters uint32 // a bit for each letter of the alphabet
}

// shapeOf leaves out numbers and names with digits: a wrong digit is another number.
func shapeOf(word string) (shape, bool) {
	n := utf8.RuneCountInString(word)
	if n < oneErrorFrom-1 || n > 30 || hasDigit(word) {
		return shape{}, false
	}
	s := shape{word: word, runes: []rune(word)}
	for _, r := range s.runes {
		s.letters |= 1 << (uint32(r) % 32)
	}
	return s, true
}

// correction is a word that the reader may have meant.
type correction struct {
	word  string
	edits int
}

// maxCorrections is how many words one typing error may stand for.
const maxCorrections = 4

// corrections returns the known words nearest to one that no article has, the likeliest first. good
// chooses between words that are equally near.
func (v *vocabulary) corrections(word string, good func(word string) int) []correction {
	s, ok := shapeOf(word)
	if !ok || len(s.runes) < oneErrorFrom {
		return nil
	}
	allowed := 1
	if len(s.runes) >= twoErrorsFrom {
		allowed = 2
	}
	var found []correction
	for _, other := range v.shapes {
		if abs(len(other.runes)-len(s.runes)) > allowed || bits.OnesCount32(other.letters^s.letters) > 2*allowed {
			continue
		}
		if edits := fold.Distance(s.runes, other.runes, allowed); edits <= allowed {
			if edits < allowed { // nothing farther is of use any more
				allowed = edits
				found = found[:0]
			}
			found = append(found, correction{other.word, edits})
		}
	}
	slices.SortFunc(found, func(a, b correction) int {
		return cmp.Or(
			cmp.Compare(b2i(a.word[0] != word[0]), b2i(b.word[0] != word[0])), // people get the first letter right
			cmp.Compare(good(b.word), good(a.word)),
			cmp.Compare(a.word, b.word))
	})
	return found[:min(len(found), maxCorrections)]
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func abs(n int) int { return max(n, -n) }
