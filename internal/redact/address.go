package redact

import "net/netip"

// inVersion reports whether what stands at i belongs to a version.
func (s *scanner) inVersion(i int) bool {
	return s.version || s.near(i, 3, saysVersion, saysIP)
}

// ipv4 removes the address at i, unless it is a default address or a version.
func (s *scanner) ipv4(i int) bool {
	p, octets, ok := s.quad(i)
	if !ok {
		return false
	}
	if s.isVersion(p, octets) || isDefaultAddress(octets) {
		return false
	}
	return s.take(p, ipAddress)
}

// isVersion reports whether four numbers are a version: so small that they are
// hardly an address, or rather small and beside a word such as "firmware".
func (s *scanner) isVersion(p span, o octets) bool {
	if max(o[0], o[1], o[2], o[3]) <= 31 && o[0] != 10 && !s.near(p.start, 3, saysIP, 0) {
		return true
	}
	after, _ := s.meaning(s.skipBlanks(p.end))
	return o[0] <= 30 && (after&saysVersion != 0 || s.inVersion(p.start))
}

// quad reads four numbers of at most 255 with full stops, and nothing that goes
// on like a longer version.
func (s *scanner) quad(i int) (p span, q octets, ok bool) {
	if c := s.byteAt(i - 1); isAlnum(c) || c == '.' || c == '_' {
		return p, q, false
	}
	at := i
	for n := range q {
		if n > 0 {
			if s.byteAt(at) != '.' {
				return p, q, false
			}
			at++
		}
		start, number := at, 0
		for isDigit(s.byteAt(at)) && at < start+4 {
			number = number*10 + int(s.text[at]-'0')
			at++
		}
		if at == start || at > start+3 || number > 255 {
			return p, q, false
		}
		q[n] = byte(number)
	}
	c := s.byteAt(at)
	if isAlnum(c) || c == '_' || c == '.' && s.goesOn(at+1) || c == '-' && (s.idAt(at+1).len() > 3 || s.removedAt(at+1)) {
		return p, q, false
	}
	return span{i, at}, q, true
}

// ipv6 removes the address at i, with its zone.
func (s *scanner) ipv6(i int) bool {
	p := s.hexAndColons(i)
	if p.len() == 0 {
		return false
	}
	address, err := netip.ParseAddr(string(s.part(p)))
	if err != nil || address.IsLoopback() {
		return false
	}
	if s.byteAt(p.end) == '%' {
		p.end = s.wordEnd(p.end + 1)
	}
	return s.take(p, ipAddress)
}

// hexAndColons reads what can be an IPv6 address: two colons and four digits at
// least, so that no time is one.
func (s *scanner) hexAndColons(i int) span {
	if c := s.byteAt(i - 1); isAlnum(c) || c == ':' || s.removedAt(i-1) {
		return span{}
	}
	const longest = 45 // digits, colons and the dots of an IPv4 address at the end
	end, colons := i, 0
	for c := s.byteAt(end); end <= i+longest && (isHex(c) || c == ':' || c == '.' && colons > 1); c = s.byteAt(end) {
		if c == ':' {
			colons++
		}
		end++
	}
	if colons < 2 || s.goesOn(end) {
		return span{}
	}
	for end > i && (s.text[end-1] == '.' || s.text[end-1] == ':' && s.byteAt(end-2) != ':') {
		end--
	}
	if end-i-colons < 4 {
		return span{}
	}
	return span{i, end}
}
