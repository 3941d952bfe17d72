package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	textfold "pinhole/internal/fold"
)

// Bytes of a folded text that are not ASCII. Cyrillic letters follow from firstCyrillic on, 32
// capitals and 32 small ones.
const (
	otherLetter   = 0x80 + iota
	otherSymbol   //
	ideograph     // of a script that is written without spaces: it ends words and values
	marker        // a whole "[… removed]"
	joint         // a space within a phrase of the lexicon, or the beginning of a word of such a script
	loneE         // é or è by itself: "is" in Portuguese and Italian
	firstCyrillic = 0xA0
)

// folded is a text made plain to look at: one byte for each code point, with look-alikes made ASCII
// and what cannot be seen left out. The spaces within a phrase are joints, so that it is one word;
// words of scripts that are written without spaces stand apart, in the letters of the lexicon.
type folded struct {
	text []byte
	at   []int32 // where each byte's code point begins in the original; the last is its end
}

func fold(original string) folded {
	f := folded{text: make([]byte, 0, len(original)+8), at: make([]int32, 0, len(original)+9)}
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
			if word, n := ideographs.longest(original[i:], r); n > 0 {
				f.insert(word, i)
				i += n
				continue
			}
			if c = foldRune(r); c == 'e' && isLoneE(original, i, size) {
				c = loneE
			}
		}
		if c != 0 {
			f.text = append(f.text, c)
			f.at = append(f.at, int32(i))
		}
		i += size
	}
	f.at = append(f.at, int32(len(original)))
	f.joinPhrases()
	return f
}

// insert writes a word of the lexicon for the characters that begin at i.
func (f *folded) insert(word string, i int) {
	for _, c := range []byte(" " + word + " ") {
		f.text = append(f.text, c)
		f.at = append(f.at, int32(i))
	}
}

// isLoneE reports whether the letter at i is a word.
func isLoneE(text string, i, size int) bool {
	return (i == 0 || text[i-1] == ' ') && (i+size == len(text) || text[i+size] == ' ')
}

// joinPhrases makes one word of each phrase that the lexicon has.
func (f *folded) joinPhrases() {
	for i := 0; i < len(f.text); i++ {
		if !isAlpha(f.text[i]) {
			continue
		}
		start := i
		for i < len(f.text) && isAlnum(f.text[i]) {
			i++
		}
		if i == len(f.text) || !isBlank(f.text[i]) || lookUp(f.text[start:i])&phraseHead == 0 {
			continue
		}
		if end := f.phraseEnd(start); end > 0 {
			for ; i < end; i++ {
				if isBlank(f.text[i]) {
					f.text[i] = joint
				}
			}
		}
	}
}

// phraseEnd returns the end of the longest phrase that begins at start, or 0.
func (f *folded) phraseEnd(start int) (longest int) {
	var phrase [maxWord]byte
	for n := 0; n < maxWord && start+n < len(f.text); {
		for ; n < maxWord && start+n < len(f.text) && isAlnum(f.text[start+n]); n++ {
			phrase[n] = lower(f.text[start+n])
		}
		if c := lexicon[string(phrase[:n])]; c&^phraseHead != 0 && strings.IndexByte(string(phrase[:n]), joint) > 0 {
			longest = start + n
		}
		if n == maxWord || start+n == len(f.text) || !isBlank(f.text[start+n]) {
			break
		}
		phrase[n] = joint
		n++
	}
	return longest
}

// foldRune returns the byte for a code point outside ASCII, or 0 for one that cannot be seen.
func foldRune(r rune) byte {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms
		return byte(r - 0xFF01 + '!')
	case r < 0x180 && plainLatin[r] != 0:
		return plainLatin[r]
	case r >= 'А' && r <= 'я' || r == 'ё' || r == 'Ё':
		return foldCyrillic(r)
	case unicode.In(r, unicode.Cf, unicode.M):
		return 0
	case unicode.Is(unicode.Nd, r):
		return digitOf(r)
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return ideograph
	case unicode.IsLetter(r):
		return otherLetter
	case unicode.IsSpace(r):
		return ' '
	case unicode.In(r, unicode.Pd) || r == '\u2212':
		return '-'
	}
	return foldSign(r)
}

// foldCyrillic returns й as и: where it is two code points, its mark is left out.
func foldCyrillic(r rune) byte {
	switch r {
	case 'й', 'Й':
		r--
	case 'ё':
		r = 'е'
	case 'Ё':
		r = 'Е'
	}
	return byte(r - 'А' + firstCyrillic)
}

func foldSign(r rune) byte {
	switch {
	case strings.ContainsRune("“”„«»「」『』", r):
		return '"'
	case strings.ContainsRune("‘’‚‹›´", r):
		return '\''
	case strings.ContainsRune("→⇒➔➜", r):
		return '='
	case strings.ContainsRune("。․", r):
		return '.'
	case r == '、':
		return ','
	case r == '﹫':
		return '@'
	}
	return otherSymbol
}

// digitOf returns a decimal digit of any script as ASCII. In every script the ten lie together;
// only the mathematical ones lie next to one another.
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

// plainLatin returns Latin letters with accents and strokes without them.
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
