package redact

// mac removes the MAC address at i: six pairs with one separator, three groups
// of four with full stops, or twelve hex digits.
func (s *scanner) mac(i int) bool {
	if c := s.byteAt(i - 1); isAlnum(c) || (c == ':' || c == '-') && s.wordStart(i-1) == i-3 && isHex(s.byteAt(i-2)) {
		return false
	}
	return s.macGroups(i, 6, 2) || s.macGroups(i, 3, 4) || s.macRun(i)
}

func (s *scanner) macGroups(i, groups, size int) bool {
	separator := s.byteAt(i + size)
	switch {
	case separator == '.' && size == 4:
	case (separator == ':' || separator == '-') && size == 2:
	case separator == ' ' && size == 2 && s.near(i, 3, saysMAC, 0):
	default:
		return false
	}
	end := i + groups*(size+1) - 1
	for k := i; k < end; k++ {
		if (k-i)%(size+1) == size {
			if s.byteAt(k) != separator {
				return false
			}
		} else if !isHex(s.byteAt(k)) {
			return false
		}
	}
	if c := s.byteAt(end); isAlnum(c) || c == separator && c != ' ' && (isHex(s.byteAt(end+1)) || s.removedAt(end+1)) {
		return false
	}
	p := span{i, end}
	return (size == 2 || count(s.text[i:end]).alpha() > 0) && s.take(p, macAddress)
}

// macRun removes twelve hex digits in a row, unless they name a version.
func (s *scanner) macRun(i int) bool {
	p := span{i, s.wordEnd(i)}
	if p.len() != 12 || isJoiner(s.byteAt(i-1)) || isJoiner(s.byteAt(p.end)) {
		return false
	}
	for _, c := range s.part(p) {
		if !isHex(c) {
			return false
		}
	}
	if s.near(i, 3, saysMAC, 0) {
		return s.take(p, macAddress)
	}
	n := count(s.part(p))
	return n.alpha() > 0 && (n.digits > 1 || n.upper == p.len()) && (n.upper == 0 || n.lower == 0) && !s.inVersion(i) && s.take(p, macAddress)
}
