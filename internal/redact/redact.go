// Package redact takes secrets out of texts that readers write: addresses, numbers, IDs, codes,
// passwords. An ordered list of detectors says where a secret stands and what it is; one driver
// takes it out. Which words mean something is data: one file a language in the folder lexicon.
package redact

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Options are what a [Redactor] needs to know about the site.
type Options struct {
	// Model reports whether a word is a model number that the site knows; such a word stays. It
	// must be quick and safe for concurrent use; nil knows none.
	Model func(word string) bool
	// Removed is called with the name of a detector (one of [Detectors]) for each secret that it
	// took out, and with nothing of the text. It must be safe for concurrent use; nil is not
	// called.
	Removed func(detector string)
}

// Redactor removes what readers should not have told: see [Redactor.Redact]. It is safe for
// concurrent use and holds nothing of the texts.
type Redactor struct{ options Options }

// New returns a Redactor.
func New(options Options) *Redactor { return &Redactor{options} }

// Redact returns the text with each secret replaced by what it was, such as "[serial number
// removed]": e-mail addresses, phone numbers, MAC and IP addresses, serial numbers, device IDs,
// codes, passwords, Wi-Fi names and keys. Of a URL it removes user, query and fragment.
//
// [DefaultAddresses], known models, versions, dates, prices, ports and error codes stay. Words
// decide where the shape does not: "password is wrong" stays, "password is monkey" does not.
//
// The result has at most limit code points: where the words that replace secrets make it longer, it
// ends at the last word that fits, and with "…". It never fails, redacting twice changes nothing,
// and the result is valid UTF-8. Time is linear in the length of the text, for each of the passes:
// one, and one more after each that removed something; with few exceptions, where secrets are glued
// together, that is two.
func (r *Redactor) Redact(text string, limit int) string { return r.redact(text, limit, false) }

// RedactVersion is [Redactor.Redact] for a text that is a version: four numbers with dots and long
// numbers are parts of it.
func (r *Redactor) RedactVersion(text string, limit int) string { return r.redact(text, limit, true) }

func (r *Redactor) redact(text string, limit int, version bool) string {
	text = shorten(strings.ToValidUTF8(text, "\uFFFD"), limit)
	for {
		s := scanner{folded: fold(text), model: r.options.Model, version: version}
		s.scan()
		s.scanRepeats()
		if len(s.pieces) == 0 {
			return text
		}
		for _, p := range s.pieces {
			if r.options.Removed != nil {
				r.options.Removed(p.detector)
			}
		}
		text = shorten(s.assemble(text), limit)
	}
}

// shorten cuts a text that is longer than limit code points behind a space, and never inside of a
// marker: that would leave a piece of it which looks as if the reader had written it.
func shorten(text string, limit int) string {
	const ellipsis = "…"
	if len(text) <= limit || utf8.RuneCountInString(text) <= limit {
		return text
	}
	end, space := 0, 0
	for n := 0; n < limit-1; {
		size := max(markerAt(text[end:]), 1)
		if size == 1 {
			r, width := utf8.DecodeRuneInString(text[end:])
			if size = width; r == ' ' || r == '\n' {
				space = end
			}
			n++
		} else if n += utf8.RuneCountInString(text[end : end+size]); n >= limit {
			break
		} else {
			space = end + size
		}
		end += size
	}
	if space > 0 {
		end = space
	}
	return strings.TrimRight(text[:end], " \n") + ellipsis
}

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
	if text == "" || text[0] != '[' {
		return 0
	}
	for _, m := range markers[1:] {
		if strings.HasPrefix(text, m) {
			return len(m)
		}
	}
	return 0
}

// detector finds one sort of secret. It is asked at each word of its classes, and at its signs.
type detector struct {
	name  string
	words class  // anyWord for every word
	signs string // characters
	host  bool   // also in the host's name of a URL without a scheme
	path  bool   // also in the path of a URL
	find  func(s *scanner, at span) []finding
}

// finding is a secret and what it is; the kind gives the words that replace it.
type finding struct {
	span
	kind kind
}

// detectors are asked in this order. What one finds, the later ones do not see.
var detectors []detector

// Filled at the start, since detectors look at the list themselves.
func init() {
	detectors = []detector{
		{name: "url", words: anyWord, host: true, path: true, find: (*scanner).url},
		{name: "email", words: anyWord, host: true, path: true, find: (*scanner).email},
		{name: "serial-label", words: serialWord, host: true, find: (*scanner).serial},
		{name: "device-label", words: deviceWord | idWord, host: true, find: (*scanner).device},
		{name: "password", words: passwordWord, host: true, find: (*scanner).password},
		{name: "code", words: codeWord, host: true, find: (*scanner).code},
		{name: "pin", words: pinWord, host: true, find: (*scanner).pin},
		{name: "wifi-key", words: keyWord, host: true, find: (*scanner).networkKey},
		{name: "wifi-name", words: networkWord, host: true, find: (*scanner).networkName},
		{name: "account", words: userWord, host: true, find: (*scanner).account},
		{name: "email-spelled", words: atWord, host: true, find: (*scanner).spelledEmail},
		{name: "mac", words: anyWord, path: true, find: (*scanner).mac},
		{name: "uuid", words: anyWord, path: true, find: (*scanner).uuid},
		{name: "ipv6", words: anyWord, signs: ":", path: true, find: (*scanner).ipv6},
		{name: "ipv4", words: anyWord, path: true, find: (*scanner).ipv4},
		{name: "uid", words: anyWord, path: true, find: (*scanner).uid},
		{name: "phone", words: anyWord, signs: "+(", find: (*scanner).phone},
		{name: "phone-spelled", words: digitWord, find: (*scanner).spelledPhone},
		{name: "serial", words: anyWord, find: (*scanner).serialShape},
		{name: "email-spaced", signs: "@", host: true, path: true, find: (*scanner).spacedEmail},
	}
}

// repeated is the detector of secrets that stand in the text once more.
const repeated = "repeated"

// Detectors returns the names of all detectors, in their order.
func Detectors() []string {
	names := make([]string, 0, len(detectors)+1)
	for _, d := range detectors {
		names = append(names, d.name)
	}
	return append(names, repeated)
}

// scanner looks for secrets in one text. Every detector reads at most a bounded stretch around the
// place where it starts, or what is then removed.
type scanner struct {
	folded
	model   func(word string) bool
	version bool // the whole text is a version
	pieces  []piece
	secrets map[string]kind // what was removed and may stand elsewhere too
	path    int             // up to here the text is a URL's path
	host    int             // up to here it is a URL's host that has no scheme in front
}

// piece is a part of the folded text that goes, and who found it.
type piece struct {
	finding
	detector string
}

// scan asks the detectors at each word and sign.
func (s *scanner) scan() {
	for i := 0; i < len(s.text); {
		c := s.text[i]
		end := i + 1
		switch {
		case isAlnum(c):
			end = wordEnd(s, i)
			words, key := classesAt(s, i)
			for d := range detectors {
				if d := &detectors[d]; d.words == anyWord {
					s.detect(d, span{i, end})
				} else if d.words&words != 0 {
					s.detect(d, key)
				}
				if blocked(s, i) {
					break
				}
			}
		case c == ':' || c == '+' || c == '(' || c == '@':
			for d := range detectors {
				if d := &detectors[d]; strings.IndexByte(d.signs, c) >= 0 && !blocked(s, i) {
					s.detect(d, span{i, end})
				}
			}
		}
		i = end
	}
}

func (s *scanner) detect(d *detector, at span) {
	if at.start < s.path && !d.path || at.start < s.host && !d.host {
		return
	}
	for _, f := range d.find(s, at) {
		s.take(f, d.name)
	}
}

// scanRepeats removes secrets wherever else they stand.
func (s *scanner) scanRepeats() {
	for i := 0; i < len(s.text) && len(s.secrets) > 0; i++ {
		if blocked(s, i) || !isAlnum(s.text[i]) {
			continue
		}
		word := span{i, wordEnd(s, i)}
		if k, ok := s.secrets[string(part(s, word))]; ok {
			s.take(finding{word, k}, repeated)
		}
		i = word.end
	}
}

// found returns the finding of a span, or nothing if it must stay or some of it is removed already.
func (s *scanner) found(p span, k kind) []finding {
	for p.len() >= maxValue && (isAlnum(byteAt(s, p.end)) || isJoiner(byteAt(s, p.end))) {
		p.end++ // detectors judge no more than maxValue bytes
	}
	if p.len() <= 0 || s.at[p.start] == s.at[p.end] || blockedWithin(s, p) {
		return nil // at the same place: a word that stands for an ideograph
	}
	switch k {
	case urlPart, emailAddress, passwordValue, wifiKey, wifiName:
	default:
		if knownModel(s, p) {
			return nil
		}
	}
	return []finding{{p, k}}
}

// take removes a finding. From then on no detector sees it, just as if it had come in removed.
func (s *scanner) take(f finding, detector string) {
	if blockedWithin(s, f.span) {
		return
	}
	s.remember(f)
	for i := f.start; i < f.end; i++ {
		s.text[i] = marker
	}
	s.pieces = append(s.pieces, piece{f, detector})
}

// remember notes a secret that may stand in the text once more, by itself.
func (s *scanner) remember(f finding) {
	n := count(part(s, f.span))
	if f.kind <= ipAddress || n.alpha() == 0 || n.digits == 0 || f.len() < 5 || n.alnum() < f.len() || knownModel(s, f.span) {
		return
	}
	if s.secrets == nil {
		s.secrets = map[string]kind{}
	}
	s.secrets[string(part(s, f.span))] = f.kind
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
