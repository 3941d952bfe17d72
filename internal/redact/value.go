package redact

// maxValue is how many bytes are looked at to judge a value; all of it goes.
const maxValue = 64

// value is what a key may tell.
type value struct {
	span
	quoted bool
}

// valueAt reads the value at i: what stands between quotation marks, else what
// stands between spaces, without the punctuation around it.
func (s *scanner) valueAt(i int) value {
	i = s.skipBlanks(i)
	if v, ok := s.quotedAt(i); ok {
		return v
	}
	for c := s.byteAt(i); c == '(' || c == '<' || c == '[' || c == '"' || c == '\'' || c == '`'; c = s.byteAt(i) {
		i++
	}
	end := i
	for end < i+maxValue && isValueByte(s.byteAt(end)) {
		end++
	}
	switch {
	case end == i+maxValue:
		return value{span: span{i, end}}
	case s.removedAt(end):
		return value{}
	}
	return value{span: s.trimEnd(span{i, end})}
}

// takeValue removes a value, with what comes after the bytes that were judged.
func (s *scanner) takeValue(v value, k kind) bool {
	if !v.quoted && v.len() == maxValue {
		for isValueByte(s.byteAt(v.end)) {
			v.end++
		}
	}
	return s.take(v.span, k)
}

func isValueByte(c byte) bool { return c != 0 && !isSpace(c) && c != '"' && c != '<' && c != '>' }

func (s *scanner) quotedAt(i int) (value, bool) {
	quote := s.byteAt(i)
	if quote != '"' && quote != '\'' && quote != '`' || !isAlnum(s.byteAt(i+1)) && !isSign(s.byteAt(i+1)) {
		return value{}, false
	}
	for end := i + 1; end < i+maxValue; end++ {
		switch c := s.byteAt(end); {
		case c == quote && end > i+1 && !s.goesOn(end+1):
			return value{span{i + 1, end}, true}, true
		case c == 0 || c == '\n':
			return value{}, false
		}
	}
	return value{}, false
}

// goesOn reports whether a word stands at i, or what was removed.
func (s *scanner) goesOn(i int) bool {
	return i < len(s.text) && (isAlnum(s.text[i]) || s.text[i] == marker)
}

// trimEnd leaves punctuation at the end out.
func (s *scanner) trimEnd(p span) span {
	for p.len() > 0 {
		switch s.text[p.end-1] {
		case '.', ',', ';', ':', ')', ']', '}', '\'', '`', '/', otherSymbol:
			p.end--
		default:
			return p
		}
	}
	return p
}

// wordBefore reads the value that ends before i.
func (s *scanner) wordBefore(i int) span {
	end := s.skipBlanksBack(i)
	if s.byteAt(end-1) == '"' {
		end--
	}
	start := end
	for start > end-maxValue && isValueByte(s.byteAt(start-1)) && s.byteAt(start-1) != '(' && s.byteAt(start-1) != '\'' {
		start--
	}
	if s.removedAt(start - 1) {
		return span{}
	}
	return s.trimEnd(span{start, end})
}

// removedAt reports whether something was removed that began at i. What it was
// glued to is no value: it was not one before either.
func (s *scanner) removedAt(i int) bool { return i >= 0 && i < len(s.text) && s.text[i] == marker }
