package main_test

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinhole/content"
	"pinhole/internal/article"
	"pinhole/static"
	"pinhole/web"
)

func TestDrawingsAreServed(t *testing.T) {
	t.Parallel()
	c := shared(t).stranger()
	for i, d := range static.Drawings() {
		if i%10 != 0 {
			continue // the others are composed of the same parts
		}
		a := c.get(d.Path()).is(http.StatusOK).has("Content-Type", "image/svg+xml").has("Cache-Control", "public, max-age=86400")
		checkSecurityHeaders(a)
		if a.body != string(d.SVG()) {
			t.Errorf("%s is served as\n%s", d.Name, a.body)
		}
		tag := a.header.Get("ETag")
		if again := c.get(d.Path(), "If-None-Match", tag).is(http.StatusNotModified); tag == "" || again.body != "" {
			t.Errorf("%s with the tag %s comes again: %s", d.Name, tag, again.body)
		}
	}
	c.send(http.MethodHead, "/drawings/label.svg", "").is(http.StatusOK).has("Content-Type", "image/svg+xml")
	for _, path := range []string{"/drawings", "/drawings/label", "/drawings/label.png", "/drawings/none.svg", "/drawings/LABEL.svg", "/drawings/..%2fstatic.go", "/drawings/a/label.svg"} {
		c.get(path).is(http.StatusNotFound).has("Cache-Control", "no-store")
	}
}

var (
	galleryRow = regexp.MustCompile(`/drawings/([a-z0-9-]+)\.svg\) \| ` + "`([a-z0-9-]+)`")
	partRow    = regexp.MustCompile(`\| (tool|ending)[^|]* \| ` + "`-([a-z-]+)`")
)

// The authors' guide is the gallery: it shows every file beside its name, none that is not there,
// and the parts of all names that are composed.
func TestTheGuideListsEveryDrawing(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, row := range galleryRow.FindAllStringSubmatch(string(guide), -1) {
		if row[1] != row[2] || listed[row[1]] {
			t.Errorf("content/README.md has the row %s", row[0])
		}
		listed[row[1]] = true
	}
	files, err := filepath.Glob("../../static/drawings/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".svg"); !listed[name] {
			t.Errorf("content/README.md does not list %s", name)
		}
	}
	if len(listed) != len(files) {
		t.Errorf("content/README.md lists %d drawings, there are %d files", len(listed), len(files))
	}
	parts := map[string][]string{"ending": {""}}
	for _, row := range partRow.FindAllStringSubmatch(string(guide), -1) {
		parts[row[1]] = append(parts[row[1]], "-"+row[2])
	}
	possible := map[string]bool{}
	for name := range listed {
		for _, ending := range parts["ending"] {
			possible[name+ending] = true
			if place, ok := strings.CutSuffix(name, "-reset"); ok {
				for _, tool := range parts["tool"] {
					possible[place+tool+ending] = true
				}
			}
		}
	}
	former := 0
	for _, d := range static.Drawings() {
		if !possible[d.Name] {
			former++
		}
	}
	if former != 10 {
		t.Errorf("the guide's parts do not make %d of the names, want the 10 of earlier versions alone", former)
	}
}

// Beside words that say the same, a drawing is silent.
func TestTheFinderShowsDrawings(t *testing.T) {
	t.Parallel()
	c := shared(t).stranger()
	for path, want := range map[string]int{
		"/find": 7, "/find?device=recorder": 0, "/find?device=recorder&brand=lorex": 0,
		"/devices/nvr": 1, "/devices/app": 1, "/goals/reboot": 0, brandPath: 0,
	} {
		found := 0
		for img := range elements(c.get(path).page(), "img") {
			found++
			if alt, width := value(img, "alt"), value(img, "width"); alt != "" || width == "" {
				t.Errorf("%s has a drawing with the words %q and the width %q", path, alt, width)
			}
			c.get(value(img, "src")).is(http.StatusOK)
		}
		if found != want {
			t.Errorf("%s has %d drawings, want %d", path, found, want)
		}
	}
}

// shippedLibrary loads the articles that are in the program.
func shippedLibrary(t *testing.T) *article.Library {
	t.Helper()
	pictures := map[string]article.Picture{}
	for _, d := range static.Drawings() {
		pictures[d.Path()] = article.Picture{Width: d.Width, Height: d.Height}
	}
	lib, problems := article.Load(content.FS, article.Options{Today: time.Now(), Pages: web.Pages, Pictures: pictures})
	if lib == nil {
		t.Fatal(problems)
	}
	return lib
}

// A drawing helps where it shows what a step says. One in every step would bury the words.
func TestArticlesShowDrawingsSparingly(t *testing.T) {
	t.Parallel()
	illustrated := 0
	for _, a := range shippedLibrary(t).Articles {
		shown := 0
		for _, link := range a.Body().Links {
			if link.Image {
				shown++
			}
		}
		for _, section := range a.Body().Sections {
			steps := 0
			for _, step := range section.Steps {
				n := strings.Count(step.HTML, "<img ")
				if n > 3 {
					t.Errorf("%s shows %d drawings in %s", a.File, n, step.Anchor)
				}
				if n > 0 {
					steps++
				}
			}
			if steps > 4 {
				t.Errorf("%s shows drawings in %d steps of %q", a.File, steps, section.Title)
			}
		}
		if shown > 0 {
			illustrated++
		}
	}
	if illustrated < 100 {
		t.Errorf("only %d articles show a drawing", illustrated)
	}
}
