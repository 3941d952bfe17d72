package search

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"pinhole/internal/article"
)

// candidate is a part of a reader's text that may be a model number: neighbouring words, put
// together without separators. It begins where something written without spaces begins, so that it
// is never the end of another number.
type candidate struct {
	text  string // as article.PlainModel gives it
	words []token
	ends  []int   // of each word, in text
	begin []bool  // whether a word begins behind a space
	from  int     // place of the first word among all
	rest  []token // what is written without a space behind it
	cut   bool    // there is something
	whole bool    // the text has nothing else
}

const (
	maxParts    = 6  // words of one candidate
	maxNumber   = 40 // bytes of one candidate
	longestWord = 4  // letters of a word that may be a part of a number, such as DVR
)

// candidates returns every run of words that may be a number or the name of a product, the longest
// first. Begin says which words begin behind a space, heads which may stand before a number without
// one, as brands' names do.
func candidates(text string, begin []bool, words []token, heads []bool) []candidate {
	var list []candidate
	for n := min(maxParts, len(words)); n > 0; n-- {
		for from := range len(words) - n + 1 {
			if !begin[from] && !heads[from-1] {
				continue // it is the end of something
			}
			if n > 1 && strings.ContainsAny(text[words[from].start:words[from+n-1].start], betweenNumbers) {
				continue
			}
			c := newCandidate(words[from : from+n])
			if len(c.text) < minShort || len(c.text) > maxNumber {
				continue
			}
			c.begin, c.from = begin[from:from+n], from
			to := from + n
			for to < len(words) && !begin[to] {
				to++
			}
			c.rest = words[from+n : to]
			c.cut, c.whole = len(c.rest) > 0, n == len(words)
			if c.beside(0) || c.cut && besideWord(begin, words, from+n-1) {
				continue
			}
			list = append(list, c)
		}
	}
	return list
}

// betweenNumbers are marks that do not stand within numbers.
const betweenNumbers = ",;:|\"“”"

// beginnings says which words begin behind a space, or behind a mark that does not stand within
// numbers.
func beginnings(text string, words []token) []bool {
	list := make([]bool, len(words))
	for n, w := range words {
		if n == 0 {
			list[n] = true
			continue
		}
		last, _ := utf8.DecodeRuneInString(text[words[n-1].start:])
		list[n] = unspaced(last) || w.start < words[n-1].end ||
			strings.ContainsFunc(text[words[n-1].end:w.start], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(betweenNumbers, r) })
	}
	return list
}

func newCandidate(words []token) candidate {
	c := candidate{words: words}
	var b strings.Builder
	for _, w := range words {
		b.WriteString(article.PlainModel(w.word))
		c.ends = append(c.ends, b.Len())
	}
	c.text = b.String()
	return c
}

// lower returns the candidate as the vocabulary writes words.
func (c candidate) lower() string { return strings.ToLower(c.text) }

// to is the place behind its last word.
func (c candidate) to() int { return c.from + len(c.words) }

// mayBegin reports whether the candidate is enough of a number to be the beginning of one, and not
// "camera 2" or "30".
func (c candidate) mayBegin() bool {
	if !isNumber(c.text) {
		return hasDigit(c.text) && len(c.text) >= minDigits && len(c.words) == 1
	}
	for _, w := range c.words {
		if len(c.words) > 1 && !hasDigit(w.word) && len(w.word) > longestWord {
			return false
		}
	}
	return len(c.text) >= minModel
}

// within reports whether the candidate is a part of another.
func (c candidate) within(other candidate) bool {
	return c.from >= other.from && c.to() <= other.to()
}

// harmless reports whether what is written behind the candidate tells nothing of the model: a
// colour, a region, a lens, a version.
func (c candidate) harmless() bool {
	for _, w := range c.rest {
		if len(w.word) > 2 && !besideNumber.MatchString(w.word) {
			return false
		}
	}
	return true
}

// wordsFit reports whether the words behind the beginning of a pattern look like parts of a number,
// so that NC* does not take "nc reset 5", nor RLC-* "RLC-810A 2 cameras".
func (c candidate) wordsFit(p pattern) bool {
	if len(c.words) > 1 && c.begin[1] && !hasDigit(c.words[0].word) && p.literal > 0 && p.literal < c.ends[0] {
		return false // ACM-* does not take "Acme 5"
	}
	for i, w := range c.words {
		if i == 0 || !c.begin[i] || c.ends[i] <= p.literal {
			continue
		}
		switch digits := hasDigit(w.word); {
		case requestWords[w.word] || stopWords[w.word]:
			return false
		case c.ends[i-1] < p.asked: // the pattern takes it for a ?
		case c.beside(i):
			return false
		case !digits && len(w.word) > 2 && !productWords[w.word]:
			return false
		case !digits && deviceWords[w.word] != nil:
			return false
		case digits && !isNumber(w.word) && countDigits(c.text[:c.ends[i-1]]) >= minModel:
			return false
		}
	}
	return true
}

// beside reports whether what begins at a word is said beside a number and is no part of it: a
// lens, a resolution, a version.
func (c candidate) beside(at int) bool {
	end := at + 1
	for end < len(c.words) && !c.begin[end] {
		end++
	}
	return end == len(c.words) && !c.cut && saidBeside(c.words[at:end])
}

// besideWord says the same of what the word at a place is written together with.
func besideWord(begin []bool, words []token, at int) bool {
	from, to := at, at+1
	for !begin[from] {
		from--
	}
	for to < len(words) && !begin[to] {
		to++
	}
	return saidBeside(words[from:to])
}

func saidBeside(words []token) bool {
	return besideNumber.MatchString(strings.Join(wordsIn(words), "."))
}

var besideNumber = regexp.MustCompile(`^(\d{1,2}(\.\d+)?(k|p|ch|tb|v|w|s|sec|min|ft|m|mp|ghz|mm)|\d{3,4}p|\d+(gb|mb|fps|mm)|v(er|ersion)?\.?\d{1,2}(\.\d+)*|ver|version|firmware|fw|sn|eu|us|uk|au)$`)

// productWords are said behind the name of a product and belong to it.
var productWords = wordSet("pro plus max mini lite ultra eco poe kit hd")

// requestWords say what is wanted of a device and are never a part of its name.
var requestWords = wordSet(`reset resets resetting password passwords passcode pw pass login wifi wireless factory default defaults
	restore offline forgot forgotten lost sell selling setup reboot restart account locked admin manual app code email unlock`)

func countDigits(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
