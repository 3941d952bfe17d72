package redact

import "bytes"

// phone removes the phone number at i, or passes over one that must stay.
func (s *scanner) phone(i int) bool {
	if c := s.byteAt(i - 1); isAlnum(c) || c == '.' || c == '_' || c == '/' || c == '-' || c == '+' || c == '$' || c == '#' {
		return false
	}
	if s.byteAt(i) == '(' && !isDigit(s.byteAt(i+1)) && s.byteAt(i+1) != '+' {
		return false
	}
	n, ok := s.numberAt(i)
	if !ok {
		return false
	}
	if i < s.phoneEnd {
		return false
	}
	if s.phoneEnd = s.keptNumber(i, n); s.phoneEnd > i {
		return false
	}
	if n.digits(n.groups) < 7 {
		return false
	}
	told := s.near(i, 4, saysPhone, saysNoSecret|saysSerial|saysVersion) || s.myNumber(i)
	if !told && (s.inVersion(i) || s.near(i, 2, saysNoSecret, 0)) {
		return false
	}
	for ; n.groups > 0; n.groups-- {
		if n.isPhone(told) && !s.dotDigit(n.at[n.groups-1].end) {
			return s.take(s.phoneSpan(i, n.at[n.groups-1].end), phoneNumber)
		}
	}
	return false
}

// phoneSpan leaves out a bracket that the number does not close.
func (s *scanner) phoneSpan(i, end int) span {
	if s.text[i] == '(' && bytes.IndexByte(s.text[i:end], ')') < 0 {
		i++
	}
	return span{i, end}
}

// myNumber reports whether "my number" stands before i.
func (s *scanner) myNumber(i int) bool {
	for word, m := range s.before(i, 3) {
		if m&saysNumber != 0 {
			return s.near(word.start, 1, saysMine, 0)
		}
	}
	return false
}

// keptNumber returns the end of the number at i if it must stay, else i.
func (s *scanner) keptNumber(i int, n number) int {
	for all := n.groups; n.groups > 0; n.groups-- {
		// Without its area code, a number must not go on.
		end := n.at[n.groups-1].end
		if (n.groups == all || n.digits(n.groups) > 8) && s.keptPhone(span{i, end}) {
			return end
		}
	}
	return i
}

// maxGroups is how many groups of digits a phone number has at most.
const maxGroups = 6

// number is a run of groups of digits with what may separate those of a phone
// number.
type number struct {
	text   []byte
	plus   bool
	dots   int // the first group behind a full stop; 0 for none
	groups int
	at     [maxGroups]span
}

// numberAt reads the groups at i. It is not ok where the digits go on as
// something else.
func (s *scanner) numberAt(i int) (n number, ok bool) {
	n.text = s.text
	for c := s.byteAt(i); c == '+' || c == '('; c = s.byteAt(i) {
		n.plus = n.plus || c == '+'
		i++
	}
	for n.groups < maxGroups {
		end := i
		for end < i+16 && isDigit(s.byteAt(end)) {
			end++
		}
		if end == i || isAlnum(s.byteAt(end)) {
			break
		}
		n.at[n.groups] = span{i, end}
		n.groups++
		next, dot, joined := s.separator(end)
		if !joined {
			break
		}
		if dot && n.dots == 0 {
			n.dots = n.groups
		}
		i = next
	}
	return n, n.groups > 0
}

// separator passes over what may stand between two groups: " ", "-", ".", "/",
// ") ", " (".
func (s *scanner) separator(i int) (next int, dot, ok bool) {
	next = i
	for next < i+3 {
		switch c := s.byteAt(next); c {
		case ' ', '-', '(', ')', '/':
		case '.':
			dot = true
		default:
			return next, dot, next > i && isDigit(c)
		}
		next++
	}
	return next, dot, isDigit(s.byteAt(next))
}
