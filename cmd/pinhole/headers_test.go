package main_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// everyKindOfAnswer asks for one answer of each route and of each refusal. The program must have a
// limit of posts.
func everyKindOfAnswer(c *client) []answer {
	c.t.Helper()
	receipt := c.receipt("no", "comment", "a comment")
	answers := []answer{
		c.verdict("yes"), c.post(receipt, fields("comment", "another")), c.post(receipt, fields("comment", "more"), "Accept", "application/json"),
		c.verdict("perhaps", "comment", "a comment"), c.verdict("perhaps", "comment", "a comment", "Accept", "application/json"),
		c.send(http.MethodPost, "/feedback", "{}", "Content-Type", "application/json"),
		c.verdict("yes", "comment", strings.Repeat("x", 70<<10)),
		c.post("/feedback", fields("article", articleID, "helpful", "yes"), "Origin", "https://elsewhere.example"),
		c.send(http.MethodDelete, "/", ""),
	}
	for _, path := range []string{"/", brandPath, articlePath, "/devices/nvr", "/goals/factory-reset", "/models/N841A81", "/models/none", "/privacy",
		"/search", "/search?q=N841A81", "/sitemap.xml", "/robots.txt", "/offline", "/offline/library.json", "/sw.js", "/manifest.webmanifest", "/static/x/css/site.css", "/static/x/js/main.js", "/static/x/icons/pinhole.svg",
		"/nowhere", "/lorex/nowhere", "/lorex/", "/feedback", receipt, "/feedback/AAAAAAAAAAAAAAAAAAAAAA"} {
		answers = append(answers, c.get(path))
	}
	return append(answers, c.untilTooMany())
}

// untilTooMany posts until the limit is reached, and gives that refusal.
func (c *client) untilTooMany() answer {
	c.t.Helper()
	for range 1000 {
		if a := c.verdict("yes", "comment", "the last one"); a.status == http.StatusTooManyRequests {
			return a
		}
	}
	c.t.Fatal("the limit of posts was never reached")
	return answer{}
}

func TestSecurityHeadersAreOnEveryAnswer(t *testing.T) {
	t.Parallel()
	answers := everyKindOfAnswer(start(t, "--feedback-limit=40").client())
	statuses := map[int]bool{}
	for _, a := range answers {
		statuses[a.status] = true
		checkSecurityHeaders(a)
		if a.header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: HSTS without https", a.path)
		}
	}
	for _, want := range []int{200, 301, 302, 303, 403, 404, 405, 413, 415, 422, 429} {
		if !statuses[want] {
			t.Errorf("no answer had status %d", want)
		}
	}
}

func checkSecurityHeaders(a answer) {
	a.t.Helper()
	a.has("Referrer-Policy", "strict-origin-when-cross-origin").has("Server", "").has("X-Powered-By", "").has("Via", "")
	if a.body == "" && a.status == http.StatusSeeOther {
		return // there is nothing to which the others could apply
	}
	policy := a.header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'; ") {
		a.t.Errorf("%s (%d): the policy is %q", a.path, a.status, policy)
	}
	for _, loose := range []string{"unsafe", "*", "http:", "https:", "data:", "blob:"} {
		if strings.Contains(policy, loose) {
			a.t.Errorf("%s (%d): the policy has %s: %q", a.path, a.status, loose, policy)
		}
	}
	for _, needed := range []string{"base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
		if !slices.Contains(strings.Split(policy, "; "), needed) {
			a.t.Errorf("%s (%d): the policy lacks %s: %q", a.path, a.status, needed, policy)
		}
	}
	a.has("X-Content-Type-Options", "nosniff")
	camera := "camera=()"
	if a.path == "/" && a.status == http.StatusOK || strings.HasPrefix(a.path, "/search") {
		camera = "camera=(self)" // it reads labels
	}
	if !strings.Contains(a.header.Get("Permissions-Policy"), camera+",") {
		a.t.Errorf("%s (%d): the permissions policy is %q", a.path, a.status, a.header.Get("Permissions-Policy"))
	}
	if a.body != "" && a.header.Get("Content-Type") == "" {
		a.t.Errorf("%s (%d): a body without a type", a.path, a.status)
	}
}

func TestHTTPSBringsItsHeaders(t *testing.T) {
	t.Parallel()
	p := shared(t, "--url=https://help.example")
	c := p.stranger()
	for _, path := range []string{"/", "/nowhere", "/sitemap.xml", "/static/x/css/site.css"} {
		if got := c.get(path).header.Get("Strict-Transport-Security"); !strings.HasPrefix(got, "max-age=") {
			t.Errorf("%s: HSTS is %q", path, got)
		}
	}
	if !strings.Contains(p.line, "https://help.example") || !strings.Contains(p.line, strings.TrimPrefix(p.localhost(), "http://")) {
		t.Errorf("the program says %q", p.line)
	}
}

func TestRequestsDoNotChooseAddresses(t *testing.T) {
	t.Parallel()
	c := shared(t).stranger()
	for _, path := range []string{"/", articlePath, "/sitemap.xml", "/robots.txt", "/lorex/", "/nowhere"} {
		a := c.get(path, "Host", "elsewhere.example", "X-Forwarded-Host", "elsewhere.example", "X-Forwarded-Proto", "https")
		if strings.Contains(a.body, "elsewhere.example") || strings.Contains(a.header.Get("Location"), "elsewhere.example") {
			t.Errorf("%s: the answer repeats the request's Host", path)
		}
	}
}

// TestPagesNeedNoLoosePolicy checks what the policy would block.
func TestPagesNeedNoLoosePolicy(t *testing.T) {
	t.Parallel()
	for _, a := range everyKindOfAnswer(start(t, "--feedback-limit=40").client()) {
		if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			continue
		}
		for n := range elements(a.page(), "") {
			inline := n.Data == "style" || n.Data == "script" && value(n, "src") == "" && value(n, "type") != "application/ld+json"
			if n.Data == "base" || inline && !allowed(a, n) {
				t.Errorf("%s (%d): has a <%s> that the policy would block", a.path, a.status, n.Data)
			}
			for _, attr := range n.Attr {
				if attr.Key == "style" || strings.HasPrefix(attr.Key, "on") || strings.HasPrefix(attr.Val, "javascript:") {
					t.Errorf("%s (%d): <%s %s=%q>", a.path, a.status, n.Data, attr.Key, attr.Val)
				}
			}
		}
	}
}

// allowed reports whether the policy names what stands in the page by its hash.
func allowed(a answer, n *html.Node) bool {
	sum := sha256.Sum256([]byte(n.FirstChild.Data))
	return strings.Contains(a.header.Get("Content-Security-Policy"), "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
}

func TestReadersPagesMayBeKeptAndPrivateOnesNot(t *testing.T) {
	t.Parallel()
	c := start(t).client()
	receipt := c.receipt("no")
	for _, path := range []string{"/", brandPath, articlePath, "/privacy", "/sitemap.xml"} {
		if got := c.get(path).header.Get("Cache-Control"); !strings.HasPrefix(got, "public, max-age=") {
			t.Errorf("%s: Cache-Control is %q", path, got)
		}
	}
	for _, a := range []answer{c.get(receipt), c.get("/nowhere"), c.get("/feedback"), c.verdict("no"), c.post(receipt, fields("comment", ""))} {
		if got := a.header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s (%d): Cache-Control is %q", a.path, a.status, got)
		}
	}
}

func TestHugeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	c := shared(t).stranger()
	c.get("/", "X-Padding", strings.Repeat("x", 15<<10)).is(http.StatusOK)
	c.get("/", "X-Padding", strings.Repeat("x", 64<<10)).is(http.StatusRequestHeaderFieldsTooLarge)
}
