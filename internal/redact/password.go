package redact

import "slices"

// wellKnown are the passwords that devices had from the factory and that every
// manual prints. They stay where the text calls them the default.
var wellKnown = []string{
	"admin", "root", "user", "guest", "password", "pass", "system", "camera", "0000", "1111", "1234", "4321", "9999", "12345", "54321",
	"000000", "111111", "123456", "666666", "888888", "00000000", "11111111", "12345678", "88888888", "1234567890", "meinsm", "ikwb",
}

// password looks for the value of the key that stands at key: before it, after
// it, after a gap, and at last anywhere near.
func (s *scanner) password(key span) {
	k := passwordValue
	if s.lookUp(key)&saysWiFi != 0 || s.near(key.start, 2, saysWiFi, saysPassword) || s.afterName(key.start, len(", ")) {
		k = wifiKey
	}
	after := s.numbered(key.end)
	if !s.passwordBefore(key, k) && !s.passwordAfter(key, after, k) && !s.changed(key, k) && !s.passwordBehindGap(key, after, k) {
		s.passwordNear(key, k)
	}
}

func (s *scanner) passwordAfter(key span, after int, k kind) bool {
	at, l := s.link(after)
	return (l != noLink || s.apart(after)) && s.passwordAt(key, at, l, k)
}

func (s *scanner) passwordBehindGap(key span, after int, k kind) bool {
	at, l := s.gap(after)
	if s.nearWithin(after, at, saysWiFi) {
		k = wifiKey
	}
	c := s.byteAt(s.skipBlanks(at))
	return (l != noLink || at > after && (c == '(' || c == '"')) && s.passwordAt(key, at, l, k)
}

// afterName reports whether the name of a network was removed at most so many
// bytes before i.
func (s *scanner) afterName(i, distance int) bool {
	if len(s.pieces) == 0 {
		return false
	}
	last := s.pieces[len(s.pieces)-1]
	return last.kind == wifiName && last.end <= i && i-last.end <= distance
}

// numbered passes over the number of a key, as in "Password 2:".
func (s *scanner) numbered(i int) int {
	digit := s.skipBlanks(i)
	if isDigit(s.byteAt(digit)) && s.byteAt(digit+1) == ':' {
		return digit + 1
	}
	return i
}

// asked reports whether any value may follow the key: after "forgot" it must be
// joined to it, and look like one.
func (s *scanner) asked(key span) bool { return !s.near(key.start, 3, saysForgot, 0) }

// apart reports whether what follows at i is a word by itself.
func (s *scanner) apart(i int) bool {
	switch s.byteAt(i) {
	case ' ', '\t', '(', '"', '\'', ':', '=':
		return true
	}
	return false
}

// passwordAt takes the value at i if it can be a password.
func (s *scanner) passwordAt(key span, i int, l link, k kind) bool {
	v := s.valueAt(i)
	if !s.isPassword(v, l) || s.isDefault(key, v) || !s.asked(key) && (l < isLink || s.weak(v)) {
		return false
	}
	v = s.withYear(v)
	taken := s.takeValue(v, k)
	if taken {
		s.furtherPasswords(v.end, k)
	}
	return taken
}

// isDefault reports whether the text itself calls a well-known password the
// default.
func (s *scanner) isDefault(key span, v value) bool {
	return s.near(key.start, 4, saysDefault, 0) && s.isWellKnown(s.core(v.span))
}

func (s *scanner) isWellKnown(p span) bool { return slices.Contains(wellKnown, s.lowerText(p)) }

func (s *scanner) lowerText(p span) string {
	word := make([]byte, p.len())
	for i := range word {
		word[i] = lower(s.text[p.start+i])
	}
	return string(word)
}
