package redact

import "iter"

// span is a part of the folded text: from start up to, not including, end.
type span struct{ start, end int }

func (p span) len() int { return p.end - p.start }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' || c >= firstCyrillic && c < firstCyrillic+32 }
func isLower(c byte) bool {
	return c >= 'a' && c <= 'z' || c == otherLetter || c == joint || c == loneE || c >= firstCyrillic+32 && c < firstCyrillic+64
}
func isAlpha(c byte) bool  { return isUpper(c) || isLower(c) }
func isAlnum(c byte) bool  { return isDigit(c) || isAlpha(c) }
func isHex(c byte) bool    { return isDigit(c) || lower(c) >= 'a' && lower(c) <= 'f' }
func isBlank(c byte) bool  { return c == ' ' || c == '\t' }
func isSpace(c byte) bool  { return isBlank(c) || c == '\n' || c == '\r' }
func isJoiner(c byte) bool { return c == '-' || c == '/' || c == '_' }

func lower(c byte) byte {
	if isUpper(c) {
		return c + 'a' - 'A'
	}
	return c
}

// isSign reports whether c makes a word look like a password: not what joins ordinary words.
func isSign(c byte) bool {
	switch c {
	case '!', '#', '$', '%', '&', '*', '+', '=', '?', '@', '^', '_', '~', '|', '\\':
		return true
	}
	return false
}

// letters counts what a part of the text is made of.
type letters struct {
	digits, upper, lower, signs int
	run                         int  // the longest run of digits
	humps                       bool // a capital after a small letter, as in myHome
}

func count(text []byte) (n letters) {
	run := 0
	for i, c := range text {
		if !isDigit(c) {
			run = 0
		}
		switch {
		case isDigit(c):
			n.digits++
			run++
			n.run = max(n.run, run)
		case isUpper(c):
			n.upper++
			n.humps = n.humps || i > 0 && isLower(text[i-1])
		case isLower(c):
			n.lower++
		case isSign(c):
			n.signs++
		}
	}
	return n
}

func (n letters) alpha() int { return n.upper + n.lower }
func (n letters) alnum() int { return n.alpha() + n.digits }

// blocked reports whether the text at i is removed, now or before, or over.
func blocked(s *scanner, i int) bool { return i < 0 || i >= len(s.text) || s.text[i] == marker }

func blockedWithin(s *scanner, p span) bool {
	for i := p.start; i < p.end; i++ {
		if blocked(s, i) {
			return true
		}
	}
	return false
}

// removedAt reports whether something was removed that began at i. What it was glued to is no
// value: it was not one before either.
func removedAt(s *scanner, i int) bool { return i >= 0 && i < len(s.text) && s.text[i] == marker }

// goesOn reports whether a word stands at i, or what was removed.
func goesOn(s *scanner, i int) bool { return isAlnum(byteAt(s, i)) || removedAt(s, i) }

// byteAt returns the byte at i, or 0 where the text is blocked.
func byteAt(s *scanner, i int) byte {
	if blocked(s, i) {
		return 0
	}
	return s.text[i]
}

func part(s *scanner, p span) []byte { return s.text[p.start:p.end] }

func hasPrefix(s *scanner, i int, prefix string) bool {
	for k := range len(prefix) {
		if lower(byteAt(s, i+k)) != prefix[k] {
			return false
		}
	}
	return true
}

// wordEnd returns the end of the run of letters and digits at i.
func wordEnd(s *scanner, i int) int {
	for isAlnum(byteAt(s, i)) {
		i++
	}
	return i
}

// wordStart returns the beginning of the run of letters and digits that ends at i, at most maxWord
// before it.
func wordStart(s *scanner, i int) int {
	for low := i - maxWord; i > low && isAlnum(byteAt(s, i-1)); {
		i--
	}
	return i
}

// skipBlanks passes over at most three spaces.
func skipBlanks(s *scanner, i int) int {
	for end := i + 3; i < end && isBlank(byteAt(s, i)); {
		i++
	}
	return i
}

// skipBlanksBack does the same towards the front.
func skipBlanksBack(s *scanner, i int) int {
	for low := i - 3; i > low && isBlank(byteAt(s, i-1)); {
		i--
	}
	return i
}

func phraseAt(s *scanner, p span) class { return lookUp(part(s, p)) }

// wordAt looks the word at i up; a joined one such as "wi-fi" or "s/n" first.
func wordAt(s *scanner, i int) (c class, end int) {
	end = wordEnd(s, i)
	if b := byteAt(s, end); b == '-' || b == '/' || b == '\'' {
		if joined := wordEnd(s, end+1); joined > end+1 {
			if c := phraseAt(s, span{i, joined}); c != 0 {
				return c, joined
			}
		}
	}
	return phraseAt(s, span{i, end}), end
}

// nextWord is word behind blanks.
func nextWord(s *scanner, i int) (c class, end int) { return wordAt(s, skipBlanks(s, i)) }

// classesAt is word for what may be a key: also a keyword with signs or digits for letters.
func classesAt(s *scanner, i int) (c class, key span) {
	c, end := wordAt(s, i)
	next := byteAt(s, end)
	if next == '@' || next == '$' || next == '!' || count(s.text[i:end]).digits > 0 {
		if p, ok := leetKeyword(s, i); ok {
			return passwordWord, p
		}
	}
	return c, span{i, end}
}

// leetKeyword reads p@ssw0rd for password, before ":" or "is".
func leetKeyword(s *scanner, i int) (p span, ok bool) {
	var word [maxWord]byte
	n, changed := 0, false
	for ; n < maxWord; n++ {
		c := byteAt(s, i+n)
		plain := unleet(c)
		if plain == 0 {
			break
		}
		changed = changed || plain != lower(c)
		word[n] = plain
	}
	p = span{i, i + n}
	if !changed || n < len("p4ss") || lookUp(word[:n])&passwordWord == 0 {
		return p, false
	}
	_, l := s.link(p.end)
	return p, l >= isLink
}

func unleet(c byte) byte {
	switch c {
	case '@', '4':
		return 'a'
	case '$', '5':
		return 's'
	case '0':
		return 'o'
	case '1', '!':
		return 'i'
	case '3':
		return 'e'
	case '7':
		return 't'
	}
	if isAlpha(c) {
		return lower(c)
	}
	return 0
}

// before returns the words before i with their classes, the nearest first: at most limit of them,
// none beyond the line, the sentence or a removed piece.
func before(s *scanner, i, limit int) iter.Seq2[span, class] {
	return func(yield func(span, class) bool) {
		for range limit {
			word, c := previous(s, i)
			if word.len() == 0 || !yield(word, c) {
				return
			}
			i = word.start
		}
	}
}

// previous returns the word before i, a joined one such as "wi-fi" as a whole if it means
// something, or an empty span.
func previous(s *scanner, i int) (span, class) {
	const abbreviation = 4 // a full stop behind so short a word ends no sentence: tel. 5
	end := i
	for end > i-4 && isJoint(byteAt(s, end-1)) {
		if s.text[end-1] == '.' && isBlank(byteAt(s, end)) && end-1-wordStart(s, end-1) > abbreviation {
			return span{}, 0
		}
		end--
	}
	word := span{wordStart(s, end), end}
	if c := byteAt(s, word.start-1); c == '-' || c == '/' {
		joined := span{wordStart(s, word.start-1), end}
		if c := phraseAt(s, joined); c != 0 && joined.start < word.start-1 {
			return joined, c
		}
	}
	return word, phraseAt(s, word)
}

// isJoint reports whether c may stand between words that belong together.
func isJoint(c byte) bool {
	switch c {
	case ' ', '\t', ':', '=', '#', '.', '(', '"', '\'', '-', '/', ',':
		return true
	}
	return false
}

// near reports whether one of the words before i is of a class in want, with none in unless nearer
// to i.
func near(s *scanner, i, limit int, want, unless class) bool {
	for _, c := range before(s, i, limit) {
		if c&unless != 0 {
			return false
		}
		if c&want != 0 {
			return true
		}
	}
	return false
}

// nearWithin reports whether a word between two places is of a class in want.
func nearWithin(s *scanner, i, end int, want class) bool {
	for i < end {
		c, after := wordAt(s, i)
		if c&want != 0 {
			return true
		}
		i = max(after, i+1)
	}
	return false
}
