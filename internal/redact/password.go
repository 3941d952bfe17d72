package redact

import "bytes"

// password looks for the value of a key in turn before it, after it, after a gap, and at last
// anywhere near.
func (s *scanner) password(key span) []finding {
	k := passwordValue
	if phraseAt(s, key)&wifiWord != 0 || near(s, key.start, 2, wifiWord, passwordWord) || afterName(s, key.start, len(", ")) {
		k = wifiKey
	}
	after := numbered(s, key.end)
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
func afterName(s *scanner, i, distance int) bool {
	if len(s.pieces) == 0 {
		return false
	}
	last := s.pieces[len(s.pieces)-1]
	return last.kind == wifiName && last.end <= i && i-last.end <= distance
}

// passwordBefore finds the value of "hunter22 is my password".
func (s *scanner) passwordBefore(key span, _ int, k kind) []finding {
	if p, ok := valueBefore(s, key.start); ok && isPassword(s, value{span: p}, noLink) {
		return s.found(p, k)
	}
	return spelledBefore(s, key.start, k)
}

// spelledPassword finds the value of "password is one two three four".
func (s *scanner) spelledPassword(_ span, after int, k kind) []finding {
	return spelledAfter(s, after, k)
}

func (s *scanner) passwordAfter(key span, after int, k kind) []finding {
	at, l := s.link(after)
	if l == noLink && !apart(s, after) {
		return nil
	}
	return passwordAt(s, key, at, l, k)
}

// apart reports whether what follows at i is a word by itself.
func apart(s *scanner, i int) bool {
	switch byteAt(s, i) {
	case ' ', '\t', '(', '"', '\'', ':', '=':
		return true
	}
	return false
}

func (s *scanner) passwordBehindGap(key span, after int, k kind) []finding {
	at, l := s.gap(after)
	if nearWithin(s, after, at, wifiWord) {
		k = wifiKey
	}
	c := byteAt(s, skipBlanks(s, at))
	if l == noLink && (at == after || c != '(' && c != '"') {
		return nil
	}
	return passwordAt(s, key, at, l, k)
}

// changedPassword finds the values of "changed the password from … to …".
func (s *scanner) changedPassword(key span, _ int, k kind) (all []finding) {
	at := key.end
	for _, leads := range [...]class{fromWord, toWord} {
		c, end := nextWord(s, at)
		if c&leads == 0 {
			continue
		}
		v := valueAt(s, end)
		l := noLink
		if near(s, key.start, 6, setWord, 0) {
			l = isLink
		}
		if !isPassword(s, v, l) || weak(s, v) {
			return all
		}
		found := foundValue(s, v, k)
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
	for p := range following(s, key.end) {
		if looksSecret(s, p) {
			return s.found(p, k)
		}
	}
	return nil
}

// passwordAt finds the value at i if it can be a password, and those that "and" joins to it. After
// "forgot" it must be joined to the key, and look like one.
func passwordAt(s *scanner, key span, i int, l link, k kind) []finding {
	v := valueAt(s, i)
	if !isPassword(s, v, l) || isDefault(s, key, v) || (l < isLink || weak(s, v)) && near(s, key.start, 3, forgotWord, 0) {
		return nil
	}
	v = withYear(s, v)
	found := foundValue(s, v, k)
	if found == nil {
		return nil
	}
	for end := v.end; ; {
		c, after := nextWord(s, skipClosing(s, end))
		v := valueAt(s, after)
		if c&andWord == 0 || !isPassword(s, v, noLink) || !strong(s, v) {
			return found
		}
		further := foundValue(s, v, k)
		if further == nil {
			return found
		}
		found = append(found, further...)
		end = v.end
	}
}

// withYear adds a number that ends the line to a name: Fluffy 2019.
func withYear(s *scanner, v value) value {
	if v.quoted || !weak(s, v) || byteAt(s, v.end) != ' ' {
		return v
	}
	next := idAt(s, v.end+1)
	if n := count(part(s, next)); n.digits < 2 || n.digits != next.len() || isBlank(byteAt(s, next.end)) {
		return v
	}
	v.end = next.end
	return v
}

// account finds the password of a pair such as admin/hunter2 or "admin and Hunter22".
func (s *scanner) account(name span) []finding {
	at := skipBlanks(s, name.end)
	if c, end := wordAt(s, at); c&andWord != 0 {
		at = skipBlanks(s, end)
	}
	if c := byteAt(s, at); c != '/' && c != ':' {
		if v := valueAt(s, at); looksSecret(s, v.span) {
			return foundValue(s, v, passwordValue)
		}
		return nil
	}
	v := valueAt(s, at+1)
	if !isPassword(s, v, noLink) || isWellKnown(s, v.span) || dotted(s, v.span) {
		return nil
	}
	return foundValue(s, v, passwordValue)
}

// isPassword reports whether a value can be a password. The looser it is joined to its key, the
// more it must look like one.
func isPassword(s *scanner, v value, l link) bool {
	p := core(s, v.span)
	if v.quoted {
		return p.len() > 2 && !nearWithin(s, v.start, v.end, statusWord) &&
			!(weak(s, v) && p.len() <= maxWord && phraseAt(s, p)&(stopWord|statusWord) != 0)
	}
	n := count(part(s, v.span))
	switch {
	case p.len() == 0 || dotted(s, p) || dated(s, p) || bytes.Contains(part(s, v.span), []byte("://")):
		return false
	case n.alpha() == 0:
		return n.digits >= 4 && !measured(s, p) && (l >= isLink || !isYear(part(s, p)))
	case weak(s, v):
		return l >= isLink && p.len() > 2 && !afterBreak(s, v) && (!ordinary(s, p) || l == isLink && isCapitalised(s, p) || l == colonLink && bytes.Count(part(s, p), []byte("-")) > 1)
	case l < isLink:
		return strong(s, v) && !measured(s, p) && !modelLike(s, p)
	}
	return l == colonLink || !measured(s, p)
}

// isCapitalised reports whether a value that ends like an ordinary word is written as a name, and
// so is hardly one: "ist Schmetterling".
func isCapitalised(s *scanner, p span) bool {
	n := count(part(s, p))
	return isUpper(s.text[p.start]) && n.upper == 1 && n.lower > 0 && phraseAt(s, p)&(stopWord|statusWord|passwordWord|codeWord) == 0
}

// weak reports whether a value is made like an ordinary word.
func weak(s *scanner, v value) bool {
	n := count(part(s, core(s, v.span)))
	return n.digits == 0 && n.signs == 0 && !n.humps
}

// strong reports whether a value is hardly anything but a password.
func strong(s *scanner, v value) bool {
	p := core(s, v.span)
	n := count(part(s, p))
	return p.len() > 4 && n.alpha() > 0 && (n.digits > 0 || n.signs > 0)
}

// looksSecret reports whether a word is hardly anything but a password, even without a key: small
// letters mixed with digits or signs.
func looksSecret(s *scanner, p span) bool {
	p = core(s, p)
	n := count(part(s, p))
	if n.lower == 0 || n.alpha() < 3 || n.digits+n.signs == 0 || p.len() < 6 || n.alnum()+n.signs < p.len() {
		return false
	}
	word := span{p.start, p.start}
	for word.end < p.end && isAlpha(s.text[word.end]) {
		word.end++
	}
	return !measured(s, p) && !knownModel(s, p) && (n.signs > 0 || phraseAt(s, word)&(stopWord|statusWord|versionWord|phoneWord) == 0) &&
		!near(s, p.start, 1, versionWord, 0)
}

// afterBreak reports whether a value stands on a line of its own below its key: an ordinary
// sentence may begin there.
func afterBreak(s *scanner, v value) bool { return byteAt(s, skipBlanksBack(s, v.start)-1) == '\n' }
