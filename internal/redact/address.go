package redact

import (
	"net/netip"
	"slices"
)

// url finds user, query and fragment of the URL that begins at a word, and notes where its path
// ends. A URL has a scheme, or begins with a host's name and a slash.
func (s *scanner) url(at span) (found []finding) {
	i := at.start
	if i < s.path {
		return nil
	}
	s.path = i
	host, ok := s.scheme(i)
	if !ok {
		if host = i; !s.hostAndSlash(i) {
			return nil
		}
		s.host = s.find(i, s.chunkEnd(i), "/?#")
	}
	end := s.trimEnd(span{host, s.chunkEnd(host)}).end
	authority := s.find(host, end, "/?#")
	if at := s.lastAt(host, authority); at > host {
		found = s.found(span{host, at + 1}, urlPart)
	}
	query := s.find(authority, end, "?#")
	if s.hasAlnum(span{query, end}) {
		s.path = query
		return append(found, s.found(span{query, end}, urlPart)...)
	}
	for ; s.removedAt(end) || isValueByte(s.byteAt(end)); end++ {
		continue // what was removed from a path leaves it one path
	}
	s.path = end
	return found
}

// scheme returns where the host of a URL with a scheme begins.
func (s *scanner) scheme(i int) (host int, ok bool) {
	end := i
	for end < i+maxWord && isAlpha(s.byteAt(end)) {
		end++
	}
	return end + len("://"), end > i && s.hasPrefix(end, "://")
}

// hostAndSlash reports whether a name such as help.example.com and a slash stand at i.
func (s *scanner) hostAndSlash(i int) bool {
	if c := s.byteAt(i - 1); c == '@' || c == '.' {
		return false
	}
	dot, end := -1, i
	for c := s.byteAt(end); end < i+maxValue && (isAlnum(c) || c == '-' || c == '.'); c = s.byteAt(end) {
		if c == '.' {
			dot = end
		}
		end++
	}
	top := span{dot + 1, end}
	return dot > i && top.len() > 1 && count(s.part(top)).alpha() == top.len() && s.byteAt(end) == '/'
}

// chunkEnd returns the end of what is written without a space.
func (s *scanner) chunkEnd(i int) int {
	for isValueByte(s.byteAt(i)) {
		i++
	}
	return i
}

// find returns the first place between i and end that holds one of the signs, or end.
func (s *scanner) find(i, end int, signs string) int {
	for ; i < end; i++ {
		for k := range len(signs) {
			if s.text[i] == signs[k] {
				return i
			}
		}
	}
	return max(i, end)
}

func (s *scanner) lastAt(i, end int) int {
	for end--; end >= i; end-- {
		if s.text[end] == '@' {
			return end
		}
	}
	return -1
}

func (s *scanner) hasAlnum(p span) bool {
	for ; p.start < p.end; p.start++ {
		if isAlnum(s.text[p.start]) {
			return true
		}
	}
	return false
}

// octets are an IPv4 address.
type octets [4]byte

// ipv4 finds an address, unless it is a default address or a version.
func (s *scanner) ipv4(at span) []finding {
	p, o, ok := s.quad(at.start)
	if !ok || s.isVersion(p, o) || slices.Contains(defaultAddresses, netip.AddrFrom4(o)) {
		return nil
	}
	return s.found(p, ipAddress)
}

// isVersion reports whether four numbers are a version: so small that they are hardly an address,
// or rather small and beside a word such as "firmware".
func (s *scanner) isVersion(p span, o octets) bool {
	if max(o[0], o[1], o[2], o[3]) <= 31 && o[0] != 10 && !s.near(p.start, 3, ipWord, 0) {
		return true
	}
	after, _ := s.nextWord(p.end)
	return o[0] <= 30 && (after&versionWord != 0 || s.inVersion(p.start))
}

// quad reads four numbers of at most 255 with full stops, and nothing that goes on like a longer
// version.
func (s *scanner) quad(i int) (p span, o octets, ok bool) {
	if c := s.byteAt(i - 1); isAlnum(c) || c == '.' || c == '_' {
		return p, o, false
	}
	at := i
	for n := range o {
		if n > 0 {
			if s.byteAt(at) != '.' {
				return p, o, false
			}
			at++
		}
		start, number := at, 0
		for isDigit(s.byteAt(at)) && at < start+4 {
			number = number*10 + int(s.text[at]-'0')
			at++
		}
		if at == start || at > start+3 || number > 255 {
			return p, o, false
		}
		o[n] = byte(number)
	}
	c := s.byteAt(at)
	if isAlnum(c) || c == '_' || c == '.' && s.goesOn(at+1) || c == '-' && (s.idAt(at+1).len() > 3 || s.removedAt(at+1)) {
		return p, o, false
	}
	return span{i, at}, o, true
}

// ipv6 finds an address with its zone.
func (s *scanner) ipv6(at span) []finding {
	p := s.hexAndColons(at.start)
	if p.len() == 0 {
		return nil
	}
	address, err := netip.ParseAddr(string(s.part(p)))
	if err != nil || address.IsLoopback() {
		return nil
	}
	if s.byteAt(p.end) == '%' {
		p.end = s.wordEnd(p.end + 1)
	}
	return s.found(p, ipAddress)
}

// hexAndColons reads what can be an IPv6 address: two colons and four digits at least, so that no
// time is one.
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

// mac finds six pairs of hex digits with one separator, three groups of four with full stops, two
// groups of six behind "MAC", or twelve in a row.
func (s *scanner) mac(at span) []finding {
	i := at.start
	if c := s.byteAt(i - 1); isAlnum(c) || (c == ':' || c == '-') && s.wordStart(i-1) == i-3 && isHex(s.byteAt(i-2)) {
		return nil
	}
	for _, p := range [...]span{s.macGroups(i, 6, 2), s.macGroups(i, 3, 4), s.macGroups(i, 2, 6), s.macRun(i)} {
		if found := s.found(p, macAddress); found != nil {
			return found
		}
	}
	return nil
}

func (s *scanner) macGroups(i, groups, size int) span {
	separator := s.byteAt(i + size)
	switch {
	case separator == '.' && size == 4:
	case (separator == ':' || separator == '-') && size == 2:
	case separator == ' ' && size == 2 && s.near(i, 3, macWord, 0):
	case separator == '-' && size == 6 && s.near(i, 3, macWord, 0):
	default:
		return span{}
	}
	end := i + groups*(size+1) - 1
	for k := i; k < end; k++ {
		if (k-i)%(size+1) == size {
			if s.byteAt(k) != separator {
				return span{}
			}
		} else if !isHex(s.byteAt(k)) {
			return span{}
		}
	}
	if c := s.byteAt(end); isAlnum(c) || c == separator && c != ' ' && (isHex(s.byteAt(end+1)) || s.removedAt(end+1)) {
		return span{}
	}
	if size == 4 && count(s.text[i:end]).alpha() == 0 {
		return span{}
	}
	return span{i, end}
}

// macRun reads twelve hex digits in a row, unless they name a version.
func (s *scanner) macRun(i int) span {
	p := span{i, s.wordEnd(i)}
	if p.len() != 12 || isJoiner(s.byteAt(i-1)) || isJoiner(s.byteAt(p.end)) {
		return span{}
	}
	for _, c := range s.part(p) {
		if !isHex(c) {
			return span{}
		}
	}
	n := count(s.part(p))
	if s.near(i, 3, macWord, 0) ||
		n.alpha() > 0 && (n.digits > 1 || n.upper == p.len()) && (n.upper == 0 || n.lower == 0) && !s.inVersion(i) {
		return p
	}
	return span{}
}
