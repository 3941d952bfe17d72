package redact

// changed takes the values of "changed the password from … to …".
func (s *scanner) changed(key span, k kind) (taken bool) {
	at := key.end
	for _, word := range [...]string{"from ", "to "} {
		next := s.skipBlanks(at)
		if !s.hasPrefix(next, word) {
			continue
		}
		v := s.valueAt(next + len(word))
		l := noLink
		if s.near(key.start, 6, saysSet, 0) {
			l = isLink
		}
		if !s.isPassword(v, l) || s.weak(v) || !s.takeValue(v, k) {
			return taken
		}
		taken = true
		at = v.end
	}
	return taken
}

// furtherPasswords takes what follows a password behind "and" or "or" and looks
// like one too.
func (s *scanner) furtherPasswords(i int, k kind) {
	for {
		i = s.skipBlanks(s.skipClosing(i))
		m, end := s.meaning(i)
		v := s.valueAt(end)
		if m&saysAnd == 0 || !s.isPassword(v, noLink) || !s.strong(v) || !s.takeValue(v, k) {
			return
		}
		i = v.end
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

// passwordBefore takes the value of "hunter22 is my password".
func (s *scanner) passwordBefore(key span, k kind) bool {
	p, ok := s.valueBefore(key.start)
	return ok && s.isPassword(value{span: p}, noLink) && s.take(p, k)
}

// account takes the password of a pair such as admin/hunter2 or "admin and
// Hunter22".
func (s *scanner) account(name span) {
	at := s.skipBlanks(name.end)
	if m, end := s.meaning(at); m&saysAnd != 0 {
		at = s.skipBlanks(end)
	}
	if c := s.byteAt(at); c != '/' && c != ':' {
		if v := s.valueAt(at); s.looksSecret(v.span) {
			s.takeValue(v, passwordValue)
		}
		return
	}
	v := s.valueAt(at + 1)
	if s.isPassword(v, noLink) && !s.isWellKnown(v.span) && !s.dotted(v.span) {
		s.takeValue(v, passwordValue)
	}
}
