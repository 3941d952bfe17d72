package main_test

import (
	"encoding/xml"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/temoto/robotstxt"
)

// The small library below testdata, for what the articles that come with the program need not show.
const (
	public     = "https://help.example" // where a program with the small library is said to be
	normal     = "/acme/reset"
	everything = "/acme/everything"
	marks      = "/bolt/marks" // its texts hold everything that means something in Markdown, HTML and URLs
)

// startSmall runs the program with a copy of the small library, which the test may change.
func startSmall(t *testing.T) (p *program, folder string) {
	t.Helper()
	folder = copyOfSmall(t)
	return start(t, "--content="+folder, "--url="+public), folder
}

func copyOfSmall(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("testdata/content")); err != nil {
		t.Fatal(err)
	}
	return folder
}

// edit changes an article and waits until the program shows the change.
func (p *program) edit(file, old, new, path string) {
	p.t.Helper()
	t, ok := p.t.(*testing.T)
	if !ok {
		p.t.Fatal("only tests edit")
	}
	replaceIn(t, file, old, new)
	p.signal(syscall.SIGHUP)
	c := p.stranger()
	eventually(p.t, path+" says "+new, func() bool { return strings.Contains(c.get(path).body, new) })
}

type urlset struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []struct {
		Loc     string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 loc"`
		LastMod string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 lastmod"`
	} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
}

// lastmods returns the day for each address of the sitemap, after checking both.
func (c *client) lastmods() map[string]string {
	c.t.Helper()
	a := c.get("/sitemap.xml").is(http.StatusOK)
	var list urlset
	if err := xml.Unmarshal([]byte(a.body), &list); err != nil {
		c.t.Fatal(err)
	}
	if n := len(list.URLs); n == 0 || n > 50_000 || len(a.body) > 50<<20 {
		c.t.Errorf("%d addresses in %d bytes; the protocol allows 50,000 and 50 MiB", n, len(a.body))
	}
	days := map[string]string{}
	for _, u := range list.URLs {
		path, ours := strings.CutPrefix(u.Loc, public)
		if _, twice := days[path]; twice || !ours || !strings.HasPrefix(path, "/") {
			c.t.Errorf("%s stands there twice, or is no address of this site", u.Loc)
		}
		if day, err := time.Parse(time.DateOnly, u.LastMod); u.LastMod != "" && (err != nil || day.After(time.Now().UTC()) || day.Year() < 2026) {
			c.t.Errorf("%s changed on %q: %v", path, u.LastMod, err)
		}
		days[path] = u.LastMod
	}
	return days
}

func TestSitemapSaysWhenPagesChanged(t *testing.T) {
	t.Parallel()
	p, folder := startSmall(t)
	c := p.stranger()
	before := c.lastmods()
	for path, want := range map[string]string{
		normal: "2026-01-20", everything: "2026-01-19", "/acme": "2026-01-21", "/bolt": "2026-01-10", "/general": "2026-01-22",
		"/devices/doorbell": "2026-01-10", "/goals/contact-support": "2026-01-21", "/": "2026-01-22", "/coverage": "2026-01-22", "/privacy": "",
	} {
		if got, listed := before[path]; !listed || got != want {
			t.Errorf("%s changed on %q, want %q (listed: %t)", path, got, want, listed)
		}
	}
	p.edit(filepath.Join(folder, "en/bolt/marks.md"), "Press the button once.", "Press the button twice.", marks)
	today := time.Now().UTC().Format(time.DateOnly)
	eventually(t, "the sitemap knows of the change", func() bool { return c.lastmods()[marks] == today })
	after := c.lastmods()
	if after["/bolt"] != today || after["/devices/doorbell"] != today || after["/"] != today || after[normal] != "2026-01-20" {
		t.Errorf("after a change of %s: %v", marks, after)
	}
}

func TestRobotsLetSearchEnginesRead(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	a := c.get("/robots.txt").is(http.StatusOK).has("Content-Type", "text/plain; charset=utf-8")
	robots, err := robotstxt.FromString(a.body)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(robots.Sitemaps, []string{public + "/sitemap.xml"}) {
		t.Errorf("the sitemaps are %v", robots.Sitemaps)
	}
	for path := range c.lastmods() {
		if !robots.TestAgent(path, "Googlebot") || !robots.TestAgent(path+".md", "anybot") {
			t.Errorf("%s may not be read", path)
		}
	}
	for path, want := range map[string]bool{"/feedback/AAAAAAAAAAAAAAAAAAAAAA": false, "/feed.xml": true, "/static/x/css/site.css": true, normal + ".png": true} {
		if got := robots.TestAgent(path, "Googlebot"); got != want {
			t.Errorf("%s may be read: %t, want %t", path, got, want)
		}
	}
}

func TestOldAddressesMoveForGood(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.client()
	for _, old := range []string{"/old-reset", "/acme/old-reset", "/help/cameras/reset", "/a1/b2/c3/d4"} {
		for _, ending := range []string{"", ".md", ".png"} {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				c.send(method, old+ending, "").is(http.StatusMovedPermanently).has("Location", normal+ending)
			}
		}
		c.get(old+"/").is(http.StatusMovedPermanently).has("Location", old)
	}
	for _, path := range []string{"/acme/old", "/help/cameras", "/a1/b2/c3/d4/e5"} {
		c.get(path).is(http.StatusNotFound)
	}
}

// TestMachinesGetTheirTypes checks what HEAD and GET say of everything that is no page.
func TestMachinesGetTheirTypes(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	const text = "text/markdown; charset=utf-8"
	for path, kind := range map[string]string{
		"/sitemap.xml": "application/xml; charset=utf-8", "/feed.xml": "application/atom+xml; charset=utf-8", "/robots.txt": "text/plain; charset=utf-8",
		"/llms.txt": text, "/acme.md": text, normal + ".md": text, marks + ".md": text, "/devices/nvr.md": text, "/goals/reboot.md": text,
		"/models/N841A81.md": text, normal + ".png": "image/png", marks + ".png": "image/png",
	} {
		a := c.get(path).is(http.StatusOK).has("Content-Type", kind).has("X-Content-Type-Options", "nosniff")
		if !strings.HasPrefix(a.header.Get("Cache-Control"), "public") {
			t.Errorf("%s: Cache-Control is %q", path, a.header.Get("Cache-Control"))
		}
		checkHead(c, a)
	}
	for _, path := range []string{"/acme/none.md", "/acme/none.png", "/none.md", "/devices/none.md", "/goals/none.md", "/.md", "/acme/.md", normal + ".md.md"} {
		checkHead(c, c.get(path).is(http.StatusNotFound))
	}
}
