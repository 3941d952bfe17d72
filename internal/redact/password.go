package redact

import "bytes"

// password looks for the value of a key in turn before it, after it, after a gap, and at last
// anywhere near.
func (s *scanner) password(key span) []finding {
	k := passwordValue
	if s.lookUp(key)&wifiWord != 0 || s.near(key.start, 2, wifiWord, passwordWord) || s.afterName(key.start, len(", ")) {
		k = wifiKey
	}
	after := s.numbered(key.end)
	for _, find := range [...]func(key span, after int, k kind) []finding{
		s.passwordBefore, s.spelledPassword, s.passwordAfter, s.changedPassword, s.passwordBehindGap, s.passwordNear,
	} {
		if found := find(key, after, k); found != nil {
			return found
		}
	}
	return nil
}

// afterName reports whether the name of a network was removed at most so many bytes before i.
func (s *scanner) afterName(i, distance int) bool {
	if len(s.pieces) == 0 {
		return false
	}
	last := s.pieces[len(s.pieces)-1]
	return last.kind == wifiName && last.end <= i && i-last.end <= distance
}

// passwordBefore finds the value of "hunter22 is my password".
func (s *scanner) passwordBefore(key span, _ int, k kind) []finding {
	if p, ok := s.valueBefore(key.start); ok && s.isPassword(value{span: p}, noLink) {
		return s.found(p, k)
	}
	return s.spelledBefore(key.start, k)
}

// spelledPassword finds the value of "password is one two three four".
func (s *scanner) spelledPassword(_ span, after int, k kind) []finding {
	return s.spelledAfter(after, k)
}

func (s *scanner) passwordAfter(key span, after int, k kind) []finding {
	at, l := s.link(after)
	if l == noLink && !s.apart(after) {
		return nil
	}
	return s.passwordAt(key, at, l, k)
}

// apart reports whether what follows at i is a word by itself.
func (s *scanner) apart(i int) bool {
	switch s.byteAt(i) {
	case ' ', '\t', '(', '"', '\'', ':', '=':
		return true
	}
	return false
}

func (s *scanner) passwordBehindGap(key span, after int, k kind) []finding {
	at, l := s.gap(after)
	if s.nearWithin(after, at, wifiWord) {
		k = wifiKey
	}
	c := s.byteAt(s.skipBlanks(at))
	if l == noLink && (at == after || c != '(' && c != '"') {
		return nil
	}
	return s.passwordAt(key, at, l, k)
}

// changedPassword finds the values of "changed the password from … to …".
func (s *scanner) changedPassword(key span, _ int, k kind) (all []finding) {
	at := key.end
	for _, leads := range [...]class{fromWord, toWord} {
		c, end := s.nextWord(at)
		if c&leads == 0 {
			continue
		}
		v := s.valueAt(end)
		l := noLink
		if s.near(key.start, 6, setWord, 0) {
			l = isLink
		}
		if !s.isPassword(v, l) || s.weak(v) {
			return all
		}
		found := s.foundValue(v, k)
		if found == nil {
			return all
		}
		all = append(all, found...)
		at = v.end
	}
	return all
}

// passwordNear finds the first word of the sentence behind a key that looks like a password by
// itself: "the password used to be hockey99".
func (s *scanner) passwordNear(key span, _ int, k kind) []finding {
	for p := range s.following(key.end) {
		if s.looksSecret(p) {
			return s.found(p, k)
		}
	}
	return nil
}

// passwordAt finds the value at i if it can be a password, and those that "and" joins to it. After
// "forgot" it must be joined to the key, and look like one.
func (s *scanner) passwordAt(key span, i int, l link, k kind) []finding {
	v := s.valueAt(i)
	if !s.isPassword(v, l) || s.isDefault(key, v) || (l < isLink || s.weak(v)) && s.near(key.start, 3, forgotWord, 0) {
		return nil
	}
	v = s.withYear(v)
	found := s.foundValue(v, k)
	if found == nil {
		return nil
	}
	for end := v.end; ; {
		c, after := s.nextWord(s.skipClosing(end))
		v := s.valueAt(after)
		if c&andWord == 0 || !s.isPassword(v, noLink) || !s.strong(v) {
			return found
		}
		further := s.foundValue(v, k)
		if further == nil {
			return found
		}
		found = append(found, further...)
		end = v.end
	}
}

// withYear adds a number that ends the line to a name: Fluffy 2019.
func (s *scanner) withYear(v value) value {
	if v.quoted || !s.weak(v) || s.byteAt(v.end) != ' ' {
		return v
	}
	next := s.idAt(v.end + 1)
	if n := count(s.part(next)); n.digits < 2 || n.digits != next.len() || isBlank(s.byteAt(next.end)) {
		return v
	}
	v.end = next.end
	return v
}

// account finds the password of a pair such as admin/hunter2 or "admin and Hunter22".
func (s *scanner) account(name span) []finding {
	at := s.skipBlanks(name.end)
	if c, end := s.word(at); c&andWord != 0 {
		at = s.skipBlanks(end)
	}
	if c := s.byteAt(at); c != '/' && c != ':' {
		if v := s.valueAt(at); s.looksSecret(v.span) {
			return s.foundValue(v, passwordValue)
		}
		return nil
	}
	v := s.valueAt(at + 1)
	if !s.isPassword(v, noLink) || s.isWellKnown(v.span) || s.dotted(v.span) {
		return nil
	}
	return s.foundValue(v, passwordValue)
}

// isPassword reports whether a value can be a password. The looser it is joined to its key, the
// more it must look like one.
func (s *scanner) isPassword(v value, l link) bool {
	p := s.core(v.span)
	if v.quoted {
		return p.len() > 2 && !s.nearWithin(v.start, v.end, statusWord) &&
			!(s.weak(v) && p.len() <= maxWord && s.lookUp(p)&(stopWord|statusWord) != 0)
	}
	n := count(s.part(v.span))
	switch {
	case p.len() == 0 || s.dotted(p) || s.dated(p) || bytes.Contains(s.part(v.span), []byte("://")):
		return false
	case n.alpha() == 0:
		return n.digits >= 4 && !s.measured(p) && (l >= isLink || !isYear(s.part(p)))
	case s.weak(v):
		return l >= isLink && p.len() > 2 && !s.afterBreak(v) && (!s.ordinary(p) || l == isLink && s.isCapitalised(p) || l == colonLink && bytes.Count(s.part(p), []byte("-")) > 1)
	case l < isLink:
		return s.strong(v) && !s.measured(p) && !s.modelLike(p)
	}
	return l == colonLink || !s.measured(p)
}

// isCapitalised reports whether a value that ends like an ordinary word is written as a name, and
// so is hardly one: "ist Schmetterling".
func (s *scanner) isCapitalised(p span) bool {
	n := count(s.part(p))
	return isUpper(s.text[p.start]) && n.upper == 1 && n.lower > 0 && s.lookUp(p)&(stopWord|statusWord|passwordWord|codeWord) == 0
}

// weak reports whether a value is made like an ordinary word.
func (s *scanner) weak(v value) bool {
	n := count(s.part(s.core(v.span)))
	return n.digits == 0 && n.signs == 0 && !n.humps
}

// strong reports whether a value is hardly anything but a password.
func (s *scanner) strong(v value) bool {
	p := s.core(v.span)
	n := count(s.part(p))
	return p.len() > 4 && n.alpha() > 0 && (n.digits > 0 || n.signs > 0)
}

// looksSecret reports whether a word is hardly anything but a password, even without a key: small
// letters mixed with digits or signs.
func (s *scanner) looksSecret(p span) bool {
	p = s.core(p)
	n := count(s.part(p))
	if n.lower == 0 || n.alpha() < 3 || n.digits+n.signs == 0 || p.len() < 6 || n.alnum()+n.signs < p.len() {
		return false
	}
	word := span{p.start, p.start}
	for word.end < p.end && isAlpha(s.text[word.end]) {
		word.end++
	}
	return !s.measured(p) && !s.knownModel(p) && (n.signs > 0 || s.lookUp(word)&(stopWord|statusWord|versionWord|phoneWord) == 0) &&
		!s.near(p.start, 1, versionWord, 0)
}

// afterBreak reports whether a value stands on a line of its own below its key: an ordinary
// sentence may begin there.
func (s *scanner) afterBreak(v value) bool { return s.byteAt(s.skipBlanksBack(v.start)-1) == '\n' }
