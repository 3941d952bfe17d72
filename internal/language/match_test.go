package language_test

import (
	"testing"

	"pinhole/internal/language"
)

func TestMatch(t *testing.T) {
	for accept, want := range map[string]string{
		"": "en", "es": "es", "es-MX,es;q=0.9": "es", "de,es;q=0.5": "es", "en-GB,es;q=0.9": "en", "zh": "en", "*": "en", ";;;q=x": "en",
	} {
		if got := language.Embedded().Match(accept).Tag(); got != want {
			t.Errorf("%q is given %s, want %s", accept, got, want)
		}
	}
}
