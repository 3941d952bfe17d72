package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

var (
	byteOrderMark = []byte("\uFEFF")
	replacement   = []byte("\uFFFD")
)

// normalise gives the source with Unix line endings, without byte order mark
// and with U+FFFD in place of what no text may hold. bad is the position of
// the first such place in the result, or -1.
func normalise(source []byte) (clean []byte, bad int) {
	source = bytes.TrimPrefix(source, byteOrderMark)
	if bytes.IndexByte(source, '\r') >= 0 {
		source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
		source = bytes.ReplaceAll(source, []byte("\r"), []byte("\n"))
	}
	bad = firstBad(source)
	if bad < 0 {
		return source, bad
	}
	return bytes.Map(func(r rune) rune {
		if isControl(r) {
			return utf8.RuneError
		}
		return r
	}, bytes.ToValidUTF8(source, replacement)), bad
}

// firstBad finds the first control character or invalid byte.
func firstBad(source []byte) int {
	for i, b := range source {
		if isControl(rune(b)) {
			return i
		}
		if b >= utf8.RuneSelf {
			return firstBadRune(source, i)
		}
	}
	return -1
}

func firstBadRune(source []byte, from int) int {
	for i := from; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size == 1 || isControl(r) {
			return i
		}
		i += size
	}
	return -1
}

// isControl reports control characters other than tab and newline. They are
// invisible in an editor and make a feed invalid XML.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r == 0x7F
}

// lineTable holds the positions at which the lines of a source begin.
type lineTable []int

func newLineTable(source []byte) lineTable {
	table := make(lineTable, 1, 1+bytes.Count(source, []byte("\n")))
	for i, b := range source {
		if b == '\n' {
			table = append(table, i+1)
		}
	}
	return table
}

// line gives the number, from 0, of the line that holds a position.
func (t lineTable) line(position int) int {
	return max(sort.SearchInts(t, position+1)-1, 0)
}
