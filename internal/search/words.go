package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pinhole/internal/fold"
)

// token is one word of a text: letters and digits without anything between them.
type token struct {
	word       string // in small letters, without accents
	start, end int    // bytes of the text
	glued      bool   // nothing but one hyphen, full stop or the like stands between it and the token before
}

// tokens cuts a text into words. An apostrophe does not end a word; what the English write behind it is dropped.
func tokens(text string) []token {
	list := make([]token, 0, len(text)/5) // about so many
	eachToken(text, func(t token) { list = append(list, t) })
	return list
}

func eachToken(text string, do func(token)) {
	last := -1 // end of the token before
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !wordRune(r) {
			at += size
			continue
		}
		t := token{start: at, end: wordEnd(text, at)}
		t.word = folded(text[t.start:t.end])
		t.glued = last >= 0 && glue(text[last:t.start])
		if t.word != "" { // more than accents without a letter
			do(t)
		}
		at, last = t.end, t.end
	}
}

// wordEnd gives the end of the word that begins at a place.
func wordEnd(text string, at int) int {
	end := at
	for n, r := range text[at:] {
		switch {
		case wordRune(r):
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

// glue says whether a separator holds the parts of one name or number together.
func glue(between string) bool {
	switch between {
	case "-", "_", ".", "‑":
		return true
	}
	return false
}

// folded gives a word without case and accents; what the English write behind an apostrophe is dropped.
func folded(word string) string {
	word = fold.Text(word)
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

// indexed gives the words of a text as they are indexed: every word, and glued ones as a single word as well, so that "Wi-Fi" is
// found by "wifi" and "N841-A81" by "n841a81". Stop words are left out.
func (s *speech) indexed(text string, add func(word string)) {
	list := tokens(text)
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].glued {
			to++
		}
		for _, t := range list[from:to] {
			if !s.stop[t.word] {
				add(t.word)
			}
		}
		if n := to - from; n > 1 && n <= maxJoined {
			add(joined(list[from:to]))
		}
		from = to
	}
}

func joined(list []token) string {
	var b strings.Builder
	for _, t := range list {
		b.WriteString(t.word)
	}
	return b.String()
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
