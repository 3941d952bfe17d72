package redact

import "slices"

// providers are the hosts whose mailboxes are named without a full address:
// "dave @ yahoo", "carlos at gmail".
var providers = []string{
	"gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "msn", "icloud", "aol", "gmx", "proton", "protonmail", "comcast",
}

const maxLocal = 64 // characters before the @

// email removes the address that begins at i.
func (s *scanner) email(i int) bool {
	at := i
	for at < i+maxLocal && isLocal(s.byteAt(at)) {
		at++
	}
	if s.byteAt(at) != '@' || at == i {
		return false
	}
	if host := s.hostAt(at + 1); host.len() > 0 {
		return s.take(span{i, host.end}, emailAddress)
	}
	return false
}

func isLocal(c byte) bool {
	switch c {
	case '.', '_', '%', '+', '-', '\'':
		return true
	}
	return isAlnum(c)
}

// hostAt reads a host's name with a top-level domain, or the bare name of a
// well-known provider; behind one, a comma is taken for a full stop.
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
