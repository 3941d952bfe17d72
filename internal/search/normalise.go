package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Normalise returns the form under which searches are counted: case and spaces do not count, nor
// does what stands behind the first MaxText code points. Equal searches have equal forms. Nothing
// is redacted.
func Normalise(text string) string {
	return bound(cases.Fold().String(clean(text)))
}

// clean bounds a reader's text and makes it one line in compatibility form, without what cannot be
// seen.
func clean(text string) string {
	text = norm.NFKC.String(strings.ToValidUTF8(bound(text), " "))
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs): // joiners, direction marks, private use
			return -1
		}
		return r
	}, text)
	return bound(strings.Join(strings.Fields(text), " "))
}

// bound cuts a text behind MaxText code points, without reading further.
func bound(text string) string {
	n := 0
	for at := range text {
		if n == MaxText {
			return strings.TrimSpace(text[:at])
		}
		n++
	}
	return text
}
