package main_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// results returns the addresses on the card of a search, then those of its hits.
func results(t *testing.T, c *client, q string) []string {
	t.Helper()
	page := c.get("/search?q="+url.QueryEscape(q), "User-Agent", "Mozilla/5.0").is(http.StatusOK)
	var hits []string
	for card := range elements(page.page(), "section") {
		if value(card, "class") == "device-card" {
			for a := range elements(card, "a") {
				hits = append(hits, value(a, "href"))
			}
		}
	}
	for list := range elements(page.page(), "ol") {
		for a := range elements(list, "a") {
			hits = append(hits, value(a, "href"))
		}
	}
	return hits
}

func TestSearchFindsAndIsCounted(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	if hits := results(t, c, "forgot lorex recorder pasword"); len(hits) == 0 || hits[0] != "/lorex/recorder-password" {
		t.Errorf("the hits are %v", hits)
	}
	if hits := results(t, c, "n841 a81"); len(hits) == 0 || hits[0] != "/lorex/recorder-password" {
		t.Errorf("a model leads to %v", hits)
	}
	if hits := results(t, c, "zxqwvk blargh"); len(hits) != 0 {
		t.Errorf("nonsense leads to %v", hits)
	}
	missing := c.post("/search", fields("q", "zxqwvk blargh")).is(http.StatusSeeOther).header.Get("Location")
	c.get(missing).is(http.StatusOK).says("The editors see what you were looking for.")
	p.stop()
	list := runCommand(t, p.folder, "searches", "export", "--nothing").out
	if !strings.Contains(list, "zxqwvk blargh,") || strings.Contains(list, "lorex") {
		t.Errorf("what found nothing is\n%s", list)
	}
	all := runCommand(t, p.folder, "searches", "export").out
	if !strings.HasPrefix(all, "\uFEFFday,") || !strings.Contains(all, "forgot lorex recorder pasword,1,") {
		t.Errorf("the searches are\n%s", all)
	}
}

func TestOddSearchesGiveCleanPages(t *testing.T) {
	t.Parallel()
	p := shared(t)
	c := p.client()
	for _, q := range []string{strings.Repeat("a", 10_000), "\x00\x07\x1b[31m", "😀🎥", "إعادة ضبط", "' OR 1=1; DROP TABLE feedback--", `<script>alert(1)</script>"><img src=x onerror=y>`, "\xff\xfe", `"unclosed`, "*", "?", "a AND (b OR"} {
		page := c.get("/search?q=" + url.QueryEscape(q)).is(http.StatusOK)
		if strings.Contains(page.body, "<script>alert") || strings.Contains(page.body, "<img src=x") {
			t.Errorf("%q comes back unescaped", q)
		}
		c.get("/api/v1/suggest?q=" + url.QueryEscape(q)).is(http.StatusOK)
	}
}

func TestTheFinderLeadsToAProcedure(t *testing.T) {
	t.Parallel()
	p := shared(t)
	c := p.client()
	c.follow(c.get("/find").is(http.StatusOK).says("What do you have?"), "/find?device=recorder").says("Which brand is it?", "Where is the label?")
	c.get("/find?device=recorder&brand=lorex").is(http.StatusOK).says("What do you want?")
	c.get("/find?brand=lorex&device=recorder&goal=get-in").is(http.StatusOK).says("What do you still have?", "Get back in")
	c.get("/find?brand=lorex&device=recorder&goal=get-in&done=1&have=monitor").is(http.StatusOK).says("What can work for you").holds(`<h2><a href="/lorex/recorder-password"`)
	left := c.get("/find?brand=lorex&device=recorder&goal=afresh&done=1").is(http.StatusOK)
	left.says("Left out, and why", "Needs ")
	c.get("/find?device=nonsense&brand=x&goal=y").is(http.StatusOK).says("What do you have?")
	c.get("/find?device=any&brand=nonsense&goal=get-in&done=1").is(http.StatusOK).says("What can work for you")
}
