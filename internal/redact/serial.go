package redact

// serial finds the value of "serial number", "S/N" and the like.
func (s *scanner) serial(key span) []finding {
	if hasPrefix(s, key.start, "ser") && key.len() == len("ser") && byteAt(s, key.end) != '.' {
		return nil
	}
	var found []finding
	if p, ok := serialBefore(s, key.start); ok {
		found = s.found(p, serialNumber)
	}
	return append(found, labelled(s, key.end, serialNumber)...)
}

// serialBefore reads the number of "D12345678 serial", "… is the serial".
func serialBefore(s *scanner, key int) (span, bool) {
	p, ok := valueBefore(s, key)
	if !ok {
		p = wordBefore(s, key)
	}
	n := count(part(s, p))
	if !ok && skipBlanksBack(s, key) > p.end {
		return p, false // a comma lies between
	}
	return p, n.alnum() == p.len() && n.digits >= 5 && n.alnum() >= 8 && n.run >= 4
}

// device finds the value of "device ID", "UID", "ID:". An "ID" must be a device's, or a label by
// itself that five digits or more follow.
func (s *scanner) device(key span) []finding {
	c := phraseAt(s, key)
	end := key.end
	owned := near(s, key.start, 1, ownerWord, 0)
	if c&deviceWord == 0 {
		at, l := s.link(end)
		if !owned && (l != colonLink || count(part(s, idAt(s, at))).digits < 5) {
			return nil
		}
	}
	if hasPrefix(s, key.start, "did") && s.text[key.start] != 'D' {
		return nil // the verb
	}
	if c&idWord != 0 {
		if owner, after := nextWord(s, end); owner&ownerWord != 0 {
			end = after
		}
	}
	return labelled(s, end, deviceID)
}

// labelled finds the number or ID whose label ends at i.
func labelled(s *scanner, i int, k kind) []finding {
	after := labelEnd(s, i)
	at, l := s.link(after)
	p := groupsAt(s, at)
	if !isID(s, p, l) && l == noLink {
		if at, l = s.gap(after); l != noLink {
			p = idAt(s, at)
		}
	}
	if !isID(s, p, l) {
		return nil
	}
	return s.found(p, k)
}

// labelEnd passes over what may follow "serial": "number", "no.", "#", "(on the back)".
func labelEnd(s *scanner, i int) int {
	for range 3 {
		at := skipBlanks(s, i)
		switch c := byteAt(s, at); {
		case c == '#' || c == '.' && !isAlnum(byteAt(s, at+1)):
			i = at + 1
		case c == '(':
			i = closing(s, at)
		default:
			c, end := wordAt(s, at)
			if c&(numberWord|idWord) == 0 {
				return i
			}
			i = end
		}
	}
	return i
}

// closing passes over a remark in brackets, unless it holds a digit: that may be the number itself.
func closing(s *scanner, i int) int {
	for end := i + 1; end < i+maxValue; end++ {
		switch c := byteAt(s, end); {
		case c == ')':
			return end + 1
		case c == 0 || c == '\n' || isDigit(c):
			return i
		}
	}
	return i
}

// isID reports whether a value can be a serial number or a device ID.
func isID(s *scanner, p span, l link) bool {
	n := count(part(s, p))
	switch {
	case n.alnum() < 6 || n.digits < 3 || dated(s, p) || inDotted(s, p) || measured(s, p):
		return false
	case l == noLink && n.digits < 6 && (n.alnum() < 7 || n.digits < 4):
		return false
	}
	return !modelLike(s, p)
}

// serialShape finds what is hardly anything but a serial number, whatever stands beside it.
func (s *scanner) serialShape(at span) []finding {
	i := at.start
	if c := byteAt(s, i-1); isJoiner(c) || c == '.' || c == '$' {
		return nil
	}
	p := idAt(s, i)
	if p.start != i || !isSerial(part(s, p)) || inDotted(s, p) || inVersion(s, i) || near(s, i, 2, noSecretWord, 0) {
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
		if c := byteAt(s, at.start+k); form[k] == 'x' && !isHex(c) || form[k] == '-' && c != '-' {
			return nil
		}
	}
	end := at.start + len(form)
	if isAlnum(byteAt(s, end)) {
		return nil
	}
	return s.found(span{at.start, end}, deviceID)
}

// uid finds the UID of a P2P camera: ABCD-123456-ABCDE, twenty capitals and digits, or the sixteen
// of Reolink, which begin with 9527.
func (s *scanner) uid(first span) []finding {
	if isJoiner(byteAt(s, first.start-1)) {
		return nil
	}
	if byteAt(s, first.end) == '-' {
		return threePartUID(s, first)
	}
	n := count(part(s, first))
	if isJoiner(byteAt(s, first.end)) || n.lower > 0 || n.upper < 2 || n.digits < 2 {
		return nil
	}
	if first.len() != 20 && (first.len() != 16 || !hasPrefix(s, first.start, "9527")) {
		return nil
	}
	return s.found(first, deviceID)
}

func threePartUID(s *scanner, first span) []finding {
	second := span{first.end + 1, wordEnd(s, first.end+1)}
	third := span{second.end + 1, wordEnd(s, second.end+1)}
	if byteAt(s, second.end) != '-' || isJoiner(byteAt(s, third.end)) {
		return nil
	}
	a, b, c := count(part(s, first)), count(part(s, second)), count(part(s, third))
	if a.alpha() != first.len() || b.digits != second.len() || c.alpha() != third.len() {
		return nil
	}
	if first.len() < 3 || first.len() > 8 || second.len() < 5 || second.len() > 7 || third.len() < 4 || third.len() > 6 {
		return nil
	}
	return s.found(span{first.start, third.end}, deviceID)
}
