package redact

import (
	"cmp"
	"slices"
	"strings"
)

// kind says what a removed piece was.
type kind uint8

const (
	urlPart kind = iota // removed without a word
	emailAddress
	phoneNumber
	macAddress
	ipAddress
	serialNumber
	deviceID
	codeValue
	passwordValue
	wifiName
	wifiKey
)

// markers say what was removed, by kind.
var markers = [...]string{
	urlPart:       "",
	emailAddress:  "[e-mail address removed]",
	phoneNumber:   "[phone number removed]",
	macAddress:    "[MAC address removed]",
	ipAddress:     "[IP address removed]",
	serialNumber:  "[serial number removed]",
	deviceID:      "[device ID removed]",
	codeValue:     "[code removed]",
	passwordValue: "[password removed]",
	wifiName:      "[Wi-Fi name removed]",
	wifiKey:       "[Wi-Fi key removed]",
}

// markerAt returns the length of the marker with which the text begins, or 0.
func markerAt(text string) int {
	for _, m := range markers[1:] {
		if strings.HasPrefix(text, m) {
			return len(m)
		}
	}
	return 0
}

// piece is a part of the folded text that goes.
type piece struct {
	span
	kind kind
}

// span is a part of the folded text: from start up to, not including, end.
type span struct{ start, end int }

func (p span) len() int { return p.end - p.start }

// take removes a part of the text, unless it must stay or some of it is removed
// already. From then on no rule sees it, just as if it had come in removed.
func (s *scanner) take(p span, k kind) bool {
	for p.len() >= maxValue && (isAlnum(s.byteAt(p.end)) || isJoiner(s.byteAt(p.end))) {
		p.end++ // rules judge no more than maxValue bytes
	}
	if p.len() <= 0 || s.blockedWithin(p) || s.stays(p, k) {
		return false
	}
	s.remember(p, k)
	for i := p.start; i < p.end; i++ {
		s.text[i] = marker
	}
	s.pieces = append(s.pieces, piece{p, k})
	return true
}

// stays reports whether a part is something that [Keep] names.
func (s *scanner) stays(p span, k kind) bool {
	switch k {
	case urlPart, emailAddress:
		return false
	case passwordValue, wifiKey, wifiName:
		return s.keptPhone(p)
	}
	return s.keptPhone(p) || s.knownModel(p)
}

// assemble returns the original text with the pieces replaced.
func (s *scanner) assemble(original string) string {
	slices.SortFunc(s.pieces, func(a, b piece) int { return cmp.Compare(a.start, b.start) })
	var out strings.Builder
	end := int32(0)
	for _, p := range s.pieces {
		out.WriteString(original[end:s.at[p.start]])
		out.WriteString(markers[p.kind])
		end = s.at[p.end]
	}
	out.WriteString(original[end:])
	return out.String()
}
