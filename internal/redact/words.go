package redact

import "iter"

// wordEnd returns the end of the run of letters and digits at i.
func (s *scanner) wordEnd(i int) int {
	for isAlnum(s.byteAt(i)) {
		i++
	}
	return i
}

// wordStart returns the beginning of the run of letters and digits that ends
// at i, at most maxWord before it.
func (s *scanner) wordStart(i int) int {
	for low := i - maxWord; i > low && isAlnum(s.byteAt(i-1)); {
		i--
	}
	return i
}

// maxWord bounds the words that mean anything, wherever a rule looks back.
const maxWord = 20

// skipBlanks passes over at most three spaces.
func (s *scanner) skipBlanks(i int) int {
	for end := i + 3; i < end && isBlank(s.byteAt(i)); {
		i++
	}
	return i
}

// skipBlanksBack does the same towards the front.
func (s *scanner) skipBlanksBack(i int) int {
	for low := i - 3; i > low && isBlank(s.byteAt(i-1)); {
		i--
	}
	return i
}

// meaning looks a word up; a joined one such as "wi-fi" or "s/n" first.
func (s *scanner) meaning(i int) (m meaning, end int) {
	end = s.wordEnd(i)
	if c := s.byteAt(end); c == '-' || c == '/' || c == '\'' {
		if joined := s.wordEnd(end + 1); joined > end+1 {
			if m := s.lookUp(span{i, joined}); m != 0 {
				return m, joined
			}
		}
	}
	return s.lookUp(span{i, end}), end
}

func (s *scanner) lookUp(p span) meaning {
	var word [maxWord]byte
	if p.len() <= 0 || p.len() > len(word) {
		return 0
	}
	for i := range p.len() {
		word[i] = lower(s.text[p.start+i])
	}
	return lexicon[string(word[:p.len()])]
}

// before gives the words before i with their meanings, the nearest first: at
// most limit of them, none beyond the line, the sentence or a removed piece.
func (s *scanner) before(i, limit int) iter.Seq2[span, meaning] {
	return func(yield func(span, meaning) bool) {
		for range limit {
			word, m := s.previous(i)
			if word.len() == 0 || !yield(word, m) {
				return
			}
			i = word.start
		}
	}
}

// previous returns the word before i, a joined one such as "wi-fi" as a whole
// if it means something, or an empty span.
func (s *scanner) previous(i int) (span, meaning) {
	end := i
	for end > i-4 && isJoint(s.byteAt(end-1)) {
		if s.text[end-1] == '.' && isBlank(s.byteAt(end)) && end-1-s.wordStart(end-1) > maxShort {
			return span{}, 0
		}
		end--
	}
	word := span{s.wordStart(end), end}
	if c := s.byteAt(word.start - 1); c == '-' || c == '/' {
		joined := span{s.wordStart(word.start - 1), end}
		if m := s.lookUp(joined); m != 0 && joined.start < word.start-1 {
			return joined, m
		}
	}
	return word, s.lookUp(word)
}

// maxShort is the length of a word whose full stop ends no sentence, as in
// "tel. 5".
const maxShort = 4

// isJoint reports whether c may stand between words that belong together.
func isJoint(c byte) bool {
	switch c {
	case ' ', '\t', ':', '=', '#', '.', '(', '"', '\'', '-', '/', ',':
		return true
	}
	return false
}

// near reports whether one of the words before i has a meaning in want, with
// none in unless nearer to i.
func (s *scanner) near(i, limit int, want, unless meaning) bool {
	for _, m := range s.before(i, limit) {
		if m&unless != 0 {
			return false
		}
		if m&want != 0 {
			return true
		}
	}
	return false
}
