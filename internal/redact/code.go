package redact

// code looks for the value of "code": after it, after a gap, and before it. A
// code that is only called a code must look more like a secret than one that is
// called a verification code; an error code is none.
func (s *scanner) code(key span) {
	if s.near(key.start, 1, saysNoSecret, 0) {
		return
	}
	secret := s.lookUp(key)&saysCodeKind != 0 || s.near(key.start, 3, saysCodeKind, saysNoSecret)
	after := s.numbered(key.end)
	if end, ok := s.kindAfter(after); ok {
		after, secret = end, true
	}
	if !s.codeBefore(key, secret) && !s.codeAfter(after, secret) {
		s.codeNear(key, secret)
	}
}

func (s *scanner) codeBefore(key span, secret bool) bool {
	p, ok := s.valueBefore(key.start)
	return ok && s.isCode(p, isLink, secret) && s.take(p, codeValue)
}

func (s *scanner) codeAfter(i int, secret bool) bool {
	if at, l := s.link(i); s.codeAt(at, l, secret) {
		return true
	}
	at, l := s.gap(i)
	return l != noLink && s.codeAt(at, l, secret)
}

// kindAfter reads "de verificación" behind "código".
func (s *scanner) kindAfter(i int) (end int, ok bool) {
	at := s.skipBlanks(i)
	if !s.hasPrefix(at, "de ") {
		return i, false
	}
	m, end := s.meaning(at + len("de "))
	return end, m&saysCodeKind != 0
}

func (s *scanner) codeAt(i int, l link, secret bool) bool {
	p := s.groupsAt(i)
	return s.isCode(p, l, secret) && s.take(p, codeValue)
}

func (s *scanner) isCode(p span, l link, secret bool) bool {
	text := s.part(p)
	n := count(text)
	switch {
	case n.alnum() < 4 || s.hasPrefix(p.start, "0x") || s.inDotted(p) || s.dated(p) || s.measured(p):
		return false
	case n.alpha() == 0:
		return l != noLink && (secret || !isYear(text)) || secret || n.digits >= 6
	case n.digits == 0:
		return secret && p.len() == 6 && n.alpha() == 6 && (n.lower == 0 || l == colonLink) && !s.ordinary(p)
	case l == noLink && !secret:
		return n.alnum() >= 8 && !s.modelLike(p)
	}
	return n.alnum() >= 5 || secret && l >= isLink && n.lower == 0
}
