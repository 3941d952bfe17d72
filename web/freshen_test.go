package web_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/desk"
	"pinhole/web"
)

// changing is a site whose content a test changes, and whose articles it can hold back from being made.
type changing struct {
	site
	t        *testing.T
	files    fstest.MapFS
	loader   *article.Loader
	library  atomic.Pointer[article.Library]
	held     atomic.Pointer[chan struct{}] // pages wait until it is closed
	one, two atomic.Int64                  // how often the article's page was made
}

const related = `---
id: acme-ID
title: TITLE
summary: Hold the button.
brand: acme
devices: [ip-camera]
goal: understand
confidence: vendor
related: [acme-OTHER]
sources:
  - {title: Page, publisher: Acme, kind: vendor, checked: 2026-01-02}
---

Words.
`

// newChanging has two articles that name each other.
func newChanging(t *testing.T) *changing {
	c := &changing{t: t, files: fstest.MapFS{}}
	c.loader = article.NewLoader(c.files, article.Options{Today: time.Now(), Pages: web.Pages})
	c.load(map[string]string{"site.yaml": "name: Help\n", "brands/acme.yaml": "name: Acme\n", "en/acme/one.md": about("one", "two", "First"), "en/acme/two.md": about("two", "one", "Second")})
	free := make(chan struct{})
	close(free)
	c.held.Store(&free)
	c.site = newSite(t, func(config *web.Config) {
		config.Library = c.library.Load
		config.Evidence = func(id, _, _ string) (desk.Evidence, bool) {
			map[string]*atomic.Int64{"acme-one": &c.one, "acme-two": &c.two}[id].Add(1)
			<-*c.held.Load()
			return desk.Evidence{}, false
		}
	})
	for _, path := range []string{"/acme/one", "/acme/two"} {
		if status := c.answer(get(path)).Code; status != http.StatusOK {
			t.Fatalf("%s: status %d", path, status)
		}
	}
	return c
}

func about(id, other, title string) string {
	return strings.NewReplacer("ID", id, "OTHER", other, "TITLE", title).Replace(related)
}

func (c *changing) load(changed map[string]string) {
	c.t.Helper()
	for name, text := range changed {
		c.files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, problems := c.loader.Load()
	if lib == nil {
		c.t.Fatal(problems)
	}
	c.library.Store(lib)
}

func (c *changing) shows(path, words string) bool {
	return strings.Contains(c.answer(get(path)).Body.String(), words)
}

func TestArticlesThatDidNotChangeStandInAfterAReload(t *testing.T) {
	c := newChanging(t)
	c.load(map[string]string{"en/acme/one.md": about("one", "two", "Another")})
	if !c.shows("/acme/one", "Another</h1>") {
		t.Error("a changed article is not shown at once")
	}
	for !c.shows("/acme/two", "Another") { // it is being made in the background; the test's own limit ends this
	}

	hold := make(chan struct{})
	c.held.Store(&hold)
	c.load(map[string]string{"en/acme/one.md": about("one", "two", "A third")})
	if !c.shows("/acme/two", "Another") {
		t.Error("the reader of an article that did not change waits for its page, or gets none")
	}
	close(hold)
	for !c.shows("/acme/two", "A third") {
	}
}

// Of other articles a page shows only what their front matter says.
func TestWithAnotherTextOnlyItsOwnPageIsMadeAnew(t *testing.T) {
	c := newChanging(t)
	one, two := c.one.Load(), c.two.Load()
	c.load(map[string]string{"en/acme/one.md": about("one", "two", "First") + "More words.\n"})
	if !c.shows("/acme/one", "More words.") || !c.shows("/acme/two", "Second</h1>") {
		t.Error("the pages are not shown")
	}
	c.Drop("acme-one") // which is made after whatever else waits
	for c.one.Load() < one+2 {
	}
	if c.two.Load() > two {
		t.Error("the page of an article that did not change was made anew")
	}
}

func TestWhatAPageSaysOfItsBrandAndSiteIsNeverOld(t *testing.T) {
	c := newChanging(t)
	c.load(map[string]string{"brands/acme.yaml": "name: Nadir\n"})
	if !c.shows("/acme/two", "Nadir") {
		t.Error("the brand's change is not shown at once")
	}
	c.load(map[string]string{"site.yaml": "name: Aid\n"})
	if !c.shows("/acme/two", "· Aid</title>") {
		t.Error("the site's change is not shown at once")
	}
	delete(c.files, "en/acme/two.md")
	c.load(map[string]string{"en/acme/one.md": strings.Replace(about("one", "two", "Alone"), "related: [acme-two]\n", "", 1)})
	if status := c.answer(get("/acme/two")).Code; status != http.StatusNotFound {
		t.Errorf("an article that is gone: status %d", status)
	}
}

func TestManyPagesAreMadeAnewAtOnce(t *testing.T) {
	c := newChanging(t)
	for i := range 20 {
		title := strings.Repeat("I", i+1) + "."
		c.load(map[string]string{"en/acme/one.md": about("one", "two", title)})
		go c.Drop("acme-two")
		if !c.shows("/acme/one", title+"</h1>") {
			t.Fatalf("load %d is not shown", i)
		}
		c.shows("/acme/two", title)
	}
	for !c.shows("/acme/two", strings.Repeat("I", 20)+".") {
	}
}
