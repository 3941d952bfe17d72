package redact

import "iter"

// maxNear is how many words after a key may hold its value, whatever the words
// between say.
const maxNear = 8

// passwordNear takes the first word of the sentence behind a key that looks like
// a password by itself: "the password used to be hockey99".
func (s *scanner) passwordNear(key span, k kind) {
	for p := range s.following(key.end) {
		if s.looksSecret(p) {
			s.take(p, k)
			return
		}
	}
}

// codeNear takes a number of six digits around a key, as in "I received the code
// 773920"; around a verification code also one of five to eight.
func (s *scanner) codeNear(key span, secret bool) {
	for p := range s.following(key.end) {
		if p = s.groupsAt(p.start); s.looksCode(p, secret) && s.take(p, codeValue) {
			return
		}
	}
	for p := range s.before(key.start, maxNear) {
		if isBlank(s.byteAt(p.start - 1)) {
			p.start = s.groupBefore(p).start
		}
		if s.looksCode(p, secret) && s.take(p, codeValue) {
			return
		}
	}
}

// following gives the words after i, to the end of the sentence or a removed
// piece, without the punctuation around them.
func (s *scanner) following(i int) iter.Seq[span] {
	return func(yield func(span) bool) {
		for range maxNear {
			v := s.valueAt(i)
			if v.len() == 0 || !yield(v.span) {
				return
			}
			i = v.end
			for c := s.byteAt(i); c == ',' || c == ')' || c == '"' || c == ':' || c == '\''; c = s.byteAt(i) {
				i++
			}
			if !isBlank(s.byteAt(i)) {
				return
			}
		}
	}
}

// looksSecret reports whether a word is hardly anything but a password, even
// without a key: small letters mixed with digits or signs.
func (s *scanner) looksSecret(p span) bool {
	p = s.core(p)
	n := count(s.part(p))
	if n.lower == 0 || n.alpha() < 3 || n.digits+n.signs == 0 || p.len() < 6 || n.alnum()+n.signs < p.len() {
		return false
	}
	word := span{p.start, p.start}
	for word.end < p.end && isAlpha(s.text[word.end]) {
		word.end++
	}
	return !s.measured(p) && !s.knownModel(p) && (n.signs > 0 || s.lookUp(word)&(saysStop|saysVersion|saysPhone) == 0) &&
		!s.near(p.start, 1, saysVersion, 0)
}

func (s *scanner) looksCode(p span, secret bool) bool {
	n := count(s.part(p))
	if n.alpha() > 0 || n.signs > 0 || n.digits < 5 || n.digits > 8 || n.digits != 6 && !secret {
		return false
	}
	return !s.measured(p) && !s.inDotted(p) && !s.dated(p) && s.byteAt(p.start-1) != '$' && !s.inVersion(p.start) && !s.near(p.start, 2, saysNoSecret, 0)
}

// groupBefore returns the half of a number such as 481 022 that stands before
// p, or p.
func (s *scanner) groupBefore(p span) span {
	before, _ := s.previous(p.start)
	if before.len() == p.len() && count(s.part(before)).digits == p.len() && count(s.part(p)).digits == p.len() && before.end == p.start-1 {
		return before
	}
	return p
}
