// Package redact takes secrets out of texts that readers write: addresses, numbers, passwords.
package redact

import "strings"

// Keep says what a [Redactor] leaves alone although it looks like a secret.
type Keep struct {
	// Phones are the brands' own support numbers, written in any way; only
	// their digits count. They stay with or without the country's code.
	Phones []string
	// Model reports whether a word is a model number that the site knows. It
	// must be quick and safe for concurrent use; nil knows none.
	Model func(word string) bool
}

// Redactor removes what readers should not have told: see [Redactor.Redact].
// It is safe for concurrent use and holds nothing of the texts.
type Redactor struct {
	phones []string // digits alone, without the zeros in front
	model  func(word string) bool
}

// MaxGrowth bounds what redaction adds: a text of n code points has at most
// MaxGrowth × (n + 1) of them afterwards. A limit is for
// what the reader typed, and is checked before; what is stored may be longer.
const MaxGrowth = 5

// New returns a Redactor that leaves alone what keep says, beside what
// every one leaves alone.
func New(keep Keep) *Redactor {
	r := &Redactor{model: keep.Model}
	for _, phone := range keep.Phones {
		if digits := strings.TrimLeft(digitsOf(fold(phone).text), "0"); digits != "" {
			r.phones = append(r.phones, digits)
		}
	}
	return r
}

// Redact returns the text with each secret replaced by what it was, such as
// "[serial number removed]": e-mail addresses, phone numbers, MAC and IP
// addresses, serial numbers, device IDs, codes, passwords, Wi-Fi names and keys.
// Of a URL it removes user, query and fragment.
//
// Default addresses, freephone numbers, model numbers, versions, dates, prices,
// ports, error codes and what [Keep] names stay. Words decide where the shape
// does not: "password is wrong" stays, "password is monkey" does not.
//
// It never fails, redacting twice changes nothing, and the result is valid
// UTF-8. See [MaxGrowth] for its length. It goes through the text in linear
// time, and once more after each time that it removed something: with few
// exceptions, where secrets are glued together, that is twice.
func (r *Redactor) Redact(text string) string { return r.redact(text, false) }

// RedactVersion is [Redactor.Redact] for a text that is a version: four numbers
// with dots and long numbers are parts of it.
func (r *Redactor) RedactVersion(text string) string { return r.redact(text, true) }

func (r *Redactor) redact(text string, version bool) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	for {
		s := scanner{folded: fold(text), redactor: r, version: version}
		s.scan()
		s.scanRepeats()
		if len(s.pieces) == 0 {
			return text
		}
		text = s.assemble(text)
	}
}
