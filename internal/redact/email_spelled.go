package redact

// emailWithSpaces removes "dave @ yahoo.com": the @ stands at i. Since people
// write @ for "at", the host must be a provider, or the name no plain word.
func (s *scanner) emailWithSpaces(i int) {
	name := s.localBefore(s.skipBlanksBack(i))
	start := s.skipBlanks(i + 1)
	host := s.hostAt(start)
	if name.len() == 0 || host.len() == 0 || start-name.end > 5 {
		return
	}
	if s.isProvider(span{start, s.wordEnd(start)}) || !s.weak(value{span: name}) {
		s.take(span{name.start, host.end}, emailAddress)
	}
}

func (s *scanner) localBefore(end int) span {
	start := end
	for start > end-maxLocal && isLocal(s.byteAt(start-1)) {
		start--
	}
	return span{start, end}
}

// spelledLocal is localBefore with dots that may be spelled: bob dot jones.
func (s *scanner) spelledLocal(end int) span {
	name := s.localBefore(end)
	for range 3 {
		dot, m := s.previous(name.start)
		if name.len() == 0 || m&saysDot == 0 {
			break
		}
		name.start = s.localBefore(s.skipBlanksBack(dot.start)).start
	}
	return name
}

// spelledEmail removes "tom (at) example (dot) com" and "carlos at gmail dot
// com"; at is the word. Without brackets a spelled dot or a name with digits
// must show that an address is meant.
func (s *scanner) spelledEmail(at span) {
	before, opened := s.opening(at.start)
	name := s.spelledLocal(before)
	if name.len() == 0 {
		return
	}
	after := at.end
	if opened {
		after++
	}
	end, spelled := s.spelledHost(s.skipBlanks(after))
	if end > 0 && (opened || spelled || !s.weak(value{span: name})) {
		s.take(span{name.start, end}, emailAddress)
	}
}

// opening passes backwards over blanks and an opening bracket.
func (s *scanner) opening(i int) (before int, opened bool) {
	i = s.skipBlanksBack(i)
	if c := s.byteAt(i - 1); c == '(' || c == '[' || c == '{' || c == '<' {
		return s.skipBlanksBack(i - 1), true
	}
	return i, false
}

// spelledHost reads "example dot com", "example [dot] co [dot] uk" or a plain
// host's name, and returns its end, or 0.
func (s *scanner) spelledHost(i int) (end int, spelled bool) {
	end = s.wordEnd(i)
	for end < i+maxValue {
		dot := end
		for c := s.byteAt(dot); isBlank(c) || c == '(' || c == '[' || c == '{'; c = s.byteAt(dot) {
			dot++
		}
		m, after := s.meaning(dot)
		if m&saysDot == 0 {
			break
		}
		for c := s.byteAt(after); isBlank(c) || c == ')' || c == ']' || c == '}'; c = s.byteAt(after) {
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
