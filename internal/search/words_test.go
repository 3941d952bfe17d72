package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Hold RESET, it's 5~10 s!": "hold reset it 5 10 s",
		"the cameras' owner's":     "the cameras owner",
		"Contraseña":               "contrasena",
		"密码":                       "密码",
		"复位按钮":                     "复位 位按 按钮",
		"码":                        "码",
		"按住 reset按钮10秒钟。":          "按住 reset 按钮 10 秒钟",
		"パスワードを忘れた":                "パス スワ ワー ード ドを を忘 忘れ れた",
		"비밀번호 재설정":                 "비밀번호 재설정", // Korean sets spaces
		"海康DS-2CD2":                "海康 ds 2cd2",
	} {
		if got := strings.Join(wordsOf(text), " "); got != want {
			t.Errorf("%q has the words %q, want %q", text, got, want)
		}
	}
}

// A Thai letter and its vowel are one character, whether they come in compatibility form or not.
func TestCompatibilityFormsHaveTheSameTokens(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"ทำงาน", "กล้องวงจรปิด", "ຕັ້ງຄ່າ", "パスワードを"} {
		if got, want := wordsOf(clean(text)), wordsOf(text); !slices.Equal(got, want) {
			t.Errorf("%q has the words %q, its plain form %q", text, want, got)
		}
	}
}

func TestIndexedWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"the Wi-Fi light": "the Wi Fi wifi light",
		"N841-A81 x":      "N841 A81 n841a81 x",
		"a-b-c-d-e":       "a b c d e",
		"复位按钮 x":          "复位 复 位按 位 按钮 按 钮 x",
	} {
		var got []string
		eachIndexed(text, func(word string) { got = append(got, word) })
		if strings.Join(got, " ") != want {
			t.Errorf("%q is indexed as %q, want %q", text, got, want)
		}
	}
}

// FuzzTokens looks for texts whose words are not where they are said to be.
func FuzzTokens(f *testing.F) {
	for _, text := range []string{"", "Hold RESET, it's 5~10 s!", "复位按钮10秒", "ทำงาน", "e\u0301\u0301", "\xff密\xff码", "''a''", "ーー", "\u3099か\u3099", "N841-A81", "À\u200bB"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		before := token{}
		for _, token := range tokens(text) {
			switch {
			case token.start < before.start || token.end <= token.start || token.end > len(text):
				t.Fatalf("%q has a word from %d to %d behind one from %d to %d", text, token.start, token.end, before.start, before.end)
			case token.start < before.end && token.start != before.second:
				t.Fatalf("%q has words that overlap and are no pairs: %+v, %+v", text, before, token)
			case token.second != 0 && (token.second <= token.start || token.second >= token.end):
				t.Fatalf("%q has the pair %+v", text, token)
			case token.word == "" || !utf8.ValidString(token.word):
				t.Fatalf("%q has the word %q", text, token.word)
			}
			before = token
		}
		for _, word := range wordsOf(text) {
			if strings.ContainsAny(word, " \t\n,;:!\"()") {
				t.Fatalf("%q has the word %q", text, word)
			}
		}
		eachIndexed(text, func(word string) {
			if word == "" {
				t.Fatalf("%q is indexed with an empty word", text)
			}
		})
	})
}
