// Package diff compares two texts by lines and by words.
package diff

import (
	"slices"
	"strings"
	"unicode"
)

// Mark is the kind of change of a piece of text.
type Mark int

// The marks.
const (
	Same Mark = iota
	Removed
	Added
)

// Piece is a part of a line.
type Piece struct {
	Mark Mark
	Text string
}

// Line is a line of a difference. A changed line becomes two, a removed and an added one, whose
// pieces mark the words that differ.
type Line struct {
	Mark   Mark
	Before int // its number in the earlier text, from 1; 0 for an added line
	After  int // its number in the later text; 0 for a removed line
	Pieces []Piece
}

// Text returns the whole line.
func (l Line) Text() string {
	var text strings.Builder
	for _, p := range l.Pieces {
		text.WriteString(p.Text)
	}
	return text.String()
}

// Hunk is a run of changed lines with some unchanged lines around them.
type Hunk struct{ Lines []Line }

// contextLines is the number of unchanged lines shown around changed ones.
const contextLines = 3

// Lines compares two texts by lines with E. W. Myers' algorithm ("An O(ND) difference algorithm and
// its variations", 1986), and replaced lines by words in the same way. It returns no hunks for
// equal texts.
func Lines(before, after string) []Hunk {
	return hunks(align(linesOf(before), linesOf(after)))
}

// linesOf splits a text into lines. A missing newline at the end makes no difference.
func linesOf(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }

// align lists the lines of both texts in order, marked as same, removed or added.
func align(before, after []string) []Line {
	var all []Line
	b, a := 0, 0
	edits := editScript(before, after)
	for len(edits) > 0 {
		if edits[0] == Same {
			all = append(all, Line{Same, b + 1, a + 1, wholeLine(Same, before[b])})
			b, a, edits = b+1, a+1, edits[1:]
			continue
		}
		end := slices.Index(edits, Same)
		if end < 0 {
			end = len(edits)
		}
		removed := count(edits[:end], Removed)
		added := end - removed
		all = append(all, replaced(before[b:b+removed], after[a:a+added], b, a)...)
		b, a, edits = b+removed, a+added, edits[end:]
	}
	return all
}

func count(edits []Mark, mark Mark) (n int) {
	for _, e := range edits {
		if e == mark {
			n++
		}
	}
	return n
}

func wholeLine(mark Mark, text string) []Piece { return []Piece{{mark, text}} }

// replaced lists removed lines, then added ones. If there are as many of both, each pair is
// compared word by word.
func replaced(removed, added []string, b, a int) []Line {
	var all []Line
	pairs := len(removed) == len(added)
	var later [][]Piece
	for i, text := range removed {
		line := Line{Removed, b + i + 1, 0, wholeLine(Removed, text)}
		if pairs {
			var other []Piece
			line.Pieces, other = words(text, added[i])
			later = append(later, other)
		}
		all = append(all, line)
	}
	for i, text := range added {
		line := Line{Added, 0, a + i + 1, wholeLine(Added, text)}
		if pairs {
			line.Pieces = later[i]
		}
		all = append(all, line)
	}
	return all
}

// words compares two lines word by word and returns the pieces of each.
func words(before, after string) (earlier, later []Piece) {
	bs, as := split(before), split(after)
	b, a := 0, 0
	for _, e := range editScript(bs, as) {
		switch e {
		case Same:
			earlier, later = join(earlier, Same, bs[b]), join(later, Same, as[a])
			b, a = b+1, a+1
		case Removed:
			earlier = join(earlier, Removed, bs[b])
			b++
		case Added:
			later = join(later, Added, as[a])
			a++
		}
	}
	return earlier, later
}

func join(pieces []Piece, mark Mark, text string) []Piece {
	if last := len(pieces) - 1; last >= 0 && pieces[last].Mark == mark {
		pieces[last].Text += text
		return pieces
	}
	return append(pieces, Piece{mark, text})
}

// split splits a line into runs of letters and digits and single other characters.
func split(line string) []string {
	var list []string
	start := -1
	for i, r := range line {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if start >= 0 && !word {
			list = append(list, line[start:i])
			start = -1
		}
		switch {
		case !word:
			list = append(list, string(r))
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		list = append(list, line[start:])
	}
	return list
}

// hunks drops unchanged lines that are far from any change.
func hunks(all []Line) []Hunk {
	var list []Hunk
	end := 0 // of the last hunk
	for i, line := range all {
		if line.Mark == Same {
			continue
		}
		from, to := max(end, i-contextLines), min(len(all), i+contextLines+1)
		if len(list) == 0 || from > end {
			list = append(list, Hunk{})
			end = from
		}
		last := &list[len(list)-1]
		last.Lines = append(last.Lines, all[end:max(end, to)]...)
		end = max(end, to)
	}
	return list
}
