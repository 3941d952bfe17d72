package redact

// code finds the value of "code": after it, after a gap, and before it. A code that is only called
// a code must look more like a secret than one that is called a verification code; an error code is
// none.
func (s *scanner) code(key span) []finding {
	if near(s, key.start, 1, noSecretWord, 0) {
		return nil
	}
	secret := phraseAt(s, key)&secretWord != 0 || near(s, key.start, 3, secretWord, noSecretWord)
	after := numbered(s, key.end)
	if p, ok := valueBefore(s, key.start); ok && isCode(s, p, isLink, secret) {
		if found := s.found(p, codeValue); found != nil {
			return found
		}
	}
	for n, joined := range [...]func(int) (int, link){s.link, s.gap} {
		at, l := joined(after)
		if p := groupsAt(s, at); (n == 0 || l != noLink) && isCode(s, p, l, secret) {
			if found := s.found(p, codeValue); found != nil {
				return found
			}
		}
	}
	if found := spelledAfter(s, after, codeValue); found != nil {
		return found
	}
	return codeNear(s, key, secret)
}

// numbered passes over the number of a key, as in "Password 2:".
func numbered(s *scanner, i int) int {
	digit := skipBlanks(s, i)
	if isDigit(byteAt(s, digit)) && byteAt(s, digit+1) == ':' {
		return digit + 1
	}
	return i
}

func isCode(s *scanner, p span, l link, secret bool) bool {
	text := part(s, p)
	n := count(text)
	switch {
	case n.alnum() < 4 || hasPrefix(s, p.start, "0x") || inDotted(s, p) || dated(s, p) || measured(s, p):
		return false
	case n.alpha() == 0:
		return l != noLink && (secret || !isYear(text)) || secret || n.digits >= 6
	case n.digits == 0:
		return secret && p.len() == 6 && n.alpha() == 6 && (n.lower == 0 || l == colonLink) && !ordinary(s, p)
	case l == noLink && !secret:
		return n.alnum() >= 8 && !modelLike(s, p)
	}
	return n.alnum() >= 5 || secret && l >= isLink && n.lower == 0
}

// codeNear finds a number of six digits around a key, as in "I received the code 773920"; around a
// verification code also one of five to eight.
func codeNear(s *scanner, key span, secret bool) []finding {
	for p := range following(s, key.end) {
		if p = groupsAt(s, p.start); looksCode(s, p, secret) {
			if found := s.found(p, codeValue); found != nil {
				return found
			}
		}
	}
	for p := range before(s, key.start, maxNear) {
		if isBlank(byteAt(s, p.start-1)) {
			p.start = groupBefore(s, p).start
		}
		if looksCode(s, p, secret) {
			if found := s.found(p, codeValue); found != nil {
				return found
			}
		}
	}
	return nil
}

func looksCode(s *scanner, p span, secret bool) bool {
	n := count(part(s, p))
	if n.alpha() > 0 || n.signs > 0 || n.digits < 5 || n.digits > 8 || n.digits != 6 && !secret {
		return false
	}
	return !measured(s, p) && !inDotted(s, p) && !dated(s, p) && byteAt(s, p.start-1) != '$' && !inVersion(s, p.start) && !near(s, p.start, 2, noSecretWord, 0)
}

// groupBefore returns the half of a number such as 481 022 that stands before p, or p.
func groupBefore(s *scanner, p span) span {
	before, _ := previous(s, p.start)
	if before.len() == p.len() && count(part(s, before)).digits == p.len() && count(part(s, p)).digits == p.len() && before.end == p.start-1 {
		return before
	}
	return p
}

// pin finds the digits of a PIN; the pin that presses a button has none.
func (s *scanner) pin(key span) []finding {
	if found := spelledBefore(s, key.start, codeValue); found != nil {
		return found
	}
	var found []finding
	if p, ok := valueBefore(s, key.start); ok && isPIN(s, p, isLink) {
		found = s.found(p, codeValue)
	}
	after := labelEnd(s, key.end)
	at, l := s.link(after)
	if p := idAt(s, at); isPIN(s, p, l) && !isDefault(s, key, value{span: p}) {
		return append(found, s.found(p, codeValue)...)
	}
	if at, l := s.gap(after); l != noLink {
		if p := idAt(s, at); isPIN(s, p, l) {
			return append(found, s.found(p, codeValue)...)
		}
	}
	return append(found, spelledAfter(s, after, codeValue)...)
}

func isPIN(s *scanner, p span, l link) bool {
	n := count(part(s, p))
	return n.digits == p.len() && n.digits >= 4 && n.digits <= 8 && !measured(s, p) && !inDotted(s, p) &&
		(l != noLink || n.digits <= 6)
}
