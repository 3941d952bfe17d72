package main_test

import (
	"math/rand/v2"
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
		if value(list, "class") == "rows hits" {
			for a := range elements(list, "a") {
				hits = append(hits, value(a, "href"))
			}
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
	c.get(missing).is(http.StatusOK).says("The editors can see what you were looking for.")
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
	c.get("/find").is(http.StatusOK).says("What does it look like?", "Can you touch the device?", "What happened?")
	c.get("/find?asked=device&asked=touch&device=recorder").is(http.StatusOK).says("What name is on it?", "Which app do you use with it?").holds(`name="brand" value="lorex"`)
	c.get("/find?device=recorder&touch=yes&brand=lorex").is(http.StatusOK).says("What do you want to do?")
	found := c.get("/find?brand=lorex&device=recorder&goal=get-in&done=1&have=monitor").is(http.StatusOK).says("What can work for you", "the first one erases the least")
	found.holds(`<a href="/lorex/recorder-password"`)
	c.get("/find?device=nonsense&brand=x&goal=y&touch=maybe").is(http.StatusOK).says("What does it look like?")
	c.get("/find?device=any&brand=nonsense&goal=get-in&done=1").is(http.StatusOK).says("What can work for you")
	nothing := c.get("/find?device=hub&brand=lorex&goal=get-in&done=1").is(http.StatusOK).says("Here's what you can try", "What works with any brand", "What happened?")
	nothing.holds(`name="q"`, `class="rows"`)
}

// What the reader does not say is asked for beside the procedure that needs it, and only what they
// said No to leaves procedures out.
func TestTheFinderAsksForWhatIsNeeded(t *testing.T) {
	t.Parallel()
	c := shared(t).client()
	const state = "/find?brand=reolink&device=recorder&done=1&goal=afresh"
	open := c.get(state).is(http.StatusOK).says("Needs access to the device. Do you have it?")
	if strings.Contains(open.body, "What won't work for you") {
		t.Error("a procedure is left out for what the reader was not asked for")
	}
	no := c.follow(open, state+"&touch=no").says("What won't work for you, and why", "Needs access to the device.")
	if strings.Contains(no.body, "Do you have it?") && strings.Contains(no.body, "access to the device. Do you have it?") {
		t.Error("it is asked for again")
	}
}

// Every way through the finder ends within a few screens, never asks twice, and ends with something
// to read; what was found is in the order of what it erases.
func TestEveryWayThroughTheFinderEnds(t *testing.T) {
	t.Parallel()
	c := shared(t).client()
	numbers := rand.New(rand.NewPCG(18, 12))
	ways := 60
	if long {
		ways = 600
	}
	for range ways {
		path, asked := "/find", map[string]bool{}
		for screen := 1; ; screen++ {
			page := c.get(path).is(http.StatusOK)
			if !strings.Contains(page.body, `class="finder"`) {
				if !strings.Contains(page.body, `class="rows`) {
					t.Errorf("%s ends with nothing to read", path)
				}
				break
			}
			if screen > 5 {
				t.Fatalf("%s is the %dth screen", path, screen)
			}
			path = "/find?" + answered(t, page, numbers, asked).Encode()
		}
	}
}

// answered ticks some of the answers on a screen of the finder, and returns what the form sends.
func answered(t *testing.T, page answer, numbers *rand.Rand, asked map[string]bool) url.Values {
	t.Helper()
	send, options := url.Values{}, url.Values{}
	for input := range elements(page.page(), "input") {
		switch value(input, "type") {
		case "hidden":
			send.Add(value(input, "name"), value(input, "value"))
		case "radio":
			options.Add(value(input, "name"), value(input, "value"))
		}
	}
	for name, values := range options {
		if asked[name] {
			t.Errorf("%s asks for %s again", page.path, name)
		}
		asked[name] = true
		if numbers.IntN(4) > 0 {
			send.Set(name, values[numbers.IntN(len(values))])
		}
	}
	return send
}
