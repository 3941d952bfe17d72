package redact

// tellingWord applies the rules for words that tell what stands beside them:
// "password", "SSID", "serial number".
func (s *scanner) tellingWord(i int) {
	m, end := s.meaning(i)
	key := span{i, end}
	if m&saysSerial != 0 {
		s.serial(key)
	}
	if m&saysDevice != 0 || m&saysID != 0 && s.isOwned(i, end) {
		s.device(key, m)
	}
	if m&saysPassword != 0 {
		s.password(s.joinedPass(key))
	}
	if m&saysCode != 0 {
		s.code(key)
	}
	if m&saysPIN != 0 {
		s.pin(key)
	}
	if m&saysKey != 0 {
		s.networkKey(key)
	}
	if m&saysNetwork != 0 {
		s.network(key)
	}
	if m&saysUser != 0 {
		s.account(key)
	}
	if m&saysAt != 0 {
		s.spelledEmail(key)
	}
}

// isOwned reports whether "ID" is a device's: "cloud ID", "ID del dispositivo",
// or a label by itself, "ID: …".
func (s *scanner) isOwned(i, end int) bool {
	_, l := s.link(end)
	return l == colonLink || s.afterDel(end) > end || s.near(i, 1, saysOwner, 0)
}

// joinedPass takes "pass word" and "pass code" for one word.
func (s *scanner) joinedPass(key span) span {
	for _, words := range []string{"pass word", "pass code"} {
		if s.hasPrefix(key.start, words) && !isAlnum(s.byteAt(key.start+len(words))) {
			key.end = key.start + len(words)
		}
	}
	return key
}

// remember notes a secret that may stand in the text once more, by itself.
func (s *scanner) remember(p span, k kind) {
	n := count(s.part(p))
	if k <= ipAddress || n.alpha() == 0 || n.digits == 0 || p.len() < 5 || n.alnum() < p.len() || s.knownModel(p) {
		return
	}
	if s.secrets == nil {
		s.secrets = map[string]kind{}
	}
	s.secrets[string(s.part(p))] = k
}

// scanRepeats removes such secrets wherever else they stand.
func (s *scanner) scanRepeats() {
	for i := 0; i < len(s.text) && len(s.secrets) > 0; i++ {
		if s.blocked(i) || !isAlnum(s.text[i]) {
			continue
		}
		word := span{i, s.wordEnd(i)}
		if k, ok := s.secrets[string(s.part(word))]; ok {
			s.take(word, k)
		}
		i = word.end
	}
}
