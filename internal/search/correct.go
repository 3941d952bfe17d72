package search

import (
	"cmp"
	"math/bits"
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
		if edits := distance(s.runes, other.runes, allowed); edits <= allowed {
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

// distance counts letters that are wrong, missing, too many or swapped with their neighbour. Above
// limit it gives limit+1.
func distance(a, b []rune, limit int) int {
	if abs(len(a)-len(b)) > limit {
		return limit + 1
	}
	var rows [3][64]int
	if len(b) >= len(rows[0]) {
		return limit + 1
	}
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	before := 0 // the least of the row above
	for i := 1; i <= len(a); i++ {
		row, above, twoAbove := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			d := min(above[j]+1, row[j-1]+1, above[j-1]+b2i(a[i-1] != b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, twoAbove[j-2]+1)
			}
			row[j] = d
			best = min(best, d)
		}
		if best > limit && before >= limit { // letters may still be swapped with those of the row above
			return limit + 1
		}
		before = best
	}
	return min(rows[len(a)%3][len(b)], limit+1)
}
