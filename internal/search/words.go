package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pinhole/internal/fold"
)

// token is one word of a text: letters and digits without anything between them. In scripts that do
// not set spaces between words, each two neighbouring characters are a word.
type token struct {
	word       string // without case and accents
	start, end int    // bytes of the text
	second     int    // where the second character of such a pair begins; 0: it is none
	glued      bool   // nothing but one hyphen, full stop or the like stands between it and the token before
}

// tokens cuts a text into words. An apostrophe does not end a word; what the English write behind
// it is dropped.
func tokens(text string) []token {
	list := make([]token, 0, len(text)/5) // about so many
	eachToken(text, func(t token) {
		if t.word = folded(text[t.start:t.end]); t.word != "" { // more than accents without a letter
			list = append(list, t)
		}
	})
	return list
}

// eachToken calls do for each word of a text, with an empty token.word.
func eachToken(text string, do func(token)) {
	last := -1 // end of the token before
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case !wordRune(r):
			at += size
			continue
		case unspaced(r):
			at = eachPair(text, at, do)
		default:
			t := token{start: at, end: wordEnd(text, at)}
			t.glued = last >= 0 && glue(text[last:t.start])
			do(t)
			at = t.end
		}
		last = at
	}
}

// eachPair calls do for each pair of characters of the run that begins at a place, or for its only
// character. It returns the end of the run.
func eachPair(text string, at int, do func(token)) (end int) {
	start, second := at, 0
	for {
		end = characterEnd(text, at)
		r, _ := utf8.DecodeRuneInString(text[end:])
		more := unspaced(r)
		switch {
		case second > 0:
			do(token{start: start, end: end, second: second})
			start = second
		case !more:
			do(token{start: start, end: end})
		}
		if !more {
			return end
		}
		at, second = end, end
	}
}

// characterEnd returns the end of the character at a place: a letter with its marks.
func characterEnd(text string, at int) int {
	_, size := utf8.DecodeRuneInString(text[at:])
	for end := at + size; ; end += size {
		var r rune
		if r, size = utf8.DecodeRuneInString(text[end:]); !attached(r) {
			return end
		}
	}
}

// attached reports whether a character belongs to the letter before it: marks, and the vowels of
// Thai and Lao that compatibility forms take apart into a mark and a vowel.
func attached(r rune) bool {
	switch r {
	case 'ะ', 'า', 'ำ', 'ະ', 'າ', 'ຳ':
		return true
	}
	return r >= utf8.RuneSelf && unicode.IsMark(r)
}

// unspaced reports whether a letter belongs to a script that does not set spaces between words.
func unspaced(r rune) bool {
	const longVowel = 'ー' // of no script, as it serves two
	return r >= 'ก' && (r == longVowel || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}

// wordEnd returns the end of the word that begins at a place.
func wordEnd(text string, at int) int {
	end := at
	for n, r := range text[at:] {
		switch {
		case wordRune(r) && !unspaced(r):
			end = at + n + utf8.RuneLen(r)
		case !apostrophe(r):
			return end
		}
	}
	return end
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

// glue reports whether a separator holds the parts of one name or number together.
func glue(between string) bool {
	switch between {
	case "-", "_", ".", "‑":
		return true
	}
	return false
}

// folded returns a word without case and accents; what the English write behind an apostrophe is
// dropped, and so is the space that stands for a mark without a letter in compatibility forms.
func folded(word string) string {
	word = strings.ReplaceAll(fold.Text(word), " ", "")
	if at := strings.IndexFunc(word, apostrophe); at >= 0 {
		head, tail := word[:at], strings.TrimLeftFunc(word[at:], apostrophe)
		if tail == "s" {
			return head
		}
		return head + tail
	}
	return word
}

// maxJoined is how many glued tokens count as one word as well.
const maxJoined = 4

// eachIndexed calls add for the words of a text as they are indexed: every word, glued ones as a
// single word as well, so that "Wi-Fi" is found by "wifi" and "N841-A81" by "n841a81", and the
// characters of pairs, so that one alone is found. The words are not folded.
func eachIndexed(text string, add func(word string)) {
	var before token
	glued := 0 // tokens that hold together
	parts := make([]string, 0, maxJoined)
	flush := func() {
		if glued > 1 && glued <= maxJoined {
			add(strings.Join(parts, ""))
		}
	}
	eachToken(text, func(t token) {
		if before.second > 0 && before.second != t.start {
			add(text[before.second:before.end])
		}
		if !t.glued {
			flush()
			glued, parts = 0, parts[:0]
		}
		add(text[t.start:t.end])
		if t.second > 0 {
			add(text[t.start:t.second])
		}
		if glued++; glued <= maxJoined {
			parts = append(parts, folded(text[t.start:t.end]))
		}
		before = t
	})
	flush()
	if before.second > 0 {
		add(text[before.second:before.end])
	}
}

// joined puts words together without anything between them.
func joined(list []token) string {
	var b strings.Builder
	for _, t := range list {
		b.WriteString(t.word)
	}
	return b.String()
}

func isDigits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
