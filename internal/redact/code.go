package redact

// code finds the value of "code": after it, after a gap, and before it. A code that is only called
// a code must look more like a secret than one that is called a verification code; an error code is
// none.
func (s *scanner) code(key span) []finding {
	if s.near(key.start, 1, noSecretWord, 0) {
		return nil
	}
	secret := s.lookUp(key)&secretWord != 0 || s.near(key.start, 3, secretWord, noSecretWord)
	after := s.numbered(key.end)
	if p, ok := s.valueBefore(key.start); ok && s.isCode(p, isLink, secret) {
		if found := s.found(p, codeValue); found != nil {
			return found
		}
	}
	for n, joined := range [...]func(int) (int, link){s.link, s.gap} {
		at, l := joined(after)
		if p := s.groupsAt(at); (n == 0 || l != noLink) && s.isCode(p, l, secret) {
			if found := s.found(p, codeValue); found != nil {
				return found
			}
		}
	}
	if found := s.spelledAfter(after, codeValue); found != nil {
		return found
	}
	return s.codeNear(key, secret)
}

// numbered passes over the number of a key, as in "Password 2:".
func (s *scanner) numbered(i int) int {
	digit := s.skipBlanks(i)
	if isDigit(s.byteAt(digit)) && s.byteAt(digit+1) == ':' {
		return digit + 1
	}
	return i
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

// codeNear finds a number of six digits around a key, as in "I received the code 773920"; around a
// verification code also one of five to eight.
func (s *scanner) codeNear(key span, secret bool) []finding {
	for p := range s.following(key.end) {
		if p = s.groupsAt(p.start); s.looksCode(p, secret) {
			if found := s.found(p, codeValue); found != nil {
				return found
			}
		}
	}
	for p := range s.before(key.start, maxNear) {
		if isBlank(s.byteAt(p.start - 1)) {
			p.start = s.groupBefore(p).start
		}
		if s.looksCode(p, secret) {
			if found := s.found(p, codeValue); found != nil {
				return found
			}
		}
	}
	return nil
}

func (s *scanner) looksCode(p span, secret bool) bool {
	n := count(s.part(p))
	if n.alpha() > 0 || n.signs > 0 || n.digits < 5 || n.digits > 8 || n.digits != 6 && !secret {
		return false
	}
	return !s.measured(p) && !s.inDotted(p) && !s.dated(p) && s.byteAt(p.start-1) != '$' && !s.inVersion(p.start) && !s.near(p.start, 2, noSecretWord, 0)
}

// groupBefore returns the half of a number such as 481 022 that stands before p, or p.
func (s *scanner) groupBefore(p span) span {
	before, _ := s.previous(p.start)
	if before.len() == p.len() && count(s.part(before)).digits == p.len() && count(s.part(p)).digits == p.len() && before.end == p.start-1 {
		return before
	}
	return p
}

// pin finds the digits of a PIN; the pin that presses a button has none.
func (s *scanner) pin(key span) []finding {
	if found := s.spelledBefore(key.start, codeValue); found != nil {
		return found
	}
	var found []finding
	if p, ok := s.valueBefore(key.start); ok && s.isPIN(p, isLink) {
		found = s.found(p, codeValue)
	}
	after := s.labelEnd(key.end)
	at, l := s.link(after)
	if p := s.idAt(at); s.isPIN(p, l) && !s.isDefault(key, value{span: p}) {
		return append(found, s.found(p, codeValue)...)
	}
	if at, l := s.gap(after); l != noLink {
		if p := s.idAt(at); s.isPIN(p, l) {
			return append(found, s.found(p, codeValue)...)
		}
	}
	return append(found, s.spelledAfter(after, codeValue)...)
}

func (s *scanner) isPIN(p span, l link) bool {
	n := count(s.part(p))
	return n.digits == p.len() && n.digits >= 4 && n.digits <= 8 && !s.measured(p) && !s.inDotted(p) &&
		(l != noLink || n.digits <= 6)
}
