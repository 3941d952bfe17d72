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

// normalise returns the source with Unix line endings, without byte order mark, and with U+FFFD for
// invalid bytes and control characters. bad is the position of the first of these in the result, or
// -1.
func normalise(source []byte) (clean []byte, bad int) {
	source = bytes.TrimPrefix(source, byteOrderMark)
	if bytes.IndexByte(source, '\r') >= 0 {
		source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
		source = bytes.ReplaceAll(source, []byte("\r"), []byte("\n"))
	}
	bad = firstInvalid(source)
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

// firstInvalid returns the position of the first control character or invalid byte, or -1.
func firstInvalid(source []byte) int {
	for i, b := range source {
		if isControl(rune(b)) {
			return i
		}
		if b >= utf8.RuneSelf {
			return firstInvalidRune(source, i)
		}
	}
	return -1
}

func firstInvalidRune(source []byte, from int) int {
	for i := from; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size == 1 || isControl(r) {
			return i
		}
		i += size
	}
	return -1
}

// isControl reports whether r is a control character other than tab and newline. They are
// invisible in an editor and make a feed invalid XML.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r == 0x7F
}

// lineTable holds the start positions of a source's lines.
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

// line returns the line, counted from 0, of a position.
func (t lineTable) line(position int) int {
	return max(sort.SearchInts(t, position+1)-1, 0)
}
