package markdown

import (
	"slices"
	"strings"
	"testing"
)

// wordsCase is a source, the plain text that must come of it, and all problems.
type wordsCase struct {
	source, text string
	problems     []string
}

func checkWords(t *testing.T, cases []wordsCase) {
	t.Helper()
	for _, c := range cases {
		d, problems := Parse([]byte(c.source), Options{})
		var text []string
		for _, s := range d.Sections {
			text = append(text, s.Text)
		}
		if got := strings.Join(text, "\n"); got != c.text {
			t.Errorf("%q: text %q, want %q", c.source, got, c.text)
		}
		if got := messages(problems); !slices.Equal(got, c.problems) {
			t.Errorf("%q: problems\n%s\nwant\n%s", c.source, strings.Join(got, "\n"), strings.Join(c.problems, "\n"))
		}
	}
}

func TestTildes(t *testing.T) {
	checkWords(t, []wordsCase{
		{"Press for 5~10 seconds, then wait 20~30 seconds.", "Press for 5~10 seconds, then wait 20~30 seconds.", nil},
		{"~a~ ~b c~d~~~e ~~~f~~~ x ~~~~y~~~~", "~a~ ~b c~d~~~e ~~~f~~~ x ~~~~y~~~~", nil},
		{"Not ~~this~~ that, 5~10.", "Not this that, 5~10.", nil},
	})
	d, _ := Parse([]byte("~~a~~ b~c, d~e"), Options{})
	if got, want := d.Sections[0].HTML, "<p><del>a</del> b~c, d~e</p>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFootnotesWithoutText(t *testing.T) {
	checkWords(t, []wordsCase{
		{"Text[^zz].", "Text[^zz].", []string{`1: error: the footnote has no text; write it below as "[^zz]: …"`}},
		{"Press [^] or [^ now.", "Press [^] or [^ now.", nil},
	})
}
