package redact

import "bytes"

// idAt reads the run of letters, digits and the signs that join them at i, as
// serial numbers, codes and model numbers are written.
func (s *scanner) idAt(i int) span {
	i = s.skipBlanks(i)
	for c := s.byteAt(i); c == '(' || c == '"' || c == '\'' || c == '#' || c == '<' || c == '`' || c == '['; c = s.byteAt(i) {
		i++
	}
	end := i
	for end < i+maxValue && (isAlnum(s.byteAt(end)) || isJoiner(s.byteAt(end)) && isAlnum(s.byteAt(end+1))) {
		end++
	}
	if c := s.byteAt(end); c == ':' || c == '=' {
		// The next label follows a slash: SN:…/MAC:….
		if slash := bytes.LastIndexByte(s.text[i:end], '/'); slash > 0 {
			end = i + slash
		}
	}
	if s.removedAt(end) || isJoiner(s.byteAt(end)) && s.removedAt(end+1) {
		return span{}
	}
	return span{i, end}
}

// groupsAt is idAt for numbers that may be written in groups of equal length,
// the last at most as long, as in 483 920 117.
func (s *scanner) groupsAt(i int) span {
	p := s.idAt(i)
	size := p.len()
	if size < 2 || size > 4 || count(s.part(p)).digits != size {
		return p
	}
	for range 3 {
		next := s.idAt(p.end)
		if next.len() < 2 || next.len() > size || next.start > p.end+1 || count(s.part(next)).digits != next.len() || s.measured(next) {
			break
		}
		p.end = next.end
		size = next.len()
	}
	return p
}

func isJoiner(c byte) bool { return c == '-' || c == '/' || c == '_' }
