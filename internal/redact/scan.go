package redact

// scanner looks for secrets in one text. Every rule reads at most a bounded
// stretch around the place where it starts, or what it then removes.
type scanner struct {
	folded
	redactor *Redactor
	version  bool // the whole text is a version
	pieces   []piece
	secrets  map[string]kind // what was removed and may stand elsewhere too
	path     int             // up to here the text is a URL's path
	host     int             // up to here it is a URL's host that has no scheme in front
	phoneEnd int             // up to here it is a phone number that stays
}

// scan goes through the text once, from the beginning of each word or number to
// the next.
func (s *scanner) scan() {
	for i := 0; i < len(s.text); {
		switch {
		case s.blocked(i):
			i++
		case isAlnum(s.text[i]):
			i = s.scanWord(i)
		default:
			s.scanSign(i)
			i++
		}
	}
}

// scanWord applies the rules to a word and returns its end.
func (s *scanner) scanWord(i int) int {
	end := s.wordEnd(i)
	if i >= s.path {
		s.path = s.url(i)
	}
	if s.email(i) {
		return end
	}
	inPath := i < s.path
	if !inPath {
		s.tellingWord(i)
	}
	if !s.blocked(i) && i >= s.host && !s.address(i) && !inPath && !s.phone(i) {
		s.serialShape(i)
	}
	return end
}

// address removes what is known by its shape alone, wherever it stands.
func (s *scanner) address(i int) bool {
	return s.mac(i) || s.uuid(i) || s.ipv6(i) || s.ipv4(i) || s.uid(i)
}

// scanSign applies the rules for what may begin with a sign.
func (s *scanner) scanSign(i int) {
	switch s.text[i] {
	case '+', '(':
		if i >= s.path {
			s.phone(i)
		}
	case ':':
		s.ipv6(i)
	case '@':
		s.emailWithSpaces(i)
	}
}

// blocked reports whether the text at i is removed, now or before, or over.
func (s *scanner) blocked(i int) bool {
	return i < 0 || i >= len(s.text) || s.text[i] == marker
}

func (s *scanner) blockedWithin(p span) bool {
	for i := p.start; i < p.end; i++ {
		if s.blocked(i) {
			return true
		}
	}
	return false
}

// byteAt returns the byte at i, or 0 where the text is blocked.
func (s *scanner) byteAt(i int) byte {
	if s.blocked(i) {
		return 0
	}
	return s.text[i]
}

func (s *scanner) part(p span) []byte { return s.text[p.start:p.end] }

func (s *scanner) hasPrefix(i int, prefix string) bool {
	for k := range len(prefix) {
		if lower(s.byteAt(i+k)) != prefix[k] {
			return false
		}
	}
	return true
}
