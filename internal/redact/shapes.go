package redact

// uuid removes the UUID at i.
func (s *scanner) uuid(i int) bool {
	const form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
	for k := range len(form) {
		if c := s.byteAt(i + k); form[k] == 'x' && !isHex(c) || form[k] == '-' && c != '-' {
			return false
		}
	}
	end := i + len(form)
	return !isAlnum(s.byteAt(end)) && s.take(span{i, end}, deviceID)
}

// uid removes the UID of a P2P camera at i: ABCD-123456-ABCDE, twenty capitals
// and digits, or the sixteen of Reolink, which begin with 9527.
func (s *scanner) uid(i int) bool {
	if isJoiner(s.byteAt(i - 1)) {
		return false
	}
	first := span{i, s.wordEnd(i)}
	if s.byteAt(first.end) == '-' {
		return s.threePartUID(first)
	}
	n := count(s.part(first))
	if isJoiner(s.byteAt(first.end)) || n.lower > 0 || n.upper < 2 || n.digits < 2 {
		return false
	}
	return (first.len() == 20 || first.len() == 16 && s.hasPrefix(i, "9527")) && s.take(first, deviceID)
}

func (s *scanner) threePartUID(first span) bool {
	second := span{first.end + 1, s.wordEnd(first.end + 1)}
	third := span{second.end + 1, s.wordEnd(second.end + 1)}
	if s.byteAt(second.end) != '-' || isJoiner(s.byteAt(third.end)) {
		return false
	}
	a, b, c := count(s.part(first)), count(s.part(second)), count(s.part(third))
	if a.alpha() != first.len() || b.digits != second.len() || c.alpha() != third.len() {
		return false
	}
	if first.len() < 3 || first.len() > 8 || second.len() < 5 || second.len() > 7 || third.len() < 4 || third.len() > 6 {
		return false
	}
	return s.take(span{first.start, third.end}, deviceID)
}

// serialShape removes what is hardly anything but a serial number, whatever
// stands beside it.
func (s *scanner) serialShape(i int) bool {
	if c := s.byteAt(i - 1); isJoiner(c) || c == '.' || c == '$' {
		return false
	}
	p := s.idAt(i)
	return p.start == i && isSerial(s.part(p)) && !s.inDotted(p) &&
		!s.inVersion(i) && !s.near(i, 2, saysNoSecret, 0) && s.take(p, serialNumber)
}

// isSerial reports whether letters and digits are mixed as model numbers hardly
// ever mix them.
func isSerial(text []byte) bool {
	n := count(text)
	switch {
	case n.digits < 4 || n.lower > 0 && n.upper > 0:
		return false
	case n.alnum() < len(text):
		// A model number that goes on as a serial number, as Hikvision prints it.
		return n.signs == 0 && n.alnum() >= 20 && n.run >= 8 && n.lower == 0
	case n.alpha() == 0:
		return n.digits >= 9
	case n.run >= 8:
		return n.upper > 0 && (text[0] != 'V' || len(text) > 10)
	case len(text) >= 14:
		return n.digits >= 5 && (n.run >= 5 || isDigit(text[0]) || n.digits >= 9)
	}
	return len(text) >= 12 && n.upper > 0 && (n.run >= 6 || isDigit(text[0]))
}
