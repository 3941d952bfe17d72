package main_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// markdown reads the answer as another program would: with goldmark and none of our extensions.
func (a answer) markdown() *html.Node {
	a.t.Helper()
	a.is(http.StatusOK).has("Content-Type", "text/markdown; charset=utf-8")
	var page strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Convert([]byte(a.body), &page); err != nil {
		a.t.Fatalf("%s: %v", a.path, err)
	}
	doc, err := html.Parse(strings.NewReader(page.String()))
	if err != nil {
		a.t.Fatal(err)
	}
	return first(doc, "body")
}

// checkPlain compares a page's Markdown with the page: it begins with "# Title" and the page's
// summary.
func checkPlain(c *client, path string) {
	c.t.Helper()
	page := c.get(path).is(http.StatusOK).page()
	a := c.get(path + ".md")
	doc := a.markdown()
	var begin []string
	for n := range doc.ChildNodes() {
		if n.Type == html.ElementNode && len(begin) < 2 {
			begin = append(begin, n.Data+" "+text(n))
		}
	}
	want := []string{"h1 " + text(first(page, "h1")), "p " + text(withClass(page, "lead"))}
	if withClass(page, "device-card").Data != "" {
		begin, want = begin[:1], want[:1] // the page says it in its card
	}
	if !slices.Equal(begin, want) {
		c.t.Errorf("%s: begins with %q, want %q", a.path, begin, want)
	}
	if !strings.HasPrefix(a.body, "# ") || strings.Contains(a.body, "\n---\n") || strings.Contains(a.body, "](hold:") || strings.Contains(a.body, "](cue:") {
		c.t.Errorf("%s: holds what is for authors only:\n%s", a.path, excerpt(a.body))
	}
	if trimmed := strings.TrimRight(a.body, "\n"); a.body != trimmed+"\n" {
		c.t.Errorf("%s: ends with %q", a.path, a.body[len(trimmed):])
	}
	if got := a.header.Get("Link"); got != "<"+canonical(page)+`>; rel="canonical"` {
		c.t.Errorf("%s: Link is %q", a.path, got)
	}
	alternates := 0
	for link := range elements(page, "link") {
		if value(link, "type") == "text/markdown" && value(link, "href") == path+".md" {
			alternates++
		}
	}
	if alternates != 1 {
		c.t.Errorf("%s: names its Markdown %d times", path, alternates)
	}
}

func canonical(page *html.Node) string {
	for link := range elements(page, "link") {
		if value(link, "rel") == "canonical" {
			return value(link, "href")
		}
	}
	return ""
}

func TestShippedPagesAsMarkdown(t *testing.T) {
	t.Parallel()
	p := shared(t, "--url="+public)
	c := p.stranger()
	for path := range c.lastmods() {
		if !slices.Contains([]string{"/", "/es"}, path) {
			checkPlain(c, path)
		}
	}
	checkPlain(c, "/models/N841A81")
}

// TestMarkdownSaysWhatThePageSays looks for the parts of pages in their Markdown.
func TestMarkdownSaysWhatThePageSays(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	for path := range c.lastmods() {
		if !slices.Contains([]string{"/", "/es"}, path) {
			checkPlain(c, path)
		}
	}
	for path, wants := range map[string][]string{
		normal: {"Settings and users and passwords are erased", "Recordings: on the recorder.", "You need access to the device and a paper clip or pin", "About 5 minutes",
			"N841*", "hold it for 15 seconds", "solid red", "blinks green", "+1 (800) 555-0100 weekdays only", "Monday to Friday, 9 to 5", "the serial number",
			"Call before you open the case.", "The manual, Acme, read on 20 January 2026", "vendor"},
		everything:          {"DS-7?16", "One says 5 seconds", "Hold for 2 minutes, then hold for 1 second.", "A page that may not be linked, A shop, read on 19 January 2026"},
		marks:               {"B`1", "B|2", "A [page] *about* it, A_shop_, read on 10 January 2026", "We don't know a support address."},
		"/acme":             {"Acme Security", "Acme app: resets cameras", "The label is under the base.", "+1 (800) 555-0100", "Contact, Acme, read on 20 January 2026", "Reset an Acme camera: Hold the reset button"},
		"/devices/nvr":      {"Restart an Acme N841A81"},
		"/goals/reboot":     {"Acme", "Bolt", "Restart an Acme N841A81"},
		"/models/N841A81":   {"For this model", "For its series", "Restart an Acme N841A81"},
		"/models/n841 a81x": {"For its series"},
	} {
		read := text(c.get((&url.URL{Path: path + ".md"}).String()).markdown())
		for _, want := range wants {
			if !strings.Contains(read, want) {
				t.Errorf("%s.md: lacks %q:\n%s", path, want, excerpt(read))
			}
		}
	}
}

// TestMarkdownLinksAnswer follows every link of every Markdown page that stays on the site.
func TestMarkdownLinksAnswer(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	followed := 0
	for path := range c.lastmods() {
		if slices.Contains([]string{"/", "/es"}, path) {
			continue
		}
		base, _ := url.Parse(public + path + ".md")
		for link := range elements(c.get(path+".md").markdown(), "a") {
			u, err := base.Parse(value(link, "href"))
			if err != nil || u.Scheme != "https" && u.Scheme != "mailto" {
				t.Errorf("%s.md: leads to %q: %v", path, value(link, "href"), err)
			} else if u.Host == base.Host && u.Path != base.Path {
				followed++
				c.get(u.RequestURI()).is(http.StatusOK)
			}
		}
	}
	if followed < 20 {
		t.Errorf("only %d links were followed", followed)
	}
}

func TestContentsForLanguageModels(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	checkContents(t, p.stranger(), "Test help", 7)
	shipped := shared(t, "--url="+public)
	checkContents(t, shipped.stranger(), "Pinhole", 50)
}

// checkContents holds /llms.txt to llmstxt.org: a title, a quote that sums the site up, then lists of absolute links with notes.
func checkContents(t *testing.T, c *client, title string, least int) {
	t.Helper()
	a := c.get("/llms.txt")
	doc := a.markdown()
	if text(first(doc, "h1")) != title || text(first(doc, "blockquote")) == "" || !strings.HasPrefix(a.body, "# ") {
		t.Errorf("the file begins with %q", excerpt(a.body))
	}
	listed := map[string]bool{}
	for item := range elements(doc, "li") {
		link := first(item, "a")
		path, ours := strings.CutPrefix(value(link, "href"), public)
		if !ours || listed[path] || !strings.Contains(text(item), ": ") {
			t.Errorf("%q leads to %q", text(item), value(link, "href"))
			continue
		}
		listed[path] = true
		if got := text(first(c.get(path).markdown(), "h1")); got != text(link) {
			t.Errorf("%s is listed as %q and calls itself %q", path, text(link), got)
		}
	}
	if len(listed) < least {
		t.Errorf("only %d articles are listed", len(listed))
	}
	for path := range c.lastmods() {
		article := strings.Count(path, "/") == 2 && !strings.HasPrefix(path, "/es/") && !strings.HasPrefix(path, "/devices/") && !strings.HasPrefix(path, "/goals/")
		if article && !listed[path+".md"] {
			t.Errorf("%s is not listed", path)
		}
	}
}
