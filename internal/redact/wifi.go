package redact

import "bytes"

// network looks for the name of a wireless network behind "wifi", "SSID" or
// "network". A key that asks for the name, as "SSID" does, takes an ordinary
// word too; behind "my wifi is" it must not be one that describes a network.
func (s *scanner) network(key span) {
	asked := s.hasPrefix(key.start, "ssid")
	at := key.end
	for {
		m, end := s.meaning(s.skipBlanks(at))
		if m&(saysPassword|saysKey|saysCode) != 0 {
			return
		}
		if m&saysName == 0 {
			break
		}
		asked, at = true, end
	}
	at = s.skipRemark(at)
	at, l := s.link(at)
	at = s.skipBlanks(at)
	if m, end := s.meaning(at); m&saysCalled != 0 {
		asked, at, l = true, end, isLink
	} else if s.hasPrefix(at, "se llama ") {
		asked, at, l = true, at+len("se llama "), isLink
	}
	v := s.valueAt(at)
	asked = asked || l == noLink && s.byteAt(at) == '('
	if s.isName(v, l, asked, key) && !s.dotted(v.span) && !s.knownModel(v.span) {
		s.takeValue(s.wholeName(v), wifiName)
	}
}

// skipRemark passes over the "(SSID)" of "Network name (SSID): …".
func (s *scanner) skipRemark(i int) int {
	at := s.skipBlanks(i)
	if m, end := s.meaning(at + 1); s.byteAt(at) == '(' && m&saysNetwork != 0 && s.byteAt(end) == ')' {
		return end + 1
	}
	return i
}

func (s *scanner) isName(v value, l link, asked bool, key span) bool {
	p := s.core(v.span)
	switch {
	case v.quoted:
		return l >= isLink || asked
	case p.len() < 3 || count(s.part(p)).alpha() == 0 || s.measured(p) || s.technical(p) || s.isAddressLike(p):
		return false
	case s.weak(v):
		mine := asked || s.near(key.start, 1, saysMine, 0) && s.lookUp(key)&saysWiFi != 0
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
	word := bytes.ToLower(s.part(p))
	for _, part := range []string{"ghz", "wpa", "802.11", "dhcp", "tcp", "mbps"} {
		if bytes.Contains(word, []byte(part)) {
			return true
		}
	}
	return false
}

// isAddressLike reports whether a value is an address with a part left open:
// 192.168.0.x.
func (s *scanner) isAddressLike(p span) bool {
	return isDigit(s.text[p.start]) && bytes.Count(s.part(p), []byte(".")) > 1
}

// wholeName adds the capitalised words that follow to a name of one: Smith
// Family.
func (s *scanner) wholeName(v value) value {
	for range 3 {
		if v.quoted || !s.weak(v) || !isUpper(s.text[v.start]) || s.byteAt(v.end) != ' ' || !isUpper(s.byteAt(v.end+1)) {
			break
		}
		v.end = s.wordEnd(v.end + 1)
	}
	return v
}

// networkKey looks for the value of "network key", "WPA2 key".
func (s *scanner) networkKey(key span) {
	end := key.end
	if m, after := s.meaning(s.skipBlanks(end)); m&saysWiFi != 0 {
		end = after
	} else if !s.near(key.start, 3, saysWiFi, 0) && !s.afterName(key.start, len(" and the wifi")) {
		return
	}
	at, l := s.link(end)
	s.passwordAt(key, at, l, wifiKey)
}
