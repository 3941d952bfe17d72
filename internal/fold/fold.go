// Package fold gives texts one form for comparison: letter case and accents do not count.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Text returns a text without letter case and accents, by the rules of Unicode and not of any one
// language: full case folding (ß is ss, final sigma is sigma), compatibility forms as plain ones
// (full-width letters, ligatures), no combining marks, and the Turkish i's as i. Marks that make
// another letter (Japanese dakuten, vowel signs of Indian scripts) stay. Characters that cannot be
// seen are removed. Everything else, white space and punctuation too, stays. Folding twice changes
// nothing. Bytes that are no UTF-8 become U+FFFD.
func Text(text string) string {
	if ascii(text) {
		return strings.ToLower(text)
	}
	text = norm.NFKD.String(strings.ToValidUTF8(text, string(utf8.RuneError)))
	text = cases.Fold().String(strings.Map(withoutMark, text))
	text = plainLetters.Replace(strings.Map(withoutMark, norm.NFKD.String(text)))
	return norm.NFC.String(text)
}

// ascii reports whether a text has ASCII characters alone.
func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// withoutMark drops accents and invisible characters of a decomposed text. Accents belong to no
// script of their own; the Japanese voicing marks do not either, but か and が are two letters.
func withoutMark(r rune) rune {
	const voiced, halfVoiced = '\u3099', '\u309A'
	switch {
	case r < utf8.RuneSelf || r == voiced || r == halfVoiced:
		return r
	case unicode.Is(unicode.Mn, r) && unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Greek, unicode.Cyrillic), Invisible(r):
		return -1
	}
	return r
}

// plainLetters replaces letters with a stroke and the like, which Unicode does not decompose.
var plainLetters = strings.NewReplacer("ı", "i", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "ħ", "h", "ŧ", "t", "æ", "ae", "œ", "oe", "þ", "th")
