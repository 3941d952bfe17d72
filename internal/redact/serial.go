package redact

// serial looks for the value of "serial number", "S/N" and the like.
func (s *scanner) serial(key span) {
	if s.hasPrefix(key.start, "ser") && key.len() == len("ser") && s.byteAt(key.end) != '.' {
		return
	}
	if p, ok := s.serialBefore(key.start); ok {
		s.take(p, serialNumber)
	}
	s.labelled(key.end, serialNumber)
}

// device looks for the value of "device ID", "UID", "ID:".
func (s *scanner) device(key span, m meaning) {
	k := key.end
	if m&saysID != 0 {
		if m, end := s.meaning(s.skipBlanks(s.afterDel(k))); m&saysOwner != 0 || end > k && s.afterDel(k) > k {
			k = end
		}
	}
	if s.hasPrefix(key.start, "did") && s.text[key.start] != 'D' {
		return // the verb
	}
	if m&saysDevice == 0 && k == key.end && !s.near(key.start, 1, saysOwner, 0) && !s.longNumber(k) {
		return // a label by itself
	}
	s.labelled(k, deviceID)
}

// longNumber reports whether five digits or more follow the label that ends at i.
func (s *scanner) longNumber(i int) bool {
	at, _ := s.link(i)
	p := s.idAt(at)
	return count(s.part(p)).digits > 4
}

// afterDel passes over "del", as in "ID del dispositivo".
func (s *scanner) afterDel(i int) int {
	if at := s.skipBlanks(i); s.hasPrefix(at, "del ") {
		return at + len("del ")
	}
	return i
}

// labelled takes the number or ID whose label ends at i.
func (s *scanner) labelled(i int, k kind) {
	after := s.labelEnd(i)
	at, l := s.link(after)
	p := s.groupsAt(at)
	if !s.isID(p, l) && l == noLink {
		if at, l = s.gap(after); l != noLink {
			p = s.idAt(at)
		}
	}
	if s.isID(p, l) {
		s.take(p, k)
	}
}

// labelEnd passes over what may follow "serial": "number", "no.", "#", "(on the
// back)".
func (s *scanner) labelEnd(i int) int {
	for range 3 {
		at := s.skipBlanks(i)
		switch c := s.byteAt(at); {
		case c == '#' || c == '.' && !isAlnum(s.byteAt(at+1)):
			i = at + 1
		case c == '(':
			i = s.closing(at)
		default:
			m, end := s.meaning(at)
			if m&(saysNumber|saysID) == 0 {
				return i
			}
			i = end
		}
	}
	return i
}

// closing passes over a remark in brackets, unless it holds a digit: that may be
// the number itself.
func (s *scanner) closing(i int) int {
	for end := i + 1; end < i+maxValue; end++ {
		switch c := s.byteAt(end); {
		case c == ')':
			return end + 1
		case c == 0 || c == '\n' || isDigit(c):
			return i
		}
	}
	return i
}

// isID reports whether a value can be a serial number or a device ID.
func (s *scanner) isID(p span, l link) bool {
	n := count(s.part(p))
	switch {
	case n.alnum() < 6 || n.digits < 3 || s.dated(p) || s.inDotted(p) || s.measured(p):
		return false
	case l == noLink && n.digits < 6 && (n.alnum() < 7 || n.digits < 4):
		return false
	}
	return !s.modelLike(p)
}

// serialBefore reads the number of "D12345678 serial", "… is the serial".
func (s *scanner) serialBefore(key int) (span, bool) {
	p, ok := s.valueBefore(key)
	if !ok {
		p = s.wordBefore(key)
	}
	n := count(s.part(p))
	if !ok && s.skipBlanksBack(key) > p.end {
		return p, false // a comma lies between
	}
	return p, n.alnum() == p.len() && n.digits >= 5 && n.alnum() >= 8 && n.run >= 4
}
