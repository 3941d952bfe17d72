package redact

// link says how a value is joined to the word that tells what it is.
type link uint8

const (
	noLink    link = iota // password hunter2
	commaLink             // password, hunter2,
	isLink                // password is hunter2
	colonLink             // password: hunter2
)

// maxGap is how many words may stand between a key and "is".
const maxGap = 7

// link reads what joins a key that ends at i to its value, and returns where
// the value may begin.
func (s *scanner) link(i int) (at int, l link) {
	i = s.skipBlanks(s.skipClosing(i))
	switch c := s.byteAt(i); {
	case c == ':' || c == '=':
		for c := s.byteAt(i); c == ':' || c == '=' || c == '>'; c = s.byteAt(i) {
			i++
		}
		return s.skipBreak(i), colonLink
	case c == '-' && s.byteAt(i+1) == '>':
		return i + 2, colonLink
	}
	return s.linkingWord(i)
}

// linkingWord reads "is", "was still", "should be", "es" and the like.
func (s *scanner) linkingWord(i int) (at int, l link) {
	m, end := s.meaning(i)
	if be := s.skipTo(end); m&saysModal != 0 && s.hasPrefix(be, "be") {
		m, end = saysIs, s.wordEnd(be)
	}
	if m&saysIs == 0 {
		return s.apposition(i)
	}
	for range 3 {
		next, after := s.meaning(s.skipBlanks(end))
		if next&saysFiller == 0 {
			break
		}
		end = after
	}
	if s.byteAt(end) == ':' {
		end++
	}
	return end, isLink
}

// skipTo passes over the "to" of "used to be".
func (s *scanner) skipTo(i int) int {
	i = s.skipBlanks(i)
	if s.hasPrefix(i, "to ") {
		return i + len("to ")
	}
	return i
}

// apposition passes over the first comma of ", X,".
func (s *scanner) apposition(i int) (at int, l link) {
	if s.byteAt(i) != ',' {
		return i, noLink
	}
	p := s.idAt(i + 1)
	if c := s.byteAt(p.end); p.len() > 0 && (c == ',' || c == '.' || c == 0 || c == '\n') {
		return p.start, commaLink
	}
	return i, noLink
}

// skipClosing passes over what closes a quoted key.
func (s *scanner) skipClosing(i int) int {
	if c := s.byteAt(i); (c == '"' || c == '\'' || c == '*' || c == '`') && !isAlnum(s.byteAt(i+1)) {
		return i + 1
	}
	return i
}

// skipBreak passes over blanks and one line break.
func (s *scanner) skipBreak(i int) int {
	i = s.skipBlanks(i)
	if s.byteAt(i) == '\n' {
		return s.skipBlanks(i + 1)
	}
	return i
}

// gap reads the words between a key and its link, as in "password for the
// recorder is". They must begin like such a gap.
func (s *scanner) gap(i int) (at int, l link) {
	for n := range maxGap {
		word := s.skipBlanks(i)
		m, end := s.meaning(word)
		if end == word || n == 0 && m&saysGap == 0 {
			return i, noLink
		}
		if at, l = s.link(end); l != noLink {
			return at, l
		}
		i = end
	}
	return i, noLink
}
