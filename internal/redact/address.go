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
	host, ok := scheme(s, i)
	if !ok {
		if host = i; !hostAndSlash(s, i) {
			return nil
		}
		s.host = find(s, i, chunkEnd(s, i), "/?#")
	}
	end := trimEnd(s, span{host, chunkEnd(s, host)}).end
	authority := find(s, host, end, "/?#")
	if at := lastAt(s, host, authority); at > host {
		found = s.found(span{host, at + 1}, urlPart)
	}
	query := find(s, authority, end, "?#")
	if hasAlnum(s, span{query, end}) {
		s.path = query
		return append(found, s.found(span{query, end}, urlPart)...)
	}
	for ; removedAt(s, end) || isValueByte(byteAt(s, end)); end++ {
		continue // what was removed from a path leaves it one path
	}
	s.path = end
	return found
}

// scheme returns where the host of a URL with a scheme begins.
func scheme(s *scanner, i int) (host int, ok bool) {
	end := i
	for end < i+maxWord && isAlpha(byteAt(s, end)) {
		end++
	}
	return end + len("://"), end > i && hasPrefix(s, end, "://")
}

// hostAndSlash reports whether a name such as help.example.com and a slash stand at i.
func hostAndSlash(s *scanner, i int) bool {
	if c := byteAt(s, i-1); c == '@' || c == '.' {
		return false
	}
	dot, end := -1, i
	for c := byteAt(s, end); end < i+maxValue && (isAlnum(c) || c == '-' || c == '.'); c = byteAt(s, end) {
		if c == '.' {
			dot = end
		}
		end++
	}
	top := span{dot + 1, end}
	return dot > i && top.len() > 1 && count(part(s, top)).alpha() == top.len() && byteAt(s, end) == '/'
}

// chunkEnd returns the end of what is written without a space.
func chunkEnd(s *scanner, i int) int {
	for isValueByte(byteAt(s, i)) {
		i++
	}
	return i
}

// find returns the first place between i and end that holds one of the signs, or end.
func find(s *scanner, i, end int, signs string) int {
	for ; i < end; i++ {
		for k := range len(signs) {
			if s.text[i] == signs[k] {
				return i
			}
		}
	}
	return max(i, end)
}

func lastAt(s *scanner, i, end int) int {
	for end--; end >= i; end-- {
		if s.text[end] == '@' {
			return end
		}
	}
	return -1
}

func hasAlnum(s *scanner, p span) bool {
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
	p, o, ok := quad(s, at.start)
	if !ok || isVersion(s, p, o) || slices.Contains(defaultAddresses, netip.AddrFrom4(o)) {
		return nil
	}
	return s.found(p, ipAddress)
}

// isVersion reports whether four numbers are a version: so small that they are hardly an address,
// or rather small and beside a word such as "firmware".
func isVersion(s *scanner, p span, o octets) bool {
	if max(o[0], o[1], o[2], o[3]) <= 31 && o[0] != 10 && !near(s, p.start, 3, ipWord, 0) {
		return true
	}
	after, _ := nextWord(s, p.end)
	return o[0] <= 30 && (after&versionWord != 0 || inVersion(s, p.start))
}

// quad reads four numbers of at most 255 with full stops, and nothing that goes on like a longer
// version.
func quad(s *scanner, i int) (p span, o octets, ok bool) {
	if c := byteAt(s, i-1); isAlnum(c) || c == '.' || c == '_' {
		return p, o, false
	}
	at := i
	for n := range o {
		if n > 0 {
			if byteAt(s, at) != '.' {
				return p, o, false
			}
			at++
		}
		start, number := at, 0
		for isDigit(byteAt(s, at)) && at < start+4 {
			number = number*10 + int(s.text[at]-'0')
			at++
		}
		if at == start || at > start+3 || number > 255 {
			return p, o, false
		}
		o[n] = byte(number)
	}
	c := byteAt(s, at)
	if isAlnum(c) || c == '_' || c == '.' && goesOn(s, at+1) || c == '-' && (idAt(s, at+1).len() > 3 || removedAt(s, at+1)) {
		return p, o, false
	}
	return span{i, at}, o, true
}

// ipv6 finds an address with its zone.
func (s *scanner) ipv6(at span) []finding {
	p := hexAndColons(s, at.start)
	if p.len() == 0 {
		return nil
	}
	address, err := netip.ParseAddr(string(part(s, p)))
	if err != nil || address.IsLoopback() {
		return nil
	}
	if byteAt(s, p.end) == '%' {
		p.end = wordEnd(s, p.end+1)
	}
	return s.found(p, ipAddress)
}

// hexAndColons reads what can be an IPv6 address: two colons and four digits at least, so that no
// time is one.
func hexAndColons(s *scanner, i int) span {
	if c := byteAt(s, i-1); isAlnum(c) || c == ':' || removedAt(s, i-1) {
		return span{}
	}
	const longest = 45 // digits, colons and the dots of an IPv4 address at the end
	end, colons := i, 0
	for c := byteAt(s, end); end <= i+longest && (isHex(c) || c == ':' || c == '.' && colons > 1); c = byteAt(s, end) {
		if c == ':' {
			colons++
		}
		end++
	}
	if colons < 2 || goesOn(s, end) {
		return span{}
	}
	for end > i && (s.text[end-1] == '.' || s.text[end-1] == ':' && byteAt(s, end-2) != ':') {
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
	if c := byteAt(s, i-1); isAlnum(c) || (c == ':' || c == '-') && wordStart(s, i-1) == i-3 && isHex(byteAt(s, i-2)) {
		return nil
	}
	for _, p := range [...]span{macGroups(s, i, 6, 2), macGroups(s, i, 3, 4), macGroups(s, i, 2, 6), macRun(s, i)} {
		if found := s.found(p, macAddress); found != nil {
			return found
		}
	}
	return nil
}

func macGroups(s *scanner, i, groups, size int) span {
	separator := byteAt(s, i+size)
	switch {
	case separator == '.' && size == 4:
	case (separator == ':' || separator == '-') && size == 2:
	case separator == ' ' && size == 2 && near(s, i, 3, macWord, 0):
	case separator == '-' && size == 6 && near(s, i, 3, macWord, 0):
	default:
		return span{}
	}
	end := i + groups*(size+1) - 1
	for k := i; k < end; k++ {
		if (k-i)%(size+1) == size {
			if byteAt(s, k) != separator {
				return span{}
			}
		} else if !isHex(byteAt(s, k)) {
			return span{}
		}
	}
	if c := byteAt(s, end); isAlnum(c) || c == separator && c != ' ' && (isHex(byteAt(s, end+1)) || removedAt(s, end+1)) {
		return span{}
	}
	if size == 4 && count(s.text[i:end]).alpha() == 0 {
		return span{}
	}
	return span{i, end}
}

// macRun reads twelve hex digits in a row, unless they name a version.
func macRun(s *scanner, i int) span {
	p := span{i, wordEnd(s, i)}
	if p.len() != 12 || isJoiner(byteAt(s, i-1)) || isJoiner(byteAt(s, p.end)) {
		return span{}
	}
	for _, c := range part(s, p) {
		if !isHex(c) {
			return span{}
		}
	}
	n := count(part(s, p))
	if near(s, i, 3, macWord, 0) ||
		n.alpha() > 0 && (n.digits > 1 || n.upper == p.len()) && (n.upper == 0 || n.lower == 0) && !inVersion(s, i) {
		return p
	}
	return span{}
}
