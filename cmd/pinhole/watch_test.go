package main_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

const articleFile = "en/lorex/ip-camera-factory-reset.md"

func TestWatchNeedsAFolder(t *testing.T) {
	t.Parallel()
	oneLine(t, refusedStart(t, t.TempDir(), "--watch"), "--content")
}

func TestASavedFileIsServed(t *testing.T) {
	t.Parallel()
	folder := copyOfContent(t)
	p := start(t, "--content="+folder, "--watch")
	p.troubled = true // by the broken file
	c := p.stranger()
	title := func() string { return text(first(c.get(articlePath).page(), "h1")) }

	replaceIn(t, filepath.Join(folder, articleFile), "title: ", "title: Quickly ")
	eventually(t, "the new title is served", func() bool { return strings.HasPrefix(title(), "Quickly ") })
	replaceIn(t, filepath.Join(folder, articleFile), "title: Quickly", "titel: Quickly")
	eventually(t, "the error is logged with its line", func() bool { return strings.Contains(p.log.String(), "file="+articleFile+" line=3") })
	if got := title(); !strings.HasPrefix(got, "Quickly ") {
		t.Errorf("with a broken file the title is %q, want the last good one", got)
	}
	c.get(articlePath).is(http.StatusOK).has("Cache-Control", "no-cache")
}

// comesToSay is says for a page that may reload at any moment, when it cannot be asked.
func (b *tab) comesToSay(words string) {
	b.t.Helper()
	eventually(b.t, "the page comes to say "+words, func() bool {
		ctx, cancel := b.soon()
		defer cancel()
		seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ""`))
		return err == nil && strings.Contains(seen, words)
	})
}

// TestAnAuthorsPageFollows looks at a page while its article is being written.
func TestAnAuthorsPageFollows(t *testing.T) {
	t.Parallel()
	folder := copyOfContent(t)
	file := filepath.Join(folder, articleFile)
	p := start(t, "--content="+folder, "--watch")
	p.troubled = true // by the broken file
	b := newTab(t)
	b.open(p.base + articlePath)

	replaceIn(t, file, "title: ", "title: Quickly ")
	b.comesToSay("Quickly Reset")

	replaceIn(t, file, "## Steps", "## Steps\n\nSee [this](/nowhere).")
	b.comesToSay("The content has an error")
	b.comesToSay(articleFile + ":")
	const dialog = `[role="alertdialog"]`
	if got := eval[string](b, `document.activeElement.getAttribute("role")`); got != "alertdialog" {
		t.Errorf("the focus is on %q", got)
	}
	if got := eval[string](b, `getComputedStyle(document.querySelector('`+dialog+`')).position`); got != "fixed" {
		t.Errorf("the message has no style: position is %s", got)
	}
	b.do(chromedp.KeyEvent("\x1b"))
	eventually(t, "Escape closes the message", func() bool { return eval[bool](b, `!document.querySelector('`+dialog+`')`) })
	b.comesToSay("Quickly Reset")

	replaceIn(t, file, "title: Quickly", "titel: Quickly")
	b.comesToSay("The content has 3 errors")
	replaceIn(t, file, "titel: Quickly", "title: Very quickly")
	replaceIn(t, file, "/nowhere", "/lorex")
	b.comesToSay("Very quickly Reset")
	if eval[bool](b, `!!document.querySelector('`+dialog+`')`) {
		t.Error("the errors are fixed, and the message stays")
	}
	if eval[int](b, `performance.getEntriesByType("navigation").length`) != 1 {
		t.Error("the page was not loaded as a whole")
	}
	b.tolerate("/live") // the page goes on asking
	p.stop()            // with the page open
}

func TestOldAddressesOfAnyDepthLeadToArticles(t *testing.T) {
	t.Parallel()
	folder := copyOfContent(t)
	c := start(t, "--content="+folder, "--watch").stranger()
	replaceIn(t, filepath.Join(folder, articleFile), "\nid: ", "\naliases: [/lorex/older/name]\nid: ")
	eventually(t, "the old address leads to the article", func() bool {
		a := c.get("/lorex/older/name")
		return a.status == http.StatusMovedPermanently && a.header.Get("Location") == articlePath
	})
}
