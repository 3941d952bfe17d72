package redact_test

import (
	"strings"
	"testing"
)

const maxComment = 4000

// BenchmarkRedact measures comments of the greatest length: an ordinary one, one
// full of secrets, and some that make rules look far ahead or back.
func BenchmarkRedact(b *testing.B) {
	var secrets strings.Builder
	for _, line := range lines(b, "removed.txt") {
		typed, _, _ := strings.Cut(line, " ⇒ ")
		secrets.WriteString(typed + "\n")
	}
	for name, text := range map[string]string{
		"ordinary":  strings.Join(lines(b, "kept.txt"), "\n"),
		"secrets":   secrets.String(),
		"keys":      strings.Repeat("password ", 500),
		"one chunk": strings.Repeat("pw:", 1400),
		"digits":    strings.Repeat("1 ", 2000),
		"at":        strings.Repeat("a@", 2000),
		"dots":      strings.Repeat("a.", 2000),
		"urls":      strings.Repeat("a.bc/", 800),
		"accents":   strings.Repeat("contraseña ", 400),
	} {
		text = string([]rune(text + strings.Repeat(" ok", maxComment))[:maxComment])
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				redactor.Redact(text, maxComment)
			}
		})
	}
}
