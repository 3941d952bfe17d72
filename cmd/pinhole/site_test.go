package main_test

import (
	"encoding/xml"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// sitemap returns the addresses that the sitemap lists, below the site's public address.
func (c *client) sitemap(public string) []string {
	c.t.Helper()
	a := c.get("/sitemap.xml").is(http.StatusOK).has("Content-Type", "application/xml; charset=utf-8")
	var list struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
	}
	if err := xml.Unmarshal([]byte(a.body), &list); err != nil {
		c.t.Fatal(err)
	}
	var paths []string
	for _, u := range list.URLs {
		path, ours := strings.CutPrefix(u.Loc, public)
		if !ours {
			c.t.Errorf("the sitemap lists %s, which does not begin with %s", u.Loc, public)
		}
		paths = append(paths, path)
	}
	return paths
}

// localhost is the program's public address when nothing else is configured.
func (p *program) localhost() string { return strings.Replace(p.base, "127.0.0.1", "localhost", 1) }

// TestSitemapListsPagesThatAnswer asks for every page of a few brands.
// TestEveryPageSaysWhatItIsToOtherSites asks for all that come with the program.
func TestSitemapListsPagesThatAnswer(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.stranger()
	paths := c.sitemap(p.localhost())
	for _, want := range []string{"/", "/privacy", brandPath, articlePath} {
		if !slices.Contains(paths, want) {
			t.Errorf("the sitemap does not list %s", want)
		}
	}
	for _, path := range append(paths, "/sitemap.xml", "/robots.txt", "/nowhere", "/lorex/nowhere", "/feedback") {
		a := c.get(path)
		if slices.Contains(paths, path) {
			a.is(http.StatusOK)
			checkCanonical(a, p.localhost()+path)
		}
		checkHead(c, a)
	}
}

func checkCanonical(a answer, want string) {
	a.t.Helper()
	for link := range elements(a.page(), "link") {
		if value(link, "rel") == "canonical" {
			if got := value(link, "href"); got != want {
				a.t.Errorf("%s: calls itself %s, want %s", a.path, got, want)
			}
			return
		}
	}
	a.t.Errorf("%s: has no canonical address", a.path)
}

// checkHead compares HEAD with what GET answered. A redirect's short text for old browsers need not
// be counted.
func checkHead(c *client, get answer) {
	c.t.Helper()
	head := c.send(http.MethodHead, get.path, "")
	want := get.header.Clone()
	head.header.Del("Date")
	want.Del("Date")
	if get.status == http.StatusFound {
		want.Del("Content-Length")
	}
	if head.status != get.status || head.body != "" || !maps.EqualFunc(head.header, want, slices.Equal) {
		c.t.Errorf("%s: HEAD answers %d %v with %d bytes, GET %d %v", get.path, head.status, head.header, len(head.body), get.status, want)
	}
}

func TestOddAddressesLeadToThePlainOne(t *testing.T) {
	t.Parallel()
	c := shared(t).stranger()
	for odd, plain := range map[string]string{
		brandPath + "/":              brandPath,
		articlePath + "/":            articlePath,
		"//lorex//":                  brandPath,
		articlePath + "/?from=a%2Fb": articlePath + "?from=a%2Fb",
		"//elsewhere.example/":       "/elsewhere.example",
		"/privacy/":                  "/privacy",
		"/Lorex":                     brandPath,
		"/LOREX.md":                  brandPath + ".md",
		strings.ToUpper(articlePath): articlePath,
		"/es/Lorex":                  "/es" + brandPath,
	} {
		c.get(odd).is(http.StatusMovedPermanently).has("Location", plain)
	}
	c.get("/Lorex/RLC-410_reset").is(http.StatusNotFound).holds(`value="Lorex RLC 410 reset"`)
	c.get("/feedback").is(http.StatusFound).has("Location", "/")
}

func TestStaticFiles(t *testing.T) {
	t.Parallel()
	c := shared(t).stranger()
	icon := ""
	for link := range elements(c.get("/").page(), "link") {
		if value(link, "rel") == "icon" {
			icon = value(link, "href")
		}
	}
	c.get(icon).is(http.StatusOK).has("Content-Type", "image/svg+xml").has("Cache-Control", "public, max-age=31536000, immutable")
	parts := strings.Split(icon, "/") // "", static, version, icons, pinhole.svg
	old := strings.Replace(icon, parts[2], "0123456789", 1)
	c.get(old).is(http.StatusOK).has("Cache-Control", "no-cache")

	folder := "/static/" + parts[2]
	for _, path := range []string{"/static", folder, folder + "/css", folder + "/js", folder + "/static.go", folder + "/../static.go",
		folder + "/css/..%2f..%2fstatic.go", folder + "/%2e%2e/%2e%2e/go.mod"} {
		c.get(path).is(http.StatusNotFound)
	}
}
