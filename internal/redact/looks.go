package redact

import (
	"bytes"
	"slices"
)

// ordinary reports whether a value is an ordinary word, which says something
// about a password instead of being one.
func (s *scanner) ordinary(p span) bool {
	for start := p.start; start < p.end; {
		end := start
		for end < p.end && isAlnum(s.text[end]) {
			end++
		}
		if s.lookUp(span{start, end})&(saysStop|saysPassword|saysCode) != 0 {
			return true
		}
		start = end + 1
	}
	word := bytes.ToLower(s.part(p))
	return slices.ContainsFunc(endings, func(ending string) bool {
		return len(word) > len(ending)+1 && bytes.HasSuffix(word, []byte(ending))
	})
}

// core returns a value without the signs that only stress it: wrong!!!, *wrong*.
func (s *scanner) core(p span) span {
	for p.len() > 0 && !isAlnum(s.text[p.start]) {
		p.start++
	}
	for p.len() > 0 && !isAlnum(s.text[p.end-1]) {
		p.end--
	}
	return p
}

// measured reports whether a value is a number with a unit, a range, or a
// number before a unit: 30s, 1080p, 8-16, 8 characters.
func (s *scanner) measured(p span) bool {
	i := p.start
	for i < p.end && (isDigit(s.text[i]) || (s.text[i] == '.' || s.text[i] == '-') && i > p.start) {
		i++
	}
	switch {
	case i == p.start || i-p.start > 5:
		return false
	case i < p.end:
		return s.lookUp(span{i, p.end})&saysUnit != 0
	}
	m, _ := s.meaning(s.skipBlanks(p.end))
	return m&saysUnit != 0 || bytes.IndexByte(s.part(p), '-') > 0
}

// inDotted reports whether an ID is the beginning of numbers with dots, as
// addresses and versions are.
func (s *scanner) inDotted(p span) bool { return s.dotDigit(p.end) || s.dotted(p) }

// dotDigit reports whether a number goes on behind a full stop at i.
func (s *scanner) dotDigit(i int) bool {
	return s.byteAt(i) == '.' && (isDigit(s.byteAt(i+1)) || s.removedAt(i+1))
}

// dotted reports whether a value is made of digits and dots.
func (s *scanner) dotted(p span) bool {
	n := 0
	for _, c := range s.part(p) {
		if c == '.' {
			n++
		} else if !isDigit(c) && c != ':' {
			return false
		}
	}
	return n > 0
}

// dated reports whether a value begins like a date: 2024-03-05, 05/03/2024.
func (s *scanner) dated(p span) bool {
	text := s.part(p)
	if len(text) < len("2024-3-5") || len(text) > len("2024-03-05T10") {
		return false
	}
	n := count(text[:4])
	if n.digits == 4 {
		return isYear(text[:4]) && (text[4] == '-' || text[4] == '/')
	}
	last := text[len(text)-4:]
	return count(last).digits == 4 && isYear(last) && (text[2] == '-' || text[2] == '/' || text[1] == '-' || text[1] == '/')
}

func isYear(text []byte) bool {
	return len(text) == 4 && (text[0] == '1' && text[1] == '9' || text[0] == '2' && text[1] == '0') && isDigit(text[2]) && isDigit(text[3])
}

// knownModel asks the site whether a word is a model number. A long run of
// digits is none, whatever pattern it fits.
func (s *scanner) knownModel(p span) bool {
	word := s.part(p)
	return s.redactor.model != nil && len(word) <= 24 && count(word).run < 8 && s.redactor.model(string(word))
}

// modelLike reports whether a value is a model number, known or written like
// one: DS-7608NI-K2/8P.
func (s *scanner) modelLike(p span) bool {
	if s.knownModel(p) {
		return true
	}
	word := s.part(p)
	n := count(word)
	return n.upper > 0 && n.lower == 0 && n.digits > 0 && n.run < 5 && n.signs == 0 &&
		isUpper(word[0]) && bytes.ContainsAny(word, "-/")
}
