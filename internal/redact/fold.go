package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	textfold "pinhole/internal/fold"
)

// Bytes that stand for code points outside ASCII in a folded text.
const (
	otherLetter = 0x80 + iota
	otherSymbol
	marker // a whole "[… removed]"
)

// folded is a text made plain to look at: one byte for each code point, with
// look-alikes made ASCII and what cannot be seen left out.
type folded struct {
	text []byte
	at   []int32 // where each byte's code point begins in the original; the last is its end
}

func fold(original string) folded {
	f := folded{text: make([]byte, 0, len(original)), at: make([]int32, 0, len(original)+1)}
	for i := 0; i < len(original); {
		c, size := original[i], 1
		switch {
		case c == '[':
			if n := markerAt(original[i:]); n > 0 {
				c, size = marker, n
			}
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(original[i:])
			c = foldRune(r)
		}
		if c != 0 {
			f.text = append(f.text, c)
			f.at = append(f.at, int32(i))
		}
		i += size
	}
	f.at = append(f.at, int32(len(original)))
	return f
}

// foldRune returns the byte for a code point outside ASCII, or 0 for one that
// cannot be seen.
func foldRune(r rune) byte {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms
		return byte(r - 0xFF01 + '!')
	case r < 0x180 && plainLatin[r] != 0:
		return plainLatin[r]
	case unicode.In(r, unicode.Cf, unicode.M):
		return 0
	case unicode.Is(unicode.Nd, r):
		return digitOf(r)
	case unicode.IsLetter(r):
		return otherLetter
	case unicode.IsSpace(r):
		return ' '
	case unicode.In(r, unicode.Pd) || r == '\u2212':
		return '-'
	}
	return foldSign(r)
}

func foldSign(r rune) byte {
	switch {
	case strings.ContainsRune("“”„«»", r):
		return '"'
	case strings.ContainsRune("‘’‚‹›´", r):
		return '\''
	case strings.ContainsRune("→⇒➔➜", r):
		return '='
	case strings.ContainsRune("。․", r):
		return '.'
	case r == '﹫':
		return '@'
	}
	return otherSymbol
}

// digitOf returns a decimal digit of any script as ASCII. In every script the
// ten lie together; only the mathematical ones lie next to one another.
func digitOf(r rune) byte {
	const mathematical = 0x1D7CE
	if r >= mathematical && r < mathematical+50 {
		return '0' + byte((r-mathematical)%10)
	}
	value := byte(0)
	for value < 9 && unicode.Is(unicode.Nd, r-1-rune(value)) {
		value++
	}
	return '0' + value
}

// plainLatin gives Latin letters with accents and strokes without them.
var plainLatin = func() (table [0x180]byte) {
	for r := rune(utf8.RuneSelf); int(r) < len(table); r++ {
		plain := textfold.Text(string(r))
		switch {
		case len(plain) != 1:
		case unicode.IsUpper(r):
			table[r] = strings.ToUpper(plain)[0]
		case unicode.IsLower(r):
			table[r] = plain[0]
		}
	}
	return table
}()
