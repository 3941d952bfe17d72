package search

import (
	"iter"
	"strings"
)

// oneEditFrom returns what a number would be with one character wrong, missing or too many, or with
// two neighbours swapped; some of it more than once. The letters are those that numbers have. There
// are some hundreds, however many models there are. What is given changes with the next one.
func oneEditFrom(number string, letters []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		room := make([]byte, 0, len(number)+1)
		for at := range len(number) + 1 {
			head, tail := number[:at], number[at:]
			add := func(c byte, tail string) bool {
				room = append(append(append(room[:0], head...), c), tail...)
				return yield(room)
			}
			for _, c := range letters {
				if !add(c, tail) || tail != "" && c != tail[0] && !add(c, tail[1:]) {
					return
				}
			}
			if tail != "" && !yield(append(append(room[:0], head...), tail[1:]...)) {
				return
			}
			if len(tail) > 1 && tail[0] != tail[1] && !add(tail[1], tail[:1]+tail[2:]) {
				return
			}
		}
	}
}

// nearPrefix reports whether a number begins with something that is one edit from the literal.
func nearPrefix(number, literal string) bool {
	for number != "" && literal != "" && number[0] == literal[0] {
		number, literal = number[1:], literal[1:]
	}
	switch {
	case literal == "":
		return true
	case strings.HasPrefix(number, literal[1:]): // one is missing
		return true
	case number == "":
		return false
	case strings.HasPrefix(number[1:], literal[1:]), strings.HasPrefix(number[1:], literal): // one is wrong, or too many
		return true
	}
	return len(number) > 1 && len(literal) > 1 && number[0] == literal[1] && number[1] == literal[0] && strings.HasPrefix(number[2:], literal[2:])
}
