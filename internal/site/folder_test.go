package site_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
	"pinhole/internal/corpus"
	"pinhole/internal/site"
)

func contentFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(dir, corpus.New(3)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestFolderIsAFileSystem(t *testing.T) {
	t.Parallel()
	if err := fstest.TestFS(site.Folder(contentFolder(t)), "site.yaml", "brands/brand-0.yaml"); err != nil {
		t.Error(err)
	}
}

// A link that leads out would publish whatever the program may read.
func TestLinksStayInsideTheFolder(t *testing.T) {
	t.Parallel()
	const there = "en/brand-0/linked.md"
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.MkdirAll(filepath.Join(secret, "lorex"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"linked.md", "lorex/linked.md"} {
		if err := os.WriteFile(filepath.Join(secret, name), []byte(text("linked", "brand-0", "Secret")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	up, err := filepath.Rel("/content/en/brand-0", "/")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ link, target, file, says string }{
		"a file elsewhere":            {there, secret + "/linked.md", there, "leads outside the content folder"},
		"a file elsewhere, relative":  {there, filepath.Join(up, "..", "..", "..", "..", "..", "..", "..", "..", "..", "..", secret, "linked.md"), there, "leads outside the content folder"},
		"a folder elsewhere":          {"en/linked", secret, "en/linked", "leads outside the content folder"},
		"a language elsewhere":        {"es", secret, "es", "leads outside the content folder"},
		"nothing":                     {there, "none.md", there, "no such file"},
		"itself":                      {there, "linked.md", there, "too many levels of symbolic links"},
		"a draft beside the articles": {there, "../../_drafts/linked.md", "", ""},
		"a folder inside":             {"en/second", "../_second", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := contentFolder(t)
			for _, hidden := range []string{"_drafts/linked.md", "_second/linked.md"} {
				brand := "brand-0"
				if strings.HasPrefix(hidden, "_second") {
					brand = "second"
				}
				if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(hidden)), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, hidden), []byte(text("linked", brand, "Linked")), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(filepath.Join(dir, "brands/second.yaml"), []byte("name: Second\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(c.target, filepath.Join(dir, c.link)); err != nil {
				t.Fatal(err)
			}
			lib, problems := article.Load(site.Folder(dir), article.Options{Today: corpus.Checked})
			if c.says != "" {
				for _, p := range problems.Errors() {
					if p.File == c.file && strings.Contains(p.Message, c.says) && !strings.Contains(p.Message, secret) {
						return
					}
				}
				t.Fatalf("no error at %s with %q, but %v", c.file, c.says, problems)
			}
			if lib == nil {
				t.Fatal(problems)
			}
			for _, a := range lib.Articles {
				if a.Title == "Linked" {
					return
				}
			}
			t.Error("the linked article is not served")
		})
	}
}

func TestAFolderOfALinkIsNoFolderWithoutEnd(t *testing.T) {
	t.Parallel()
	dir := contentFolder(t)
	for _, name := range []string{"again", "en/again"} {
		if err := os.Symlink(".", filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	err := fs.WalkDir(site.Folder(dir), ".", func(string, fs.DirEntry, error) error { n++; return nil })
	if err != nil || n > 200 {
		t.Errorf("a walk met %d names, %v", n, err)
	}
}
