package markdown

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type specExample struct {
	Number   int    `json:"example"`
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
	Section  string `json:"section"`
}

// specExamples reads the CommonMark 0.31.2 suite that goldmark's module brings.
func specExamples(t *testing.T) []specExample {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("finding goldmark's module: %v", err)
	}
	suite, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatalf("reading the suite: %v", err)
	}
	var examples []specExample
	if err := json.Unmarshal(suite, &examples); err != nil {
		t.Fatalf("reading the suite: %v", err)
	}
	if len(examples) != 652 {
		t.Fatalf("the suite has %d examples, want 652", len(examples))
	}
	return examples
}

// strictHTML sends a source through everything that an article goes through,
// without what is not CommonMark: extensions, ids and the rules of the house.
func strictHTML(p *pipeline, source string) (html string, refused bool) {
	clean, _ := normalise([]byte(source))
	c := newCheck(p, clean, Options{})
	root := p.parse(clean, &parserResult{})
	c.blocks(root)
	for _, problem := range c.problems {
		refused = refused || strings.HasPrefix(problem.Message, "raw HTML is not allowed")
	}
	return renderBlocks(c, root), refused
}

func TestCommonMark(t *testing.T) {
	p := newPipeline(true)
	var refused []int
	for _, example := range specExamples(t) {
		got, raw := strictHTML(p, example.Markdown)
		if raw {
			refused = append(refused, example.Number)
			continue
		}
		// The suite is written as XHTML, our pages are HTML.
		if want := strings.ReplaceAll(example.HTML, " />", ">"); got != want {
			t.Errorf("example %d (%s)\n%q\ngot  %q\nwant %q", example.Number, example.Section, example.Markdown, got, want)
		}
	}
	if want := slices.Sorted(slices.Values(rawHTMLExamples)); !slices.Equal(refused, want) {
		t.Errorf("refused because of raw HTML:\n%v\nwant:\n%v", refused, want)
	}
}

// rawHTMLExamples are the examples that are refused, and must be: each has a
// tag, a comment or another piece of HTML in its source. All others pass.
var rawHTMLExamples = slices.Concat(
	between(148, 191), // the section on HTML blocks, whole
	between(613, 617), // the section on inline HTML: tags with all kinds of attributes
	[]int{623},        // the same: closing tags
	between(625, 631), // the same: comments, instructions, declarations, CDATA, tags with entities and backslashes
	[]int{
		21, 31, // a backslash and an entity in the attribute of a tag
		201,      // a tag where the title of a reference would stand
		308, 309, // a comment that parts two lists
		344,           // a tag before a code span
		475, 476, 477, // a tag that holds what would be emphasis
		491, 494, // addresses in angle brackets that are none, and so are tags
		524, 536, // a tag that holds what would be the end of a link
		642, 643, // a tag across two lines
	},
)

func between(first, last int) []int {
	var numbers []int
	for n := first; n <= last; n++ {
		numbers = append(numbers, n)
	}
	return numbers
}

// TestCommonMarkAsArticle sends the suite through everything, with our rules.
func TestCommonMarkAsArticle(t *testing.T) {
	for _, example := range specExamples(t) {
		checkSafe(t, []byte(example.Markdown))
	}
}
