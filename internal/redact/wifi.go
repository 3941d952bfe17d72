package redact

import (
	"bytes"
	"strings"
)

// networkName finds the name of a wireless network behind "wifi", "SSID" or "network". A key that
// asks for the name, as "SSID" does, takes an ordinary word too; behind "my wifi is" it must not be
// one that describes a network.
func (s *scanner) networkName(key span) []finding {
	asked := s.hasPrefix(key.start, "ssid")
	at := key.end
	for {
		c, end := s.nextWord(at)
		if c&(passwordWord|keyWord|codeWord) != 0 {
			return nil
		}
		if c&nameWord == 0 {
			break
		}
		asked, at = true, end
	}
	at, l := s.link(s.skipRemark(at))
	at = s.skipBlanks(at)
	if c, end := s.word(at); c&calledWord != 0 {
		asked, at, l = true, end, isLink
	}
	v := s.valueAt(at)
	asked = asked || l == noLink && s.byteAt(at) == '('
	if !s.isName(v, l, asked, key) || s.dotted(v.span) || s.knownModel(v.span) {
		return nil
	}
	return s.foundValue(s.wholeName(v), wifiName)
}

// skipRemark passes over the "(SSID)" of "Network name (SSID): …".
func (s *scanner) skipRemark(i int) int {
	at := s.skipBlanks(i)
	if c, end := s.word(at + 1); s.byteAt(at) == '(' && c&networkWord != 0 && s.byteAt(end) == ')' {
		return end + 1
	}
	return i
}

func (s *scanner) isName(v value, l link, asked bool, key span) bool {
	p := s.core(v.span)
	switch {
	case v.quoted:
		return l >= isLink || asked
	case p.len() < 3 || count(s.part(p)).alpha() == 0 || s.measured(p) || s.technical(p):
		return false
	case isDigit(s.text[p.start]) && bytes.Count(s.part(p), []byte(".")) > 1:
		return false // an address with a part left open: 192.168.0.x
	case s.weak(v):
		mine := asked || s.near(key.start, 1, myWord, 0) && s.lookUp(key)&wifiWord != 0
		return l >= isLink && mine && (!s.ordinary(p) || s.isProperName(p)) && !s.afterBreak(v)
	}
	// Behind "network:" stands many another name.
	n := count(s.part(p))
	return asked && !(l < isLink && s.modelLike(p)) || l >= isLink && (n.digits+n.signs > 0 || l == isLink || !s.hasPrefix(key.start, "network"))
}

// isProperName reports whether joined words are all capitalised: Bluebird-Guest.
func (s *scanner) isProperName(p span) bool {
	n := count(s.part(p))
	return n.upper > 1 && n.lower > 1 && n.upper == bytes.Count(s.part(p), []byte("-"))+1
}

// technical reports whether a value names a kind of network: WPA2, 5GHz.
func (s *scanner) technical(p span) bool {
	word := s.lowerText(p)
	for _, part := range []string{"ghz", "wpa", "802.11", "dhcp", "tcp", "mbps"} {
		if strings.Contains(word, part) {
			return true
		}
	}
	return false
}

// wholeName adds the capitalised words that follow to a name of one: Smith Family.
func (s *scanner) wholeName(v value) value {
	for range 3 {
		if v.quoted || !s.weak(v) || !isUpper(s.text[v.start]) || s.byteAt(v.end) != ' ' || !isUpper(s.byteAt(v.end+1)) {
			break
		}
		v.end = s.wordEnd(v.end + 1)
	}
	return v
}

// networkKey finds the value of "network key", "WPA2 key".
func (s *scanner) networkKey(key span) []finding {
	end := key.end
	if c, after := s.nextWord(end); c&wifiWord != 0 {
		end = after
	} else if !s.near(key.start, 3, wifiWord, 0) && !s.afterName(key.start, len(" and the wifi")) {
		return nil
	}
	at, l := s.link(end)
	return s.passwordAt(key, at, l, wifiKey)
}
