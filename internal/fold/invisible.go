package fold

import "unicode"

// Invisible reports whether a character shows nothing and takes no place of its own: zero-width
// and bidirectional controls, the soft hyphen, variation selectors, fillers and the blank Braille
// pattern. White space is not meant.
func Invisible(r rune) bool {
	const blankBraille = '\u2800'
	return r == blankBraille || unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
