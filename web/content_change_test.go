package web_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/web"
)

// changingSite is a site whose content and evidence a test changes.
type changingSite struct {
	site
	t       *testing.T
	files   fstest.MapFS
	loader  *article.Loader
	library atomic.Pointer[article.Library]
	helpful atomic.Int64 // in the evidence on every article
	renders sync.Map     // id -> *atomic.Int64: how often the article's page was rendered
}

const related = `---
id: ID
title: TITLE
summary: Hold the button.
brand: acme
devices: [ip-camera]
goal: understand
confidence: vendor
related: [OTHER]
sources:
  - {title: Page, publisher: Acme, kind: vendor, checked: 2026-01-02}
---

Words.
`

func about(id, other, title string) string {
	return strings.NewReplacer("ID", id, "OTHER", other, "TITLE", title).Replace(related)
}

// newChangingSite has articles a0, a1, …; each names the next one as related.
func newChangingSite(t *testing.T, articles int) *changingSite {
	c := &changingSite{t: t, files: fstest.MapFS{"site.yaml": {Data: []byte("name: Help\n")}, "brands/acme.yaml": {Data: []byte("name: Acme\n")}}}
	for i := range articles {
		c.files[fmt.Sprintf("en/acme/a%d.md", i)] = &fstest.MapFile{Data: []byte(about(fmt.Sprint("a", i), fmt.Sprint("a", (i+1)%articles), fmt.Sprint("Title ", i)))}
	}
	c.loader = article.NewLoader(c.files, article.Options{Today: time.Now(), Pages: web.Pages})
	c.load(nil)
	c.site = newSite(t, c.config)
	return c
}

func (c *changingSite) config(config *web.Config) {
	config.Library = c.library.Load
	config.Evidence = func(id, _, _ string) (insight.Evidence, bool) {
		n, _ := c.renders.LoadOrStore(id, new(atomic.Int64))
		n.(*atomic.Int64).Add(1)
		return insight.Evidence{Helpful: int(c.helpful.Load()), Answers: 1000}, true
	}
}

func (c *changingSite) rendered(id string) int64 {
	n, _ := c.renders.LoadOrStore(id, new(atomic.Int64))
	return n.(*atomic.Int64).Load()
}

func (c *changingSite) load(changed map[string]string) {
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

func (c *changingSite) shows(path, words string) bool {
	return strings.Contains(c.answer(get(path)).Body.String(), words)
}

// Of other articles a page shows only what their front matter says.
func TestWithAnotherTextOnlyItsOwnPageIsRenderedAgain(t *testing.T) {
	t.Parallel()
	c := newChangingSite(t, 2)
	if !c.shows("/acme/a0", "Title 0</h1>") || !c.shows("/acme/a1", "Title 1</h1>") {
		t.Fatal("the pages are not shown")
	}
	c.load(map[string]string{"en/acme/a0.md": about("a0", "a1", "Title 0") + "More words.\n"})
	if !c.shows("/acme/a0", "More words.") || !c.shows("/acme/a1", "Title 1</h1>") {
		t.Error("the pages are not shown")
	}
	if n := c.rendered("a1"); n != 1 {
		t.Errorf("the page of an article that did not change was rendered %d times", n)
	}
}

func TestAPageShowsWhatItsNeighboursBrandAndSiteSayNow(t *testing.T) {
	t.Parallel()
	c := newChangingSite(t, 2)
	c.shows("/acme/a1", "")
	for _, change := range []struct{ file, text, words string }{
		{"en/acme/a0.md", about("a0", "a1", "Another title"), "Another title"},
		{"brands/acme.yaml", "name: Nadir\n", "Nadir"},
		{"site.yaml", "name: Aid\n", "· Aid</title>"},
	} {
		if c.load(map[string]string{change.file: change.text}); !c.shows("/acme/a1", change.words) {
			t.Errorf("after a change of %s the page does not say %q", change.file, change.words)
		}
	}
	delete(c.files, "en/acme/a1.md")
	c.load(map[string]string{"en/acme/a0.md": strings.Replace(about("a0", "a1", "Alone"), "related: [a1]\n", "", 1)})
	if status := c.answer(get("/acme/a1")).Code; status != http.StatusNotFound {
		t.Errorf("an article that is gone: status %d", status)
	}
}

func TestEvidenceIsShownOnceItIsInvalidated(t *testing.T) {
	t.Parallel()
	c := newChangingSite(t, 2)
	c.shows("/acme/a0", "")
	c.helpful.Store(5)
	if !c.shows("/acme/a0", "0 of 1,000 readers") {
		t.Error("the page is not in the cache")
	}
	c.InvalidateEvidence("a0", "unknown")
	if !c.shows("/acme/a0", "5 of 1,000 readers") {
		t.Error("the page shows the numbers from before")
	}
}

// TestEveryPageSaysWhatTheContentSays changes a library at random while it is read. Each page is at
// once the one that a new program renders.
func TestEveryPageSaysWhatTheContentSays(t *testing.T) {
	t.Parallel()
	const articles = 12
	c := newChangingSite(t, articles)
	paths := []string{"/", "/acme", "/symptoms", "/coverage", "/llms.txt", "/feed.xml", "/sitemap.xml", "/api/v1/articles", "/offline/library.json"}
	for _, a := range c.library.Load().Articles {
		paths = append(paths, a.Path(), "/es"+a.Path(), a.Path()+".md")
	}
	names, title := slices.Sorted(maps.Keys(c.files)), regexp.MustCompile(`(?m)^title: .*$`)
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 100 {
		name := names[random.IntN(len(names))]
		text := string(c.files[name].Data)
		switch key := random.IntN(3); {
		case strings.HasSuffix(name, ".yaml"):
			text = fmt.Sprintf("name: Round %d\n", round)
		case key == 0:
			text = title.ReplaceAllString(text, fmt.Sprintf("title: Round %d", round))
		case key == 1:
			text += fmt.Sprintf("\nRound %d.\n", round)
		default:
			c.helpful.Store(int64(round))
			var ids []string
			for _, a := range c.library.Load().Articles {
				ids = append(ids, a.ID)
			}
			c.InvalidateEvidence(ids...)
		}
		c.load(map[string]string{name: text})
		fresh := newServer(t, c.store, c.config)
		for range 10 {
			path := paths[random.IntN(len(paths))]
			if got, want := c.answer(get(path)).Body.String(), answerOf(fresh, get(path)).Body.String(); got != want {
				t.Fatalf("round %d: %s says what it said before", round, path)
			}
		}
	}
}
