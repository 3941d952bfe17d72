package markdown

import (
	"slices"
	"strings"
	"testing"
)

// TestSentences reads each case as sentences with "|" between them.
func TestSentences(t *testing.T) {
	for _, text := range []string{
		"",
		"One sentence",
		"One. |Two! |Three? |Four… |Five",
		"It is 1.5 meters, e.g. This one, vs. That one. |Next",
		"See fig. 3 and No. 5. |No. |Then go",
		"Ends here etc. |New one. |(Not this) though",
		"\"Quoted.\" |(In brackets.) |*Next*",
		"Open https://x.example/a.b?c=d. |Then wait",
		"The app says ok. and goes on",
		"هل هذه جملة؟ |نعم. |وهذه",
		"¿Ves la luz? |Pulse el botón, p.ej. Reset. |Fin",
	} {
		want := strings.Split(text, "|")
		plain := []byte(strings.ReplaceAll(text, "|", ""))
		var got []string
		for from := 0; from < len(plain); {
			end, _ := nextSentence(plain, from)
			got = append(got, string(plain[from:end]))
			from = end
		}
		if text == "" {
			want = nil
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "one": 1, "one – two": 2, "it's 3-4 times": 3, "… — !": 0, "¡Olé! ñ 重置": 3, "a\tb\nc  d": 4,
	} {
		if got := countWords([]byte(text)); got != want {
			t.Errorf("%q counts %d words, want %d", text, got, want)
		}
	}
}
