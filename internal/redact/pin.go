package redact

// pin looks for the digits of a PIN; the pin that presses a button has none.
func (s *scanner) pin(key span) {
	if p, ok := s.valueBefore(key.start); ok && s.isPIN(p, isLink) {
		s.take(p, codeValue)
	}
	at, l := s.link(s.labelEnd(key.end))
	if p := s.idAt(at); s.isPIN(p, l) && !s.isDefault(key, value{span: p}) {
		s.take(p, codeValue)
	}
}

func (s *scanner) isPIN(p span, l link) bool {
	n := count(s.part(p))
	return n.digits == p.len() && n.digits >= 4 && n.digits <= 8 && !s.measured(p) && !s.inDotted(p) &&
		(l != noLink || n.digits <= 6)
}
