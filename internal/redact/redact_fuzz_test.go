package redact_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pinhole/internal/redact"
)

func FuzzRedact(f *testing.F) {
	for _, name := range []string{"removed.txt", "kept.txt"} {
		for _, line := range lines(f, name) {
			typed, _, _ := strings.Cut(line, " ⇒ ")
			f.Add(typed)
		}
	}
	for _, glued := range []string{
		"pw: a\xffb [password removed] \u200d\u0301", "d@gmail,d@gmail", "99999999999/99999d[at mplL [dot] o", "::7E00:E77777777",
		"080 181008 8.88.8.0", "SSID\"I (SSID \"Ko\xff\xff1", "b?token=80000000f3ae.com/r?t", strings.Repeat("6", 80),
	} {
		f.Add(glued)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got := redactor.Redact(typed)
		if !utf8.ValidString(got) {
			t.Errorf("%q becomes invalid: %q", typed, got)
		}
		if again := redactor.Redact(got); again != got {
			t.Errorf("%q becomes %q, and the second time %q", typed, got, again)
		}
		if n, limit := utf8.RuneCountInString(got), redact.MaxGrowth*(utf8.RuneCountInString(typed)+1); n > limit {
			t.Errorf("%q grows to %d code points, limit %d: %q", typed, n, limit, got)
		}
	})
}
