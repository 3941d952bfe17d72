package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// typical returns an article of about 800 words with everything that articles have.
func typical() []byte {
	var b strings.Builder
	b.WriteString("## Good to know\n\n> [!WARNING]\n> This erases the camera's settings and its password.\n\n")
	for range 4 {
		b.WriteString("Look for a small hole on the base of the camera, near the [label](label.md). Keep the *power* plugged in,\n" +
			"and wait for the voice. Some models have no hole; their button stands under a **rubber** cover.[^1]\n\n")
	}
	for _, way := range []string{"", ": with the app"} {
		fmt.Fprintf(&b, "## Steps%s\n\n", way)
		for i := 1; i <= 7; i++ {
			fmt.Fprintf(&b, "%d. Push a paper clip into the hole and [hold it for 15 seconds](hold:15s).\n"+
				"   The light turns [solid red](cue:led-red) and the camera says that it is reset.\n", i)
		}
		b.WriteByte('\n')
	}
	b.WriteString("![The hole](/drawings/hole.svg \"Where it is\")\n\n## If it does not work\n\n| model | time |\n|:--|--:|\n")
	for i := range 8 {
		fmt.Fprintf(&b, "| N84%dA81 | %d s |\n", i, i+10)
	}
	b.WriteByte('\n')
	for range 5 {
		b.WriteString("- Begin again with step 1 and hold longer, for some cameras need `30` seconds or more.\n")
		b.WriteString("- Ask the vendor at <https://help.lorex.example>, and have the serial number from the label ready.\n")
	}
	b.WriteString("\n## After the reset\n\n")
	for range 3 {
		b.WriteString("Set a password of your own at once, and write it down in a safe place. Add the camera to the recorder\n" +
			"again, for it has forgotten the network. See [the guide](https://help.lorex.example/set-up) for that.\n\n")
	}
	b.WriteString("[^1]: The manual, page 12.\n")
	return []byte(b.String())
}

func TestTypicalHasNoProblems(t *testing.T) {
	d, problems := Parse(typical(), Options{Resolve: resolve})
	if len(problems) > 0 || d.Words < 750 || d.Words > 850 {
		t.Errorf("%d words, problems %v", d.Words, problems)
	}
}

func BenchmarkParse(b *testing.B) {
	source := typical()
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(source, Options{Resolve: resolve})
	}
}

func BenchmarkPlain(b *testing.B) {
	source := typical()
	b.ReportAllocs()
	for b.Loop() {
		Plain(source)
	}
}

// BenchmarkGoldmark is what the parser alone takes: the floor for BenchmarkParse.
func BenchmarkGoldmark(b *testing.B) {
	source := typical()
	b.ReportAllocs()
	for b.Loop() {
		site.parse(source, &parserResult{})
	}
}
