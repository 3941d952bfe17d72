package redact

import "bytes"

// phone finds a phone number, whoever it belongs to: a stranger's text keeps none.
func (s *scanner) phone(at span) []finding {
	i := at.start
	if c := byteAt(s, i-1); isAlnum(c) || c == '.' || c == '_' || c == '/' || c == '-' || c == '+' || c == '$' || c == '#' {
		return nil
	}
	if byteAt(s, i) == '(' && !isDigit(byteAt(s, i+1)) && byteAt(s, i+1) != '+' {
		return nil
	}
	n, ok := numberAt(s, i)
	if !ok || n.digits(n.groups) < 7 {
		return nil
	}
	called := calls(s, i)
	if !called && (inVersion(s, i) || near(s, i, 2, noSecretWord, 0)) {
		return nil
	}
	for ; n.groups > 0; n.groups-- {
		if end := n.at[n.groups-1].end; n.isPhone(called) && !dotDigit(s, end) {
			if s.text[i] == '(' && bytes.IndexByte(s.text[i:end], ')') < 0 {
				i++
			}
			return s.found(span{i, end}, phoneNumber)
		}
	}
	return nil
}

// calls reports whether the words before i ask for a phone number: "call", "my number".
func calls(s *scanner, i int) bool {
	if near(s, i, 4, phoneWord, noSecretWord|serialWord|versionWord) {
		return true
	}
	for word, c := range before(s, i, 3) {
		if c&numberWord != 0 {
			return near(s, word.start, 1, myWord, 0)
		}
	}
	return false
}

// spelledPhone finds a phone number in words behind "call" or "my number".
func (s *scanner) spelledPhone(at span) []finding {
	const least = 7
	if _, c := previous(s, at.start); c&digitWord != 0 || !calls(s, at.start) {
		return nil
	}
	p, digits, _ := spelledDigits(s, at.start)
	if digits < least {
		return nil
	}
	return s.found(p, phoneNumber)
}

// maxGroups is how many groups of digits a phone number has at most.
const maxGroups = 6

// number is a run of groups of digits with what may separate those of a phone number.
type number struct {
	text   []byte
	plus   bool
	dots   int // the first group behind a full stop; 0 for none
	groups int
	at     [maxGroups]span
}

// numberAt reads the groups at i. It is not ok where the digits go on as something else.
func numberAt(s *scanner, i int) (n number, ok bool) {
	n.text = s.text
	for c := byteAt(s, i); c == '+' || c == '('; c = byteAt(s, i) {
		n.plus = n.plus || c == '+'
		i++
	}
	for n.groups < maxGroups {
		end := i
		for end < i+16 && isDigit(byteAt(s, end)) {
			end++
		}
		if end == i || isAlnum(byteAt(s, end)) {
			break
		}
		n.at[n.groups] = span{i, end}
		n.groups++
		next, dot, joined := separator(s, end)
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

// separator passes over what may stand between two groups: " ", "-", ".", "/", ") ", " (".
func separator(s *scanner, i int) (next int, dot, ok bool) {
	next = i
	for next < i+3 {
		switch c := byteAt(s, next); c {
		case ' ', '-', '(', ')', '/':
		case '.':
			dot = true
		default:
			return next, dot, next > i && isDigit(c)
		}
		next++
	}
	return next, dot, isDigit(byteAt(s, next))
}

// isPhone reports whether the groups are a phone number: written as one, or, if a word such as
// "call" asks for it, merely possible as one.
func (n number) isPhone(called bool) bool {
	digits := n.digits(n.groups)
	switch {
	case digits < 7 || digits > 15 || n.isDate():
		return false
	case n.plus || n.isInternational():
		return digits >= 8
	case n.isNorthAmerican():
		return true
	case n.dots > 0 && n.dots < n.groups:
		return false
	case n.isNational(digits):
		return true
	}
	return called && n.hasLongGroup() && !n.hasShortGroup()
}

// digits counts the digits of the first groups.
func (n number) digits(groups int) (digits int) {
	for _, group := range n.at[:groups] {
		digits += group.len()
	}
	return digits
}

// isNorthAmerican reports whether the groups are written as in North America, with or without the
// country's 1, and obey its plan: neither area nor exchange begins with 0 or 1.
func (n number) isNorthAmerican() bool {
	if n.groups > 1 && n.at[0].len() == 1 && n.text[n.at[0].start] == '1' {
		copy(n.at[:], n.at[1:])
		n.groups--
	}
	dotted := n.dots > 0 && n.dots < n.groups
	if !n.isWritten(3, 3, 4) && (dotted || !n.isWritten(10) && !n.isWritten(11) && !n.isWritten(3, 7) && !n.isWritten(6, 4)) {
		return false
	}
	var plain [11]byte
	all := plain[:0]
	for _, group := range n.at[:n.groups] {
		all = append(all, n.text[group.start:group.end]...)
	}
	if len(all) == 11 && all[0] == '1' {
		all = all[1:]
	}
	return len(all) == 10 && all[0] > '1' && all[3] > '1'
}

// isInternational reports whether the number begins with 00 and the code of a country.
func (n number) isInternational() bool {
	return n.groups > 2 && string(n.group(0)) == "00" && n.group(1)[0] != '0' && n.digits(n.groups) > 9
}

// isNational reports whether the groups are written as in the countries where a number begins with
// 0.
func (n number) isNational(digits int) bool {
	first := n.group(0)
	if n.isWritten(4, 3, 3) && (string(first) == "1300" || string(first) == "1800") {
		return true // Australia's shared-cost and free numbers
	}
	if first[0] != '0' || n.groups < 2 || len(first) < 2 {
		return false
	}
	if n.isWritten(2, 4, 4) {
		return true
	}
	return first[1] != '0' && (n.isWritten(2, 2, 2, 2, 2) || len(first) > 2 && digits >= 9 && digits <= 12)
}

// isWritten reports whether the groups have these lengths.
func (n number) isWritten(sizes ...int) bool {
	if len(sizes) != n.groups {
		return false
	}
	for i, size := range sizes {
		if n.at[i].len() != size {
			return false
		}
	}
	return true
}

func (n number) isDate() bool {
	return n.groups >= 3 && (isYear(n.group(0)) || n.at[0].len() < 3 && isYear(n.group(2)))
}

func (n number) group(i int) []byte { return n.text[n.at[i].start:n.at[i].end] }

func (n number) hasLongGroup() bool {
	for _, group := range n.at[:n.groups] {
		if group.len() > 2 {
			return true
		}
	}
	return false
}

func (n number) hasShortGroup() bool {
	for _, group := range n.at[1:n.groups] {
		if group.len() < 2 {
			return true
		}
	}
	return false
}
