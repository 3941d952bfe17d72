package redact

// serial finds the value of "serial number", "S/N" and the like.
func (s *scanner) serial(key span) []finding {
	if s.hasPrefix(key.start, "ser") && key.len() == len("ser") && s.byteAt(key.end) != '.' {
		return nil
	}
	var found []finding
	if p, ok := s.serialBefore(key.start); ok {
		found = s.found(p, serialNumber)
	}
	return append(found, s.labelled(key.end, serialNumber)...)
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

// device finds the value of "device ID", "UID", "ID:". An "ID" must be a device's, or a label by
// itself that five digits or more follow.
func (s *scanner) device(key span) []finding {
	c := s.lookUp(key)
	end := key.end
	owned := s.near(key.start, 1, ownerWord, 0)
	if c&deviceWord == 0 {
		at, l := s.link(end)
		if !owned && (l != colonLink || count(s.part(s.idAt(at))).digits < 5) {
			return nil
		}
	}
	if s.hasPrefix(key.start, "did") && s.text[key.start] != 'D' {
		return nil // the verb
	}
	if c&idWord != 0 {
		if owner, after := s.nextWord(end); owner&ownerWord != 0 {
			end = after
		}
	}
	return s.labelled(end, deviceID)
}

// labelled finds the number or ID whose label ends at i.
func (s *scanner) labelled(i int, k kind) []finding {
	after := s.labelEnd(i)
	at, l := s.link(after)
	p := s.groupsAt(at)
	if !s.isID(p, l) && l == noLink {
		if at, l = s.gap(after); l != noLink {
			p = s.idAt(at)
		}
	}
	if !s.isID(p, l) {
		return nil
	}
	return s.found(p, k)
}

// labelEnd passes over what may follow "serial": "number", "no.", "#", "(on the back)".
func (s *scanner) labelEnd(i int) int {
	for range 3 {
		at := s.skipBlanks(i)
		switch c := s.byteAt(at); {
		case c == '#' || c == '.' && !isAlnum(s.byteAt(at+1)):
			i = at + 1
		case c == '(':
			i = s.closing(at)
		default:
			c, end := s.word(at)
			if c&(numberWord|idWord) == 0 {
				return i
			}
			i = end
		}
	}
	return i
}

// closing passes over a remark in brackets, unless it holds a digit: that may be the number itself.
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

// serialShape finds what is hardly anything but a serial number, whatever stands beside it.
func (s *scanner) serialShape(at span) []finding {
	i := at.start
	if c := s.byteAt(i - 1); isJoiner(c) || c == '.' || c == '$' {
		return nil
	}
	p := s.idAt(i)
	if p.start != i || !isSerial(s.part(p)) || s.inDotted(p) || s.inVersion(i) || s.near(i, 2, noSecretWord, 0) {
		return nil
	}
	return s.found(p, serialNumber)
}

// isSerial reports whether letters and digits are mixed as model numbers hardly ever mix them.
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

// uuid finds a UUID, which may name a device.
func (s *scanner) uuid(at span) []finding {
	const form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
	for k := range len(form) {
		if c := s.byteAt(at.start + k); form[k] == 'x' && !isHex(c) || form[k] == '-' && c != '-' {
			return nil
		}
	}
	end := at.start + len(form)
	if isAlnum(s.byteAt(end)) {
		return nil
	}
	return s.found(span{at.start, end}, deviceID)
}

// uid finds the UID of a P2P camera: ABCD-123456-ABCDE, twenty capitals and digits, or the sixteen
// of Reolink, which begin with 9527.
func (s *scanner) uid(first span) []finding {
	if isJoiner(s.byteAt(first.start - 1)) {
		return nil
	}
	if s.byteAt(first.end) == '-' {
		return s.threePartUID(first)
	}
	n := count(s.part(first))
	if isJoiner(s.byteAt(first.end)) || n.lower > 0 || n.upper < 2 || n.digits < 2 {
		return nil
	}
	if first.len() != 20 && (first.len() != 16 || !s.hasPrefix(first.start, "9527")) {
		return nil
	}
	return s.found(first, deviceID)
}

func (s *scanner) threePartUID(first span) []finding {
	second := span{first.end + 1, s.wordEnd(first.end + 1)}
	third := span{second.end + 1, s.wordEnd(second.end + 1)}
	if s.byteAt(second.end) != '-' || isJoiner(s.byteAt(third.end)) {
		return nil
	}
	a, b, c := count(s.part(first)), count(s.part(second)), count(s.part(third))
	if a.alpha() != first.len() || b.digits != second.len() || c.alpha() != third.len() {
		return nil
	}
	if first.len() < 3 || first.len() > 8 || second.len() < 5 || second.len() > 7 || third.len() < 4 || third.len() > 6 {
		return nil
	}
	return s.found(span{first.start, third.end}, deviceID)
}
