package search

import (
	"strings"

	"pinhole/internal/article"
)

// candidate is a part of a reader's text that may be a model number: neighbouring words, put
// together without separators.
type candidate struct {
	text  string // as article.PlainModel gives it
	words []token
	ends  []int // of each word, in text
}

const (
	maxParts    = 5  // words of one candidate
	maxNumber   = 40 // bytes of one candidate
	longestWord = 4  // letters of a word that may be a part of a number, such as DVR
)

// candidates gives every run of words with a digit in it, the longest first.
func candidates(words []token) []candidate {
	var list []candidate
	for n := min(maxParts, len(words)); n > 0; n-- {
		for from := range len(words) - n + 1 {
			if c, ok := newCandidate(words[from : from+n]); ok {
				list = append(list, c)
			}
		}
	}
	return list
}

func newCandidate(words []token) (candidate, bool) {
	c := candidate{words: words}
	var b strings.Builder
	for _, w := range words {
		b.WriteString(article.PlainModel(w.word))
		c.ends = append(c.ends, b.Len())
	}
	c.text = b.String()
	return c, len(c.text) >= minModel && len(c.text) <= maxNumber && hasDigit(c.text)
}

// lower gives the candidate as the vocabulary writes words.
func (c candidate) lower() string { return strings.ToLower(c.text) }

// mayBegin says whether the candidate is enough of a number to be the beginning of one, and not
// "camera 2" or "30".
func (c candidate) mayBegin() bool {
	if !isNumber(c.text) {
		return len(c.text) >= minDigits && len(c.words) == 1
	}
	for _, w := range c.words {
		if len(c.words) > 1 && !hasDigit(w.word) && len(w.word) > longestWord {
			return false
		}
	}
	return true
}

// within says whether the candidate is a part of another.
func (c candidate) within(other candidate) bool {
	return c.words[0].start >= other.words[0].start && c.words[len(c.words)-1].end <= other.words[len(other.words)-1].end
}

// wordsFit says whether the words behind the plain part of a pattern look like parts of a number,
// so that NC* does not take "nc reset 5".
func (c candidate) wordsFit(literal int) bool {
	for i, w := range c.words {
		if i > 0 && c.ends[i] > literal && !hasDigit(w.word) && len(w.word) > 2 {
			return false
		}
	}
	return true
}
