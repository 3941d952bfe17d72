package web_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinhole/web"
)

func TestOriginsAreWrittenAsBrowsersDo(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"https://help.example":                  "https://help.example",
		"https://help.example/":                 "https://help.example",
		"HTTPS://EXAMPLE.com:443":               "https://example.com",
		"http://Help.Example:80/":               "http://help.example",
		"http://help.example:443":               "http://help.example:443",
		"https://help.example:08443":            "https://help.example:8443",
		"https://help.example:":                 "https://help.example",
		"https://help.example.":                 "https://help.example",
		"https://bücher.example":                "https://xn--bcher-kva.example",
		"https://BÜCHER.example":                "https://xn--bcher-kva.example",
		"https://b%C3%BCcher.example":           "https://xn--bcher-kva.example",
		"https://faß.example":                   "https://xn--fa-hia.example",
		"https://例え.テスト":                        "https://xn--r8jz45g.xn--zckzah",
		"https://help。example":                  "https://help.example",
		"https://xn--bcher-kva.example":         "https://xn--bcher-kva.example",
		"http://pinhole_web:8080":               "http://pinhole_web:8080",
		"http://localhost:8080":                 "http://localhost:8080",
		"http://192.0.2.1:8080":                 "http://192.0.2.1:8080",
		"http://[2001:DB8:0::1]:80":             "http://[2001:db8::1]",
		"https://[::1]:8443":                    "https://[::1]:8443",
		" https://help.example ":                "https://help.example",
		"https://r3---sn-apo3qvuoxuxbt.example": "https://r3---sn-apo3qvuoxuxbt.example",
	} {
		if got, err := web.ParseOrigin(given); err != nil || got.String() != want {
			t.Errorf("%q is read as %v, %v; want %s", given, got, err, want)
		}
	}
	for _, given := range []string{"", "help.example", "//help.example", "ftp://help.example", "https://", "https://:443", "https://help.example/path", "https://help.example?", "https://help.example?a=b",
		"https://help.example#", "https://help.example#top", "https://marie@help.example", "https://help.example:0", "https://help.example:65536", "https://help.example:port", "https://[fe80::1%25eth0]",
		"https://192.0.2", "https://1", "https://0x7f.1", "https://help example", "https://..", "https://a..b", "https://xn--a.example", "https://" + strings.Repeat("a", 64) + ".example", "https://a%00b.example", "mailto:marie@help.example"} {
		if got, err := web.ParseOrigin(given); !errors.Is(err, web.ErrOrigin) {
			t.Errorf("%q is read as %v, %v", given, got, err)
		}
	}
}

// A browser without Sec-Fetch-Site, behind a proxy that does not pass the Host on.
func TestPostsFromTheSiteAreTakenHoweverItsAddressIsSpelt(t *testing.T) {
	t.Parallel()
	for spelt, origin := range map[string]string{"https://EXAMPLE.com:443": "https://example.com", "https://bücher.example": "https://xn--bcher-kva.example"} {
		address, err := web.ParseOrigin(spelt)
		if err != nil {
			t.Fatal(err)
		}
		s := newSite(t, func(c *web.Config) { c.URL = address })
		r := post("/feedback", url.Values{"article": {library().Articles[0].ID}, "helpful": {"yes"}})
		r.Host = "127.0.0.1:8080"
		r.Header.Set("Origin", origin)
		if w := s.answer(r); w.Code != http.StatusSeeOther {
			t.Errorf("with --url %s, a post from %s got %d", spelt, origin, w.Code)
		}
		if body := s.answer(get("/sitemap.xml")).Body.String(); !strings.Contains(body, "<loc>"+origin+"/") {
			t.Errorf("with --url %s, the sitemap has no address below %s", spelt, origin)
		}
	}
}
