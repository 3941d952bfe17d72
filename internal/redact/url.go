package redact

// url removes user, query and fragment of the URL that begins at i, and returns
// where its path ends: i where none begins. A URL has a scheme, or begins with a
// host's name and a slash.
func (s *scanner) url(i int) int {
	host, ok := s.scheme(i)
	if !ok {
		if host = i; !s.hostAndSlash(i) {
			return i
		}
		s.host = s.find(i, s.chunkEnd(i), "/?#")
	}
	end := s.trimEnd(span{host, s.chunkEnd(host)}).end
	authority := s.find(host, end, "/?#")
	if at := s.lastAt(host, authority); ok && at > host {
		s.take(span{host, at + 1}, urlPart)
	}
	query := s.find(authority, end, "?#")
	if s.nextAlnum(query, end) {
		s.take(span{query, end}, urlPart)
		return query
	}
	for ; s.removedAt(end) || isValueByte(s.byteAt(end)); end++ {
		continue // what was removed from a path leaves it one path
	}
	return end
}

// scheme returns where the host of a URL with a scheme begins.
func (s *scanner) scheme(i int) (host int, ok bool) {
	end := i
	for end < i+maxWord && isAlpha(s.byteAt(end)) {
		end++
	}
	return end + len("://"), end > i && s.hasPrefix(end, "://")
}

// hostAndSlash reports whether a name such as help.example.com and a slash stand
// at i.
func (s *scanner) hostAndSlash(i int) bool {
	if i > 0 && (s.byteAt(i-1) == '@' || s.byteAt(i-1) == '.') {
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

// find returns the first place between i and end that holds one of the signs, or
// end.
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

func (s *scanner) nextAlnum(i, end int) bool {
	for ; i < end; i++ {
		if isAlnum(s.text[i]) {
			return true
		}
	}
	return false
}
