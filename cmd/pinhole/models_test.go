package main_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var listed = regexp.MustCompile(`(?m)^(?:## (.+)|- \[.*?\]\((\S+)\.md\).*)$`)

// cards gives, for each group of a listing as Markdown, the addresses of its articles.
func (a answer) cards() map[string][]string {
	groups, title := map[string][]string{}, ""
	for _, m := range listed.FindAllStringSubmatch(a.body, -1) {
		if m[1] != "" {
			title = m[1]
		} else {
			groups[title] = append(groups[title], m[2])
		}
	}
	return groups
}

func modelAddress(text string) string { return "/models/" + url.PathEscape(text) }

func TestAModelIsFoundHoweverItIsTyped(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	for _, typed := range []string{"N841A81", "n841-a81", "N841 A81", " n 841/a81 ", "N841-A81.", "n841_a81"} {
		page := c.get(modelAddress(typed)).is(http.StatusOK).says("Model "+strings.TrimSpace(typed), "is a recorder (NVR) from Acme")
		checkCanonical(page, public+"/models/N841A81")
		a := c.get(modelAddress(typed) + ".md").is(http.StatusOK)
		groups := a.cards()
		if !slices.Equal(groups["For this model"], []string{"/acme/exact"}) || !slices.Equal(groups["For its series"], []string{everything, normal}) {
			t.Errorf("%q finds %v", typed, groups)
		}
		if body := a.body; strings.Index(body, "For this model") > strings.Index(body, "For its series") {
			t.Errorf("%q: the series comes before the model", typed)
		}
	}
	for typed, want := range map[string][]string{
		"N841": {everything, normal}, "N841A82": {everything, normal}, "n8612": {"/acme/series"}, "DS-7A16": {everything}, "ax1y2": {"/acme/series"},
	} {
		if groups := c.get(modelAddress(typed) + ".md").is(http.StatusOK).cards(); len(groups) != 1 || !slices.Equal(groups["For its series"], want) {
			t.Errorf("%q finds %v, want %v", typed, groups, want)
		}
	}
	if groups := c.get(modelAddress("AC/DC-1") + ".md").is(http.StatusOK).cards(); !slices.Equal(groups["For this model"], []string{"/acme/exact"}) {
		t.Errorf("a model with a slash finds %v", groups)
	}
}

// TestAnArticlesOwnModelsLeadToIt follows the links from articles to models and patterns, back to
// the article.
func TestAnArticlesOwnModelsLeadToIt(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	followed := 0
	for _, path := range []string{normal, everything, "/acme/exact", "/acme/series", marks} {
		for link := range elements(withClass(c.get(path).page(), "models"), "a") {
			followed++
			c.get(value(link, "href")).is(http.StatusOK).says("Model " + text(link))
			a := c.get(value(link, "href") + ".md").is(http.StatusOK)
			found := false
			for _, list := range a.cards() {
				found = found || slices.Contains(list, path)
			}
			if !found {
				t.Errorf("%s: its %s leads to %v", path, text(link), a.cards())
			}
		}
	}
	if followed != 9 {
		t.Errorf("%d models were followed", followed)
	}
}

func TestAnUnknownModelGetsHelp(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	a := c.get("/models/XYZ-9").is(http.StatusNotFound).says("Model XYZ-9", "No article mentions this model. Check the label again, or choose your brand")
	if !strings.Contains(a.body, `<meta name="robots" content="noindex">`) || canonical(a.page()) != "" {
		t.Error("a search engine may keep an address that anybody can make up")
	}
	c.follow(a, "/")
	for _, none := range []string{"N84", "N86", "N861", "N86123", "DS-716"} {
		c.get(modelAddress(none)).is(http.StatusNotFound)
	}
}

// TestOddModelsGetACleanPage sends what no label says.
func TestOddModelsGetACleanPage(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	for _, odd := range []string{
		strings.Repeat("A", 61), strings.Repeat("N841", 4000), "📷", "N841📷A81", "N841\x00A81", "N841\nA81", "N841\u202eA81", "\u200bN841", "N841\x7f\x1b[31m",
		"a/b/c", "../../etc/passwd", "..", "N841%41", "100%", "%", "%zz", "?", "**", "*?*", "*", "-", " ", "\xff\xfe", "N841\xff", "<script>alert(1)</script>",
		"'\"><b>N841", "{{.}}", "N841#A81", "N841?A81", ".md", "N841.md.md", "ʼN841", "Ñ841", "١٢٣",
	} {
		path := modelAddress(odd)
		a := c.get(path)
		switch {
		case a.status == http.StatusMovedPermanently:
			a = c.get(a.header.Get("Location"))
		case a.status != http.StatusOK && a.status != http.StatusNotFound && a.status != http.StatusBadRequest:
			t.Errorf("%.60q: status %d", odd, a.status)
		}
		if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			continue // Markdown of a model, or a path that Go's server refuses before ours
		}
		page := a.page()
		shown := raw(first(page, "h1")) + raw(first(page, "title"))
		if strings.ContainsFunc(shown, func(r rune) bool { return unicode.Is(unicode.C, r) || r == unicode.ReplacementChar }) || len(shown) > 400 {
			t.Errorf("%.60q: the page shows %.300q", odd, shown)
		}
		if first(first(page, "main"), "script").Data != "" || first(first(page, "h1"), "b").Data != "" {
			t.Errorf("%.60q: markup of the address is in the page", odd)
		}
		checkHead(c, a)
	}
	for odd, want := range map[string]int{
		"N841\nA81": 200, "N841\u202eA81": 200, "N841📷A81": 200, "N841\x00A81": 200, "N841%41": 200, strings.Repeat("A", 61): 404, "📷": 404, "*": 404, "\xff": 404,
	} {
		c.get(modelAddress(odd)).is(want)
	}
	if shown := text(first(c.get(modelAddress("N841%41A")).page(), "h1")); shown != "Model N841%41A" {
		t.Errorf("a percent sign is decoded twice: %q", shown)
	}
}
