package redact

import "bytes"

// isPassword reports whether a value can be a password. The looser it is joined
// to its key, the more it must look like one.
func (s *scanner) isPassword(v value, l link) bool {
	p := s.core(v.span)
	if v.quoted {
		return p.len() > 2 && !s.hasStatus(v.span) && !(s.weak(v) && p.len() <= maxWord && s.lookUp(p)&saysStop != 0)
	}
	n := count(s.part(v.span))
	switch {
	case p.len() == 0 || s.dotted(p) || s.dated(p) || bytes.Contains(s.part(v.span), []byte("://")):
		return false
	case n.alpha() == 0:
		return n.digits >= 4 && !s.measured(p) && (l >= isLink || !isYear(s.part(p)))
	case s.weak(v):
		return l >= isLink && p.len() > 2 && !s.afterBreak(v) && (!s.ordinary(p) || l == colonLink && s.isPhrase(p))
	case l < isLink:
		return s.strong(v) && !s.measured(p) && !s.modelLike(p)
	}
	return l == colonLink || !s.measured(p)
}

// weak reports whether a value is made like an ordinary word.
func (s *scanner) weak(v value) bool {
	p := s.core(v.span)
	n := count(s.part(p))
	return n.digits == 0 && n.signs == 0 && !n.humps
}

// strong reports whether a value is hardly anything but a password.
func (s *scanner) strong(v value) bool {
	p := s.core(v.span)
	n := count(s.part(p))
	return p.len() > 4 && n.alpha() > 0 && (n.digits > 0 || n.signs > 0)
}

// isPhrase reports whether a value is three words or more in one, as in
// correct-horse-battery.
func (s *scanner) isPhrase(p span) bool { return bytes.Count(s.part(p), []byte("-")) > 1 }

// afterBreak reports whether a value stands on a line of its own below its key:
// an ordinary sentence may begin there.
func (s *scanner) afterBreak(v value) bool {
	i := s.skipBlanksBack(v.start)
	return i > 0 && s.text[i-1] == '\n'
}

// hasStatus reports whether a quotation says that something is wrong.
func (s *scanner) hasStatus(p span) bool { return s.nearWithin(p.start, p.end, saysStatus) }

// nearWithin reports whether a word between two places has a meaning in want.
func (s *scanner) nearWithin(i, end int, want meaning) bool {
	for i < end {
		m, after := s.meaning(i)
		if m&want != 0 {
			return true
		}
		i = max(after, i+1)
	}
	return false
}

// valueBefore reads the value of "X is my password", "X as the code": from the
// key back over "my" and the like and over one of "is", "was", "as", "for".
func (s *scanner) valueBefore(key int) (span, bool) {
	at, linked := key, false
	for word, m := range s.before(key, 5) {
		if !s.blankBetween(word.end, at) {
			return span{}, false
		}
		at = word.start
		if m&saysAs != 0 {
			linked = true
			break
		}
		if m&(saysMine|saysCodeKind|saysWiFi) == 0 {
			return span{}, false
		}
	}
	p := s.wordBefore(at)
	if !linked || p.len() == 0 || s.near(p.start, 1, saysNoSecret, 0) {
		return span{}, false
	}
	return p, true
}

func (s *scanner) blankBetween(i, end int) bool {
	for ; i < end; i++ {
		if !isBlank(s.text[i]) {
			return false
		}
	}
	return true
}
