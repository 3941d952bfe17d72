package markdown

import "testing"

func TestPlain(t *testing.T) {
	for source, want := range map[string]string{
		"":                                  "",
		"no marks":                          "no marks",
		"1. [a](hold:1s) and [b](cue:beep)": "1. a and b",
		"> [a\r\n> b](hold:1s)\r\nc":        "> a\r\n> b\r\nc",
		"[a](<hold:1s>)[b]( cue:x )":        "ab",
		`[a\]b &amp; c](hold:1s)`:           `a\]b &amp; c`,
		"`[a](hold:1s)` [b](cue:x)":         "`[a](hold:1s)` b",
		"    [a](hold:1s)\n\n[b](hold:1s)":  "    [a](hold:1s)\n\nb",
		"[*a*](hold:1s) [b](HOLD:1s)":       "[*a*](hold:1s) b",
		"[x [a](hold:1s) y](cue:beep)":      "[x a y](cue:beep)",
		"[a](holdx:1s) [b](https://(hold:)": "[a](holdx:1s) [b](https://(hold:)",
		"![[a](hold:1s)](/x.svg)":           "![a](/x.svg)",
		"|[a](hold:1s)|\n|-|\n|[b](cue:x)|": "|a|\n|-|\n|b|",
		"[^1]\n\n[^1]: [a](hold:1s)":        "[^1]\n\n[^1]: a",
		"\xff[a](hold:1s)\x00":              "\xffa\x00",
		"## [a](hold:1s)\n[b](hold:1s)\n--": "## a\nb\n--",
		"## A {#b} ##\n[a](cue:x)":          "## A ##\na",
		"A\nb  {#c}\n--\n{#d}":              "A\nb\n--\n{#d}",
	} {
		if got := string(Plain([]byte(source))); got != want {
			t.Errorf("%q becomes %q, want %q", source, got, want)
		}
	}
}
