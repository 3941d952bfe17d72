package web_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pinhole/internal/article"
	"pinhole/web"
)

// hostile are words whose characters mean something to Markdown elsewhere.
var hostile = []string{
	"5~10", "20~30", "~", "~~", "a~b~c", "N841*", "N8*41", "*", "**", "2*3*4", "(N84*)", `"*"`, "a_b_c", "MAC__", "#2", "C#", "#", "|", "a|b", "1:2", "::", "<5", ">3", ">", "<",
	"a<b", "R&D", "&", "AT&T;", "(10", "s)", "s)**then", "10-20", "-", "+", "1.", "10)", "[1]", "[x]", "[x](", "]", "{1}", "{{x}}", "{%", "!", "![", "$5", "^2", "==", "%%", "`", `C:\x`,
	`\\nas\x`, "“x”", "’s", "...", ":)", "www.x.example", "10/20", "@", "<ip>", "-->", "[^1",
}

var peaceful = []string{"press", "the", "button", "for", "seconds", "until", "it", "blinks", "N841", "then", "wait", "20", "menu", "Ünder"}

// written is a block of an article: its lines, and the words that readers must get.
type written struct {
	first, last int
	words       string
	step        bool
}

// writer writes an article of random blocks.
type writer struct {
	*rand.Rand
	lines  []string
	blocks []written
}

func (a *writer) pick(words []string) string { return words[a.IntN(len(words))] }

// phrase returns words as Markdown and as readers must see them. The first begins a line and is peaceful.
func (a *writer) phrase(inTable bool) (markdown, words string) {
	first := a.pick(peaceful)
	source, seen := []string{first}, []string{first}
	for range 2 + a.IntN(8) {
		word := a.pick(peaceful)
		switch a.IntN(8) {
		case 0:
			source, seen = append(source, "**"+word+"**"), append(seen, word)
		case 1:
			word = strings.NewReplacer("`", "'", "|", "/").Replace(a.pick(hostile))
			source, seen = append(source, "`"+word+"`"), append(seen, word)
		case 2, 3, 4:
			word = a.pick(hostile)
			source, seen = append(source, word), append(seen, word)
		default:
			source, seen = append(source, word), append(seen, word)
		}
	}
	markdown = strings.Join(source, " ")
	if !inTable && len(source) > 5 && a.IntN(3) == 0 {
		markdown = strings.Join(source[:3], " ") + "\n" + strings.Join(source[3:], " ")
	}
	return markdown, strings.Join(seen, " ")
}

// write adds lines, and expects words of them.
func (a *writer) write(words string, step bool, text string) {
	first := len(a.lines) + 1
	a.lines = append(a.lines, strings.Split(text, "\n")...)
	a.blocks = append(a.blocks, written{first, len(a.lines), words, step})
}

func (a *writer) list(mark func(int) string, step bool) {
	for i := range 2 + a.IntN(3) {
		text, words := a.phrase(false)
		a.write(words, step, mark(i)+strings.ReplaceAll(text, "\n", "\n   "))
	}
	a.lines = append(a.lines, "")
}

func (a *writer) block() {
	switch a.IntN(5) {
	case 0:
		a.list(func(int) string { return "-  " }, false)
	case 1:
		a.list(func(i int) string { return fmt.Sprintf("%d. ", i+1) }, false)
	case 2:
		a.lines = append(a.lines, "| one | two |", "|---|---|")
		for range 2 {
			left, leftWords := a.phrase(true)
			right, rightWords := a.phrase(true)
			a.write(leftWords+" "+rightWords, false, "| "+left+" | "+right+" |")
		}
	case 3:
		words := a.pick(hostile) + " " + a.pick(hostile)
		a.write(words, false, "```\n"+strings.ReplaceAll(words, "```", "")+"\n```")
	default:
		text, words := a.phrase(false)
		a.write(words, false, text)
	}
	a.lines = append(a.lines, "", a.pick(peaceful)+" and:", "")
}

func (a *writer) article(name string) string {
	a.lines = strings.Split("---\nid: "+name+"\ntitle: Trial\nsummary: A trial.\nbrand: acme\ndevices: [nvr]\ngoal: reboot\nmethod: menu\nconfidence: vendor\nsources:\n"+
		"  - {title: T, publisher: A, kind: vendor, checked: 2026-01-01}\n---\n\n## Before you start\n", "\n")
	for range 3 {
		a.block()
	}
	a.lines = append(a.lines, "## Steps", "")
	a.list(func(i int) string { return fmt.Sprintf("%d. ", i+1) }, true)
	a.lines = append(a.lines, "## Notes", "")
	text, words := a.phrase(false)
	a.write(words, false, text)
	a.lines[len(a.lines)-1] += "[^1]"
	text, words = a.phrase(true)
	a.lines = append(a.lines, "")
	a.write(words, false, "[^1]: "+text)
	return strings.Join(a.lines, "\n") + "\n"
}

// TestWordsStandAsWritten writes articles full of characters that mean something to Markdown. Their words are those of the page,
// of the plain text that search reads, and of the structured data, or the check names the line.
func TestWordsStandAsWritten(t *testing.T) {
	count := 100
	if os.Getenv("PINHOLE_TEST_LONG") != "" {
		count = 2000
	}
	files := fstest.MapFS{"site.yaml": {Data: []byte("name: T")}, "brands/acme.yaml": {Data: []byte("name: Acme")}}
	authors := map[string]*writer{}
	for i := range count {
		a := &writer{Rand: rand.New(rand.NewPCG(7, uint64(i)))}
		file := fmt.Sprintf("en/acme/a%d.md", i)
		files[file] = &fstest.MapFile{Data: []byte(a.article(fmt.Sprintf("a%d", i)))}
		authors[file] = a
	}
	options := article.Options{Today: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Pages: web.Pages}
	_, problems := article.Load(files, options)
	for _, p := range problems.Errors() {
		delete(files, p.File) // the check names a line; it cannot be served
	}
	lib, problems := article.Load(files, options)
	if lib == nil || len(lib.Articles) < count/4 {
		t.Fatalf("too few articles are without an error: %v", problems.Errors())
	}
	reported := map[string][]int{}
	for _, p := range problems {
		reported[p.File] = append(reported[p.File], p.Line)
	}
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	compared := 0
	for _, a := range lib.Articles {
		w := s.answer(get(a.Path()))
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d", a.Path(), w.Code)
		}
		page, steps := articleWords(t, w.Body.String())
		plain := ""
		for _, section := range a.Body().Sections {
			plain += " " + spaced(section.Text)
		}
		for _, b := range authors[a.File].blocks {
			if slices.ContainsFunc(reported[a.File], func(line int) bool { return b.first <= line && line <= b.last }) {
				continue
			}
			compared++
			note := strings.HasPrefix(authors[a.File].lines[b.first-1], "[^1]: ") // search takes notes from elsewhere
			for where, missing := range map[string]bool{
				"page":            !strings.Contains(page, b.words),
				"plain text":      !note && !strings.Contains(plain, b.words),
				"structured data": b.step && !slices.Contains(steps, b.words),
			} {
				if missing {
					t.Errorf("%s:%d: %q is not in the %s:\n%s", a.File, b.first, b.words, where, strings.Join(authors[a.File].lines[b.first-1:b.last], "\n"))
				}
			}
		}
	}
	t.Logf("%d blocks of %d articles compared", compared, len(lib.Articles))
	if compared < len(lib.Articles) {
		t.Errorf("only %d blocks without a warning", compared)
	}
}

// articleWords returns the words of a page's article, and the steps of its structured data.
func articleWords(t *testing.T, page string) (words string, steps []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.DataAtom == atom.Script && slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "application/ld+json"}):
			var data struct {
				Graph []struct {
					Step []struct{ Text string }
				} `json:"@graph"`
			}
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &data); err != nil {
				t.Fatal(err)
			}
			for _, step := range data.Graph[0].Step {
				steps = append(steps, spaced(step.Text))
			}
		case n.Type == html.ElementNode && !slices.Contains([]atom.Atom{atom.Strong, atom.Em, atom.Code, atom.Del, atom.A, atom.Sup, atom.Span}, n.DataAtom):
			b.WriteByte(' ')
		case n.Type == html.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style:
			b.WriteString(n.Data)
		}
	}
	return spaced(b.String()), steps
}

func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }
