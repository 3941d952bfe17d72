package main_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/store"
)

const original = `---
id: acme-reset
title: Restart an Acme camera
summary: Unplug it.
brand: acme
devices: [ip-camera]
goal: reboot
method: power-cycle
confidence: vendor
sources: [{title: A, publisher: B, kind: vendor, checked: 2026-01-02}]
---

## Steps: by the cable

1. Pull the cable.
2. Plug it in again.
`

// spanishOf is a translation of the original, made from a revision of it.
func spanishOf(revision string) string {
	return fmt.Sprintf(`---
id: acme-reset
title: Reiniciar una cámara Acme
summary: Desenchúfela.
original: %q
---

## Pasos: con el cable {#by-the-cable}

1. Quite el cable.
2. Vuelva a enchufarlo.
`, revision)
}

// bilingual is a content folder with an article and its translation, and the revisions that they
// have.
func bilingual(t *testing.T) (folder, english, spanish string) {
	t.Helper()
	files := map[string]string{"site.yaml": "name: Test\n", "brands/acme.yaml": "name: Acme\n", "en/acme/reset.md": original}
	english = revisionAt(t, writeContent(t, files), "/acme/reset")
	files["es/acme/reset.md"] = spanishOf(english)
	folder = writeContent(t, files)
	return folder, english, revisionAt(t, folder, "/es/acme/reset")
}

// revisionAt is the revision of the article at an address.
func revisionAt(t *testing.T, folder, path string) string {
	t.Helper()
	lib, problems := article.Load(os.DirFS(filepath.Join(folder, "content")), article.Options{Today: time.Now()})
	if lib == nil {
		t.Fatal(problems)
	}
	a, ok := lib.Article(path)
	if !ok {
		t.Fatalf("no article at %s", path)
	}
	return a.Revision
}

func TestAnswersOnATranslationAreKeptWithItsLanguage(t *testing.T) {
	t.Parallel()
	folder, english, spanish := bilingual(t)
	p := start(t, "--content="+filepath.Join(folder, "content"))
	answer := func(revision string) {
		t.Helper()
		p.client().verdict("no", "article", "acme-reset", "revision", revision, "step", "by-the-cable-step-2").is(http.StatusSeeOther)
	}
	answer(english)
	answer(spanish)
	got := map[string]string{}
	for _, r := range p.rows() {
		got[r.Revision] = r.Language + " " + r.Step
	}
	if got[english] != "en by-the-cable-step-2" || got[spanish] != "es by-the-cable-step-2" || len(got) != 2 {
		t.Errorf("stored: %v, want %s in English and %s in Spanish", got, english, spanish)
	}
}

// The words of a translation that has changed since are still known, and in which language they
// were.
func TestAnswersOnAnEarlierTranslation(t *testing.T) {
	t.Parallel()
	folder, english, before := bilingual(t)
	content := filepath.Join(folder, "content")
	database := filepath.Join(t.TempDir(), "pinhole.db")
	first := start(t, "--content="+content, "--database="+database)
	st, err := store.Open(t.Context(), store.Config{Database: database, Logger: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the translation is recorded", func() bool {
		language, _, err := st.RevisionText(t.Context(), "acme-reset", before)
		return err == nil && language == "es"
	})
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	first.stop()

	changed := strings.Replace(spanishOf(english), "Quite el cable.", "Desenchufe el cable.", 1)
	if err := os.WriteFile(filepath.Join(content, "es/acme/reset.md"), []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	p := start(t, "--content="+content, "--database="+database)
	c := p.client()
	receipt := c.verdict("no", "article", "acme-reset", "revision", before, "step", "by-the-cable-step-1").is(http.StatusSeeOther).header.Get("Location")
	c.get(receipt).is(http.StatusOK).says("Quite el cable.")
}

func TestCheckTellsOfOutdatedTranslations(t *testing.T) {
	t.Parallel()
	folder, english, _ := bilingual(t)
	if r := runCommand(t, folder, "check", "content"); r.out != "1 article and 1 translation about 1 brand: no errors, 0 warnings.\n" {
		t.Errorf("got %q", r.out)
	}
	if err := os.WriteFile(filepath.Join(folder, "content/en/acme/reset.md"), []byte(strings.Replace(original, "Plug it in", "Push it in", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	r := runCommand(t, folder, "check", "content")
	want := fmt.Sprintf("content/es/acme/reset.md:5: warning: en/acme/reset.md has changed since this was translated from %q; bring the translation up to date, then write original: %q\n",
		english, revisionAt(t, folder, "/acme/reset"))
	if r.exit != 0 || !strings.HasPrefix(r.out, want) {
		t.Errorf("ended with %d and\n%s\nwant\n%s", r.exit, r.out, want)
	}
}
