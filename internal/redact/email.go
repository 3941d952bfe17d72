package redact

import "slices"

// providers are the hosts whose mailboxes are named without a full address: "dave @ yahoo", "carlos
// at gmail".
var providers = []string{
	"gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "msn", "icloud", "aol", "gmx", "proton", "protonmail", "comcast",
}

const maxLocal = 64 // characters before the @, by RFC 5321

// email finds the address that begins at a word.
func (s *scanner) email(word span) []finding {
	at := word.start
	for at < word.start+maxLocal && isLocal(s.byteAt(at)) {
		at++
	}
	if s.byteAt(at) != '@' || at == word.start {
		return nil
	}
	if host := s.hostAt(at + 1); host.len() > 0 {
		return s.found(span{word.start, host.end}, emailAddress)
	}
	return nil
}

func isLocal(c byte) bool {
	switch c {
	case '.', '_', '%', '+', '-', '\'':
		return true
	}
	return isAlnum(c)
}

// hostAt reads a host's name with a top-level domain, or the bare name of a well-known provider;
// behind one, a comma is taken for a full stop.
func (s *scanner) hostAt(i int) span {
	end, top := i, i
	for end < i+maxValue {
		c := s.byteAt(end)
		if c == '.' && end > i && isAlpha(s.byteAt(end+1)) || s.isCommaCom(span{i, end}) {
			top = end + 1
		} else if !isAlnum(c) && c != '-' {
			break
		}
		end++
	}
	if top == i && !s.isProvider(span{i, end}) || end-top < 2 {
		return span{}
	}
	return span{i, end}
}

// isCommaCom reports whether a provider and ",com" stand there.
func (s *scanner) isCommaCom(p span) bool {
	after := p.end + len(",com")
	return s.hasPrefix(p.end, ",com") && !isAlnum(s.byteAt(after)) && s.byteAt(after) != '@' && s.isProvider(p)
}

func (s *scanner) isProvider(p span) bool { return slices.Contains(providers, s.lowerText(p)) }

// spacedEmail finds "dave @ yahoo.com" around the @. Since people write @ for "at", the host must
// be a provider, or the name no plain word.
func (s *scanner) spacedEmail(at span) []finding {
	name := s.localBefore(s.skipBlanksBack(at.start))
	start := s.skipBlanks(at.end)
	host := s.hostAt(start)
	if name.len() == 0 || host.len() == 0 || start-name.end > 5 {
		return nil
	}
	if !s.isProvider(span{start, s.wordEnd(start)}) && s.weak(value{span: name}) {
		return nil
	}
	return s.found(span{name.start, host.end}, emailAddress)
}

func (s *scanner) localBefore(end int) span {
	start := end
	for start > end-maxLocal && isLocal(s.byteAt(start-1)) {
		start--
	}
	return span{start, end}
}

// spelledEmail finds "tom (at) example (dot) com" and "carlos at gmail dot com" around "at".
// Without brackets a spelled dot or a name with digits must show that an address is meant.
func (s *scanner) spelledEmail(at span) []finding {
	before, opened := s.opening(at.start)
	name := s.spelledLocal(before)
	if name.len() == 0 {
		return nil
	}
	after := at.end
	if opened {
		after++
	}
	end, spelled := s.spelledHost(s.skipBlanks(after))
	if end == 0 || !opened && !spelled && s.weak(value{span: name}) {
		return nil
	}
	return s.found(span{name.start, end}, emailAddress)
}

// spelledLocal is localBefore with dots that may be spelled: bob dot jones.
func (s *scanner) spelledLocal(end int) span {
	name := s.localBefore(end)
	for range 3 {
		dot, c := s.previous(name.start)
		if name.len() == 0 || c&dotWord == 0 {
			break
		}
		name.start = s.localBefore(s.skipBlanksBack(dot.start)).start
	}
	return name
}

// opening passes backwards over blanks and an opening bracket.
func (s *scanner) opening(i int) (before int, opened bool) {
	i = s.skipBlanksBack(i)
	if isOpening(s.byteAt(i - 1)) {
		return s.skipBlanksBack(i - 1), true
	}
	return i, false
}

func isOpening(c byte) bool { return c == '(' || c == '[' || c == '{' || c == '<' }
func isClosing(c byte) bool { return c == ')' || c == ']' || c == '}' }

// spelledHost reads "example dot com", "example [dot] co [dot] uk" or a plain host's name, and
// returns its end, or 0.
func (s *scanner) spelledHost(i int) (end int, spelled bool) {
	end = s.wordEnd(i)
	for end < i+maxValue {
		dot := end
		for isBlank(s.byteAt(dot)) || isOpening(s.byteAt(dot)) {
			dot++
		}
		c, after := s.word(dot)
		if c&dotWord == 0 {
			break
		}
		for isBlank(s.byteAt(after)) || isClosing(s.byteAt(after)) {
			after++
		}
		if s.wordEnd(after) == after {
			break
		}
		end, spelled = s.wordEnd(after), true
	}
	if spelled {
		return end, true
	}
	if host := s.hostAt(i); host.len() > 0 {
		return host.end, false
	}
	return 0, false
}
