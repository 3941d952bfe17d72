package main_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestCommentsAreStoredAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	receipt := c.receipt("no")
	for written, want := range map[string]string{
		"one line":                         "one line",
		"two\r\nlines":                     "two\nlines",
		"old\rMac":                         "old\nMac",
		"a gap\n\n\nand  two  spaces\tand": "a gap\n\n\nand  two  spaces\tand",
		"\nbegins with an empty line":      "\nbegins with an empty line",
		"  indented":                       "  indented",
		"Zürich, 監視カメラ, كاميرا, 👩🏽‍🔧, e\u0301": "Zürich, 監視カメラ, كاميرا, 👩🏽‍🔧, e\u0301",
		"&lt;b&gt; &amp; \"quotes\" 'too'":     "&lt;b&gt; &amp; \"quotes\" 'too'",
	} {
		c.post(receipt, fields("comment", written)).is(http.StatusSeeOther)
		if got := p.onlyRow().Comment; got != want {
			t.Errorf("%q is stored as %q", written, got)
		}
		if got := c.get(receipt).textarea(); got != want {
			t.Errorf("%q is shown as %q", written, got)
		}
	}
}

func TestTheLongestComment(t *testing.T) {
	t.Parallel()
	for name, longest := range map[string]string{
		"letters":     strings.Repeat("x", 4000),
		"emoji":       strings.Repeat("😀", 4000),
		"line breaks": strings.Repeat("ä\r\n", 2000),
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t)
			c := p.client()
			stored := strings.ReplaceAll(longest, "\r\n", "\n")
			receipt := c.receipt("no", "comment", longest)
			if got := p.onlyRow().Comment; got != stored {
				t.Errorf("stored are %d bytes, want %d", len(got), len(stored))
			}
			const problem = "Your comment has 4,001 characters; the limit is 4,000. Please shorten it by 1."
			c.post(receipt, fields("comment", longest+"!")).is(http.StatusUnprocessableEntity).says(problem).keeps(stored + "!")
			c.verdict("no", "comment", longest+"!").is(http.StatusUnprocessableEntity).says(problem).keeps(stored + "!")
			if got := p.onlyRow().Comment; got != stored {
				t.Errorf("the refused comment is stored")
			}
		})
	}
}

func TestEmptyComments(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	receipt := c.receipt("yes")
	for _, empty := range []string{"", " ", "\r\n \t", "\u00a0", "\x00"} {
		c.post(receipt, fields("comment", empty)).is(http.StatusUnprocessableEntity).says("Write a comment first")
	}
	c.post(receipt, fields()).is(http.StatusUnprocessableEntity)
	c.post(receipt, fields("comment", "now there is one")).is(http.StatusSeeOther)
	c.post(receipt, fields("comment", "")).is(http.StatusSeeOther) // taken back
	if got := p.onlyRow().Comment; got != "" {
		t.Errorf("%q is stored", got)
	}
}

// TestTextsAreNeverMarkup sends what an attacker would, everywhere that a text comes back.
func TestTextsAreNeverMarkup(t *testing.T) {
	t.Parallel()
	p := start(t, "--feedback-limit=0")
	c := p.client()
	for _, attack := range []string{
		`<script>alert(1)</script>`,
		`</textarea><script>alert(1)</script>`,
		`"><img src=x onerror=alert(1)>`,
		`' autofocus onfocus='alert(1)`,
		`<!--<svg onload=alert(1)>`,
		"</title><svg/onload=alert(1)>",
		`{{constructor.constructor('alert(1)')()}}`,
	} {
		receipt := c.receipt("no", "comment", attack, "model", attack)
		harmless(c.get(receipt).keeps(attack))
		harmless(c.post(receipt, fields("comment", attack, "step", attack)).is(http.StatusUnprocessableEntity).keeps(attack))
		harmless(c.verdict("perhaps", "comment", attack, "model", attack, "reason", attack, "step", attack).is(http.StatusUnprocessableEntity).keeps(attack))
		harmless(c.post("/feedback/AAAAAAAAAAAAAAAAAAAAAA", fields("comment", attack)).is(http.StatusNotFound).keeps(attack))
		harmless(c.verdict("no", "comment", attack+strings.Repeat("x", 70<<10)).is(http.StatusRequestEntityTooLarge))
		harmless(c.get("/models/" + url.PathEscape(attack)).is(http.StatusNotFound))
		harmless(c.get("/" + url.PathEscape(attack)).is(http.StatusNotFound))
		if got := p.onlyRow(); got.Comment != attack {
			t.Errorf("%q is stored", got.Comment)
		}
	}
}

// harmless checks that nothing in a page came from the attack.
func harmless(a answer) {
	a.t.Helper()
	for n := range elements(a.page(), "") {
		scripts := n.Data == "script" && !strings.HasPrefix(value(n, "src"), "/static/") && !(value(n, "src") == "" && allowed(a, n))
		if scripts || n.Data == "img" || n.Data == "svg" && !marked(n) {
			a.t.Errorf("%s (%d): has a <%s> that the page does not own", a.path, a.status, n.Data)
		}
		for _, attr := range n.Attr {
			if strings.HasPrefix(attr.Key, "on") || attr.Key == "autofocus" {
				a.t.Errorf("%s (%d): <%s %s>", a.path, a.status, n.Data, attr.Key)
			}
		}
	}
}

// marked says that a drawing is the site's own.
func marked(n *html.Node) bool {
	class := value(n, "class")
	return class == "mark" || class == "icon"
}
