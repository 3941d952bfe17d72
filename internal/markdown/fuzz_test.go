package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzParse looks for a source that makes Parse or Plain panic, that gives
// unsafe HTML, or ids that are not unique.
func FuzzParse(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		checkSafe(t, source)
		Parse(Plain(source), Options{FirstLine: 7})
	})
}

// seeds returns the golden sources and what has broken Markdown programs before.
func seeds(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden sources: %v", err)
	}
	all := []string{
		"[a](javascript:alert(1))", "[a](java&#10;script:alert(1))", "[a](&#x6A;avascript:x)", `[a](javascript\:x)`,
		"[a](javascript&amp;colon;x)", "<javascript:x>", "[a](//evil.example)", `[a](/\evil.example)`, "[a](< javascript:x>)",
		"![a](data:image/svg+xml,x)", `![" onerror=x](/x "\" onload=x")`, "[x]: javascript:y\n[x]", "```\" onclick=x\n```",
		"<script>", "<!-- -->", "<a href=x>", "\x00\xff\r\r\n\uFEFF", "## a\n# b\n#### c\n##\n", "## Step 1\n## Steps\n1. a",
		"## Steps: a\n1. b\n## Steps: a step 1\n1. c\n## Steps\n2) d\n\n3. e", "> [!NOTE]\n> [!TIP]\n> ---", "> [!x] y", "> [!NOTE] y \n> z",
		"[^1][^1]![^2]\n\n[^1]: a\n[^1]: b\n> [^2]: c", "## Steps\n1. [a](hold:1s)[b\nc](cue:beep)\n   [d](<hold:2m> \"t\")",
		"1. [a[b](hold:1s)](cue:beep)", "## Steps\n1. > - [a](hold:9s)\n\t-\t`[b](cue:beep)`", "|a|\n|-|\n|[^1]|\n\n[^1]: |",
		strings.Repeat(">", 200), strings.Repeat("- ", 200) + "a", strings.Repeat("[", 200), strings.Repeat("*a **b ", 50),
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(source))
	}
	return all
}
