package redact

import (
	"bytes"
	"strings"
)

// networkName finds the name of a wireless network behind "wifi", "SSID" or "network". A key that
// asks for the name, as "SSID" does, takes an ordinary word too; behind "my wifi is" it must not be
// one that describes a network.
func (s *scanner) networkName(key span) []finding {
	asked := hasPrefix(s, key.start, "ssid")
	at := key.end
	for {
		c, end := nextWord(s, at)
		if c&(passwordWord|keyWord|codeWord) != 0 {
			return nil
		}
		if c&nameWord == 0 {
			break
		}
		asked, at = true, end
	}
	at, l := s.link(skipRemark(s, at))
	at = skipBlanks(s, at)
	if c, end := wordAt(s, at); c&calledWord != 0 {
		asked, at, l = true, end, isLink
	}
	v := valueAt(s, at)
	asked = asked || l == noLink && byteAt(s, at) == '('
	if !isName(s, v, l, asked, key) || dotted(s, v.span) || knownModel(s, v.span) {
		return nil
	}
	return foundValue(s, wholeName(s, v), wifiName)
}

// skipRemark passes over the "(SSID)" of "Network name (SSID): …".
func skipRemark(s *scanner, i int) int {
	at := skipBlanks(s, i)
	if c, end := wordAt(s, at+1); byteAt(s, at) == '(' && c&networkWord != 0 && byteAt(s, end) == ')' {
		return end + 1
	}
	return i
}

func isName(s *scanner, v value, l link, asked bool, key span) bool {
	p := core(s, v.span)
	switch {
	case v.quoted:
		return l >= isLink || asked
	case p.len() < 3 || count(part(s, p)).alpha() == 0 || measured(s, p) || technical(s, p):
		return false
	case isDigit(s.text[p.start]) && bytes.Count(part(s, p), []byte(".")) > 1:
		return false // an address with a part left open: 192.168.0.x
	case weak(s, v):
		mine := asked || near(s, key.start, 1, myWord, 0) && phraseAt(s, key)&wifiWord != 0
		return l >= isLink && mine && (!ordinary(s, p) || isProperName(s, p)) && !afterBreak(s, v)
	}
	// Behind "network:" stands many another name.
	n := count(part(s, p))
	return asked && !(l < isLink && modelLike(s, p)) || l >= isLink && (n.digits+n.signs > 0 || l == isLink || !hasPrefix(s, key.start, "network"))
}

// isProperName reports whether joined words are all capitalised: Bluebird-Guest.
func isProperName(s *scanner, p span) bool {
	n := count(part(s, p))
	return n.upper > 1 && n.lower > 1 && n.upper == bytes.Count(part(s, p), []byte("-"))+1
}

// technical reports whether a value names a kind of network: WPA2, 5GHz.
func technical(s *scanner, p span) bool {
	word := lowerText(s, p)
	for _, part := range []string{"ghz", "wpa", "802.11", "dhcp", "tcp", "mbps"} {
		if strings.Contains(word, part) {
			return true
		}
	}
	return false
}

// wholeName adds the capitalised words that follow to a name of one: Smith Family.
func wholeName(s *scanner, v value) value {
	for range 3 {
		if v.quoted || !weak(s, v) || !isUpper(s.text[v.start]) || byteAt(s, v.end) != ' ' || !isUpper(byteAt(s, v.end+1)) {
			break
		}
		v.end = wordEnd(s, v.end+1)
	}
	return v
}

// networkKey finds the value of "network key", "WPA2 key".
func (s *scanner) networkKey(key span) []finding {
	end := key.end
	if c, after := nextWord(s, end); c&wifiWord != 0 {
		end = after
	} else if !near(s, key.start, 3, wifiWord, 0) && !afterName(s, key.start, len(" and the wifi")) {
		return nil
	}
	at, l := s.link(end)
	return passwordAt(s, key, at, l, wifiKey)
}
