package site_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/corpus"
	"pinhole/internal/site"
)

// testTimeout is how long a test waits for something that should happen at once; a busy machine is no
// failure.
const testTimeout = 30 * time.Second

// author is somebody who changes files of a folder that is being watched.
type author struct {
	tb   testing.TB
	dir  string
	site *site.Site
}

// authoring serves n articles from a folder and watches it, until the test ends.
func authoring(tb testing.TB, n int) author {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "content")
	if err := os.CopyFS(dir, corpus.New(n)); err != nil {
		tb.Fatal(err)
	}
	link := filepath.Join(tb.TempDir(), "link") // people name their folder as they like
	if err := os.Symlink(dir, link); err != nil {
		tb.Fatal(err)
	}
	return watching(tb, link)
}

// watching serves a folder and watches it, until the test ends.
func watching(tb testing.TB, dir string) author {
	tb.Helper()
	logger := slog.New(slog.DiscardHandler)
	watcher, err := site.NewWatcher(dir, logger)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := site.Open(article.NewLoader(site.Folder(dir), article.Options{Today: corpus.Checked}), site.Folder(dir), logger)
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		watcher.Run(ctx, func() { s.Reload(ctx) })
	}()
	tb.Cleanup(func() {
		cancel()
		<-ended
	})
	return author{tb, dir, s}
}

func (a author) must(err error) {
	a.tb.Helper()
	if err != nil {
		a.tb.Fatal(err)
	}
}

func (a author) write(name, text string) {
	a.tb.Helper()
	a.must(os.MkdirAll(filepath.Join(a.dir, filepath.Dir(name)), 0o755))
	a.must(os.WriteFile(filepath.Join(a.dir, name), []byte(text), 0o644))
}

// until waits until the library is as the test wants it.
func (a author) until(what string, holds func(*site.Site) bool) {
	a.tb.Helper()
	late := time.After(testTimeout)
	for {
		changed := a.site.Changed()
		if holds(a.site) {
			return
		}
		select {
		case <-changed:
		case <-late:
			a.tb.Fatalf("waited %s in vain: %s; problems: %v", testTimeout, what, a.site.Problems())
		}
	}
}

func text(slug, brand, title string) string {
	return "---\nid: " + brand + "-" + slug + "\ntitle: " + title + "\nsummary: Words.\nbrand: " + brand + "\ndevices: [nvr]\ngoal: understand\n" +
		"confidence: vendor\nsources: [{title: A, publisher: B, kind: vendor, checked: 2026-11-22}]\n---\n\nWords.\n"
}

func titled(path, title string) func(*site.Site) bool {
	return func(s *site.Site) bool {
		a, ok := s.Library().Article(path)
		return ok && a.Title == title
	}
}

func TestChangesAreNoticed(t *testing.T) {
	a := authoring(t, 3)
	a.write("en/brand-0/new.md", text("new", "brand-0", "First"))
	a.until("a new file", titled("/brand-0/new", "First"))

	a.write("en/brand-0/new.md", text("new", "brand-0", "Second"))
	a.until("a rewritten file", titled("/brand-0/new", "Second"))

	a.write("en/brand-0/.new.md.swp", text("new", "brand-0", "Third"))
	a.must(os.Rename(filepath.Join(a.dir, "en/brand-0/.new.md.swp"), filepath.Join(a.dir, "en/brand-0/new.md")))
	a.until("a file replaced by another, as editors do", titled("/brand-0/new", "Third"))

	a.must(os.Remove(filepath.Join(a.dir, "en/brand-0/new.md")))
	a.until("a file removed", func(s *site.Site) bool { _, ok := s.Library().Article("/brand-0/new"); return !ok })
}

func TestNewFoldersAreWatched(t *testing.T) {
	a := authoring(t, 3)
	a.write("brands/nadir.yaml", "name: Nadir\n")
	a.write("en/nadir/one.md", text("one", "nadir", "First"))
	a.until("a file in a new folder", titled("/nadir/one", "First"))

	a.write("en/nadir/one.md", text("one", "nadir", "Second"))
	a.until("a change in a new folder", titled("/nadir/one", "Second"))

	a.write("_aside/nadir/one.md", text("one", "nadir", "Third"))
	a.must(os.RemoveAll(filepath.Join(a.dir, "en/nadir")))
	a.must(os.Rename(filepath.Join(a.dir, "_aside/nadir"), filepath.Join(a.dir, "en/nadir")))
	a.until("a folder that came with its files", titled("/nadir/one", "Third"))

	a.write("en/nadir/one.md", text("one", "nadir", "Fourth"))
	a.until("a change in the folder that came", titled("/nadir/one", "Fourth"))

	a.must(os.RemoveAll(filepath.Join(a.dir, "en/nadir")))
	a.until("a folder removed", func(s *site.Site) bool { return len(s.Library().InBrand("nadir")) == 0 })
}

func TestABrokenFileIsNoticedAndCorrected(t *testing.T) {
	a := authoring(t, 3)
	a.write("en/brand-0/new.md", "no front matter")
	a.until("the error", func(s *site.Site) bool { return len(s.Problems().Errors()) == 1 })
	if len(a.site.Library().Articles) != 3 {
		t.Error("the last good library is not served any more")
	}
	a.write("en/brand-0/new.md", text("new", "brand-0", "Corrected"))
	a.until("the corrected file", titled("/brand-0/new", "Corrected"))
}

// A burst that never pauses must not keep changes from being shown.
func TestAnEndlessBurstIsShown(t *testing.T) {
	a := authoring(t, 3)
	a.write("en/brand-0/new.md", text("new", "brand-0", "New"))
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				os.WriteFile(filepath.Join(a.dir, "README.md"), []byte("words"), 0o644)
			}
		}
	}()
	a.until("a change in the midst of many", titled("/brand-0/new", "New"))
	close(stop)
	<-stopped
}

// link makes a symbolic link under a name at once, as mv -T, git-sync and Kubernetes do.
func (a author) link(target, name string) {
	a.tb.Helper()
	a.must(os.Symlink(target, name+".new"))
	a.must(os.Rename(name+".new", name))
}

// Whoever publishes whole trees switches a link: the folder's own, one on the way to it, or one
// inside.
func TestASwitchedLinkIsNoticed(t *testing.T) {
	t.Parallel()
	for name, layout := range map[string]struct{ content, link, target string }{ // below a folder; %s is the tree
		"the folder":                   {"cur", "cur", "%s"},
		"the folder, absolutely":       {"cur", "cur", "/%s"},
		"a link to a link":             {"front", "cur", "%s"},
		"a folder above":               {"cur/content", "cur", "%s"},
		"as Kubernetes mounts volumes": {"mounted", "mounted/..data", "..%s"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			top, err := filepath.EvalSymlinks(t.TempDir())
			a := author{tb: t, dir: top}
			a.must(err)
			at := func(tree string) string {
				target := fmt.Sprintf(layout.target, tree)
				if strings.HasPrefix(target, "/") {
					return top + target
				}
				return target
			}
			for _, tree := range []string{"one", "two", "three"} {
				place := strings.TrimPrefix(fmt.Sprintf(layout.target, tree), "/")
				switch {
				case layout.content == "mounted":
					place = filepath.Join("mounted", place)
				case layout.content == "cur/content":
					place = filepath.Join(place, "content")
				}
				a.must(os.CopyFS(filepath.Join(top, place), corpus.New(3)))
				a.write(filepath.Join(place, "en/brand-0/new.md"), text("new", "brand-0", "Tree "+tree))
			}
			a.link(at("one"), filepath.Join(top, layout.link))
			if layout.content == "front" {
				a.link("cur", filepath.Join(top, "front"))
			}
			if layout.content == "mounted" {
				for _, entry := range []string{"site.yaml", "brands", "en"} {
					a.link("..data/"+entry, filepath.Join(top, "mounted", entry))
				}
			}
			a = watching(t, filepath.Join(top, layout.content))
			a.until("the first tree", titled("/brand-0/new", "Tree one"))
			a.link(at("two"), filepath.Join(top, layout.link))
			a.until("the second tree", titled("/brand-0/new", "Tree two"))
			a.write("en/brand-0/new.md", text("new", "brand-0", "Changed in place"))
			a.until("a change in the second tree", titled("/brand-0/new", "Changed in place"))
			a.link(at("three"), filepath.Join(top, layout.link))
			a.until("the third tree", titled("/brand-0/new", "Tree three"))
		})
	}
}

func TestAFolderThatIsNotThereCannotBeWatched(t *testing.T) {
	if _, err := site.NewWatcher(filepath.Join(t.TempDir(), "nowhere"), slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("got %v, want an error that names the folder", err)
	}
}

// BenchmarkVisible measures the time from the end of a save to the first request that sees it, with
// 10,000 articles loaded.
func BenchmarkVisible(b *testing.B) {
	a := authoring(b, 10_000)
	original, err := os.ReadFile(filepath.Join(a.dir, oneFile))
	if err != nil {
		b.Fatal(err)
	}
	grown := original
	for b.Loop() {
		grown = append(grown, "\nAnother line.\n"...)
		changed := a.site.Changed()
		a.write(oneFile, string(grown))
		<-changed
	}
}
