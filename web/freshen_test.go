package web_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
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

// TestPagesComeToSayWhatTheContentSays changes a library at random while it is read. In the end each page is the one that a new
// program makes.
func TestPagesComeToSayWhatTheContentSays(t *testing.T) {
	const articles = 12
	files := fstest.MapFS{"site.yaml": {Data: []byte("name: Help\n")}, "brands/acme.yaml": {Data: []byte("name: Acme\n")}}
	for i := range articles {
		files[fmt.Sprintf("en/acme/a%d.md", i)] = &fstest.MapFile{Data: []byte(about(fmt.Sprint("a", i), fmt.Sprint("a", (i+1)%articles), "First"))}
	}
	loader := article.NewLoader(files, article.Options{Today: time.Now(), Pages: web.Pages})
	var current atomic.Pointer[article.Library]
	load := func() {
		lib, problems := loader.Load()
		if lib == nil {
			t.Fatal(problems)
		}
		current.Store(lib)
	}
	load()
	of := func(c *web.Config) { c.Library = current.Load }
	s := newSite(t, of)
	var paths []string
	for _, a := range current.Load().Articles {
		paths = append(paths, a.Path(), "/es"+a.Path())
	}
	names, title := slices.Sorted(maps.Keys(files)), regexp.MustCompile(`(?m)^title: .*$`)
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 100 {
		name := names[random.IntN(len(names))]
		text := string(files[name].Data)
		switch key := random.IntN(3); {
		case strings.HasSuffix(name, ".yaml"):
			text = fmt.Sprintf("name: Round %d\n", round)
		case key == 0:
			text = title.ReplaceAllString(text, fmt.Sprintf("title: Round %d", round))
		case key == 1:
			text += fmt.Sprintf("\nRound %d.\n", round)
		default:
			s.Drop(current.Load().Articles[random.IntN(articles)].ID)
		}
		files[name] = &fstest.MapFile{Data: []byte(text)}
		load()
		for range 10 {
			if path := paths[random.IntN(len(paths))]; s.answer(get(path)).Code != http.StatusOK {
				t.Fatalf("%s is not there", path)
			}
		}
	}
	fresh, late := newSite(t, of), time.Now().Add(time.Minute)
	for _, path := range paths {
		want := fresh.answer(get(path)).Body.String()
		for s.answer(get(path)).Body.String() != want {
			if time.Now().After(late) {
				t.Fatalf("%s still says what it said before", path)
			}
		}
	}
}
