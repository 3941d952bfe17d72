package redact

import (
	"slices"
	"strings"
)

// freephone are the area codes of numbers that cost the caller nothing. No
// household has one.
var freephone = []string{"800", "833", "844", "855", "866", "877", "888"}

// keptPhone reports whether a part of the text is a number of a support desk: one
// that [Keep] names, with or without the country's code, or a freephone number.
func (s *scanner) keptPhone(p span) bool {
	digits := digitsOf(s.part(p))
	if len(digits) < 5 || count(s.part(p)).alpha() > 0 {
		return false
	}
	return isFreephone(digits) || slices.ContainsFunc(s.redactor.phones, func(kept string) bool { return sameNumber(kept, digits) })
}

func isFreephone(digits string) bool {
	if strings.HasPrefix(digits, "0800") || strings.HasPrefix(digits, "0808") {
		return len(digits) >= 9 && len(digits) <= 11
	}
	return northAmerican([]byte(digits)) && slices.Contains(freephone, digits[len(digits)-10:len(digits)-7])
}

// sameNumber compares a number that is kept with one that was typed: either may
// have the zeros or the code of a country in front, and a typed one of seven
// digits and more may lack the area code.
func sameNumber(kept, typed string) bool {
	typed = strings.TrimLeft(typed, "0")
	if len(typed) >= len(kept) {
		return strings.HasSuffix(typed, kept) && len(typed)-len(kept) <= 3
	}
	return len(typed) >= 7 && strings.HasSuffix(kept, typed)
}
