package markdown

import (
	"slices"
	"strings"
	"testing"
)

// TestLimits sends what takes goldmark too long, or too much memory, and
// expects a problem that says so.
func TestLimits(t *testing.T) {
	cell := strings.Repeat("|a", 1000)
	for name, test := range map[string]struct{ source, want string }{
		"size":       {strings.Repeat("a\n\n", MaxSource/3+1), "1: the text has more than 1048576 bytes; make several articles of it"},
		"line":       {"a\n" + strings.Repeat("[a](", 2500), "2: the line has more than 8192 bytes; break it"},
		"paragraph":  {"a\n\n" + strings.Repeat(strings.Repeat("*a", 50)+"\n", 700), "3: the paragraph has more than 65536 bytes; split it with blank lines"},
		"quotes":     {strings.Repeat(">", 5000), "1: quotes and lists are nested too deeply; take some levels away"},
		"lists":      {strings.Repeat("1. ", 2500) + "a", "1: quotes and lists are nested too deeply; take some levels away"},
		"both":       {"a\n\n" + strings.Repeat("> 1. ", 1000) + "a", "3: quotes and lists are nested too deeply; take some levels away"},
		"table":      {cell + "\n" + strings.Repeat("|-", 1000) + "\n" + strings.Repeat("a\n", 5000), "1: the table is too large; make several of it"},
		"footnotes":  {strings.Repeat("[^a]: b\n", 600), "501: more than 500 footnotes; write fewer"},
		"no content": {strings.Repeat("\n", 1000) + "\xff", "1001: the line has bytes that are no text; save the file as UTF-8 and delete control characters"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := Parse([]byte(test.source), Options{})
			for i := range problems {
				problems[i].Warning = true // whatever it is
			}
			want := strings.Replace(test.want, ": ", ": warning: ", 1)
			if got := messages(problems); !slices.Contains(got, want) {
				t.Errorf("problems %.500q, want %q", got, want)
			}
		})
	}
}

func TestProblemsAreBounded(t *testing.T) {
	_, problems := Parse([]byte(strings.Repeat("<b>\n\n", 5000)), Options{})
	if len(problems) != maxProblems {
		t.Errorf("%d problems, want %d", len(problems), maxProblems)
	}
}

// TestBombs sends what has broken Markdown programs before: it must come back,
// and safely. The test's own deadline is the limit.
func TestBombs(t *testing.T) {
	for _, bomb := range []string{">", "[", "![", "]", "[a](", "*a ", "**a *b ", "_a __b ", "`", "``a ", "<", "<a ", "<!--", "<?", "<![CDATA[", "&", "\\",
		"- ", "1. ", "a|", "[^a]", "[a][b]", "~~a ~b ", "a*", "[[a](b)", "[a](<b", "[a](b \"", "[](((("} {
		checkSafe(t, []byte(strings.Repeat(bomb, maxLine/len(bomb))))
		checkSafe(t, []byte(strings.Repeat(bomb+"\n", maxLine/len(bomb))))
	}
}
