package redact_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// maxGrowth is what one redaction may add at most: see [redact.Redactor.Redact].
const maxGrowth = 5

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
		"我的密码是电话密码：hunter22错误", "密码\"密码\"", "验证码是一二三四 serial number 序列号", "пароль — Кот_77, код 482913", "mot de passe  de mot de passe : a1b2c3",
		"şifre şifrem: İğdır34", "p@ssw0rd is p@ssw0rd", "pin: 1 2 3 4, one two three four five",
	} {
		f.Add(glued)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got := redactor.Redact(typed, noLimit)
		if !utf8.ValidString(got) {
			t.Errorf("%q becomes invalid: %q", typed, got)
		}
		if again := redactor.Redact(got, noLimit); again != got {
			t.Errorf("%q becomes %q, and the second time %q", typed, got, again)
		}
		if n, limit := utf8.RuneCountInString(got), maxGrowth*(utf8.RuneCountInString(typed)+1); n > limit {
			t.Errorf("%q grows to %d code points, limit %d: %q", typed, n, limit, got)
		}
	})
}
