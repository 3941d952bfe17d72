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
	for at < word.start+maxLocal && isLocal(byteAt(s, at)) {
		at++
	}
	if byteAt(s, at) != '@' || at == word.start {
		return nil
	}
	if host := hostAt(s, at+1); host.len() > 0 {
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
func hostAt(s *scanner, i int) span {
	end, top := i, i
	for end < i+maxValue {
		c := byteAt(s, end)
		if c == '.' && end > i && isAlpha(byteAt(s, end+1)) || isCommaCom(s, span{i, end}) {
			top = end + 1
		} else if !isAlnum(c) && c != '-' {
			break
		}
		end++
	}
	if top == i && !isProvider(s, span{i, end}) || end-top < 2 {
		return span{}
	}
	return span{i, end}
}

// isCommaCom reports whether a provider and ",com" stand there.
func isCommaCom(s *scanner, p span) bool {
	after := p.end + len(",com")
	return hasPrefix(s, p.end, ",com") && !isAlnum(byteAt(s, after)) && byteAt(s, after) != '@' && isProvider(s, p)
}

func isProvider(s *scanner, p span) bool { return slices.Contains(providers, lowerText(s, p)) }

// spacedEmail finds "dave @ yahoo.com" around the @. Since people write @ for "at", the host must
// be a provider, or the name no plain word.
func (s *scanner) spacedEmail(at span) []finding {
	name := localBefore(s, skipBlanksBack(s, at.start))
	start := skipBlanks(s, at.end)
	host := hostAt(s, start)
	if name.len() == 0 || host.len() == 0 || start-name.end > 5 {
		return nil
	}
	if !isProvider(s, span{start, wordEnd(s, start)}) && weak(s, value{span: name}) {
		return nil
	}
	return s.found(span{name.start, host.end}, emailAddress)
}

func localBefore(s *scanner, end int) span {
	start := end
	for start > end-maxLocal && isLocal(byteAt(s, start-1)) {
		start--
	}
	return span{start, end}
}

// spelledEmail finds "tom (at) example (dot) com" and "carlos at gmail dot com" around "at".
// Without brackets a spelled dot or a name with digits must show that an address is meant.
func (s *scanner) spelledEmail(at span) []finding {
	before, opened := opening(s, at.start)
	name := spelledLocal(s, before)
	if name.len() == 0 {
		return nil
	}
	after := at.end
	if opened {
		after++
	}
	end, spelled := spelledHost(s, skipBlanks(s, after))
	if end == 0 || !opened && !spelled && weak(s, value{span: name}) {
		return nil
	}
	return s.found(span{name.start, end}, emailAddress)
}

// spelledLocal is localBefore with dots that may be spelled: bob dot jones.
func spelledLocal(s *scanner, end int) span {
	name := localBefore(s, end)
	for range 3 {
		dot, c := previous(s, name.start)
		if name.len() == 0 || c&dotWord == 0 {
			break
		}
		name.start = localBefore(s, skipBlanksBack(s, dot.start)).start
	}
	return name
}

// opening passes backwards over blanks and an opening bracket.
func opening(s *scanner, i int) (before int, opened bool) {
	i = skipBlanksBack(s, i)
	if isOpening(byteAt(s, i-1)) {
		return skipBlanksBack(s, i-1), true
	}
	return i, false
}

func isOpening(c byte) bool { return c == '(' || c == '[' || c == '{' || c == '<' }
func isClosing(c byte) bool { return c == ')' || c == ']' || c == '}' }

// spelledHost reads "example dot com", "example [dot] co [dot] uk" or a plain host's name, and
// returns its end, or 0.
func spelledHost(s *scanner, i int) (end int, spelled bool) {
	end = wordEnd(s, i)
	for end < i+maxValue {
		dot := end
		for isBlank(byteAt(s, dot)) || isOpening(byteAt(s, dot)) {
			dot++
		}
		c, after := wordAt(s, dot)
		if c&dotWord == 0 {
			break
		}
		for isBlank(byteAt(s, after)) || isClosing(byteAt(s, after)) {
			after++
		}
		if wordEnd(s, after) == after {
			break
		}
		end, spelled = wordEnd(s, after), true
	}
	if spelled {
		return end, true
	}
	if host := hostAt(s, i); host.len() > 0 {
		return host.end, false
	}
	return 0, false
}
