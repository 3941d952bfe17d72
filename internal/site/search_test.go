package site_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/corpus"
	"pinhole/internal/search"
	"pinhole/internal/site"
)

const indexed = `---
id: acme-reset
title: TITLE
summary: Hold the button.
brand: acme
devices: [ip-camera]
goal: understand
confidence: vendor
sources:
  - {title: Page, publisher: Acme, kind: vendor, checked: 2026-01-02}
---

Words.
`

func writeFile(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// found searches for words and expects so many hits.
func found(t *testing.T, s *site.Site, language, words string, hits int) {
	t.Helper()
	results, err := s.Search(t.Context(), language, search.Query{Text: words})
	if err != nil || results.Total != hits {
		t.Errorf("a search for %q in %s has %d hits (%v), want %d", words, language, results.Total, err, hits)
	}
}

// openFolder serves a folder with one article, about an umbrella.
func openFolder(t *testing.T) (s *site.Site, dir string) {
	t.Helper()
	dir = t.TempDir()
	writeFile(t, dir, "site.yaml", "name: Help\n")
	writeFile(t, dir, "brands/acme.yaml", "name: Acme\n")
	writeFile(t, dir, "en/acme/reset.md", strings.Replace(indexed, "TITLE", "Umbrella", 1))
	files := os.DirFS(dir)
	s, err := site.Open(article.NewLoader(files, article.Options{Now: time.Now}), files, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s, dir
}

func reload(t *testing.T, s *site.Site) {
	t.Helper()
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// Whoever sees a new Library finds its articles: nothing is searched later than it is shown.
func TestTheSearchFollowsContentAndSynonyms(t *testing.T) {
	t.Parallel()
	s, dir := openFolder(t)
	found(t, s, "en", "umbrella", 1)
	found(t, s, "en", "parasol", 0)

	writeFile(t, dir, "synonyms.yaml", "- [umbrella, parasol]\n")
	reload(t, s)
	found(t, s, "en", "parasol", 1)

	writeFile(t, dir, "en/acme/other.md", strings.NewReplacer("acme-reset", "acme-other", "TITLE", "Another parasol here").Replace(indexed))
	reload(t, s)
	found(t, s, "en", "umbrella", 2)

	loaded, _ := s.Library().ArticleByID("acme-reset")
	writeFile(t, dir, "es/acme/reset.md", fmt.Sprintf("---\nid: acme-reset\ntitle: Paraguas\nsummary: Pulse.\noriginal: %q\n---\n\nPalabras.\n", loaded.Revision))
	writeFile(t, dir, "synonyms.es.yaml", "- [paraguas, sombrilla]\n")
	reload(t, s)
	found(t, s, "es", "sombrillas", 1)
	found(t, s, "es", "parasol", 1) // what is not translated
	found(t, s, "en", "umbrella", 2)
	found(t, s, "en", "sombrillas", 0)

	if err := os.RemoveAll(filepath.Join(dir, "es")); err != nil {
		t.Fatal(err)
	}
	reload(t, s)
	found(t, s, "es", "umbrella", 2) // as in English
}

func TestBrokenSynonymsLeaveTheLastGoodState(t *testing.T) {
	t.Parallel()
	s, dir := openFolder(t)
	writeFile(t, dir, "synonyms.yaml", "- [umbrella, parasol]\n")
	reload(t, s)
	version := s.Version()
	writeFile(t, dir, "synonyms.yaml", "- {broken\n")
	for range 2 {
		var problems article.Problems
		if err := s.Reload(t.Context()); !errors.As(err, &problems) || problems[0].File != "synonyms.yaml" {
			t.Errorf("got %v, want the problem of synonyms.yaml", err)
		}
		if len(s.Problems().Errors()) != 1 {
			t.Errorf("the problems are %v", s.Problems())
		}
		found(t, s, "en", "parasol", 1)
	}
	writeFile(t, dir, "synonyms.yaml", "- [umbrella, parasol]\n") // as before
	changed := s.Changed()
	reload(t, s)
	if len(s.Problems()) > 0 || s.Version() != version || !closed(changed) {
		t.Errorf("it is as before, and the problems are %v", s.Problems())
	}
	if _, err := site.Open(article.NewLoader(fstest.MapFS{"site.yaml": {Data: []byte("name: Help\n")}}, article.Options{}),
		fstest.MapFS{"synonyms.yaml": {Data: []byte("- {broken\n")}}, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("a site with broken synonyms was opened")
	}
}

// The first search waits for the index, but not longer than the reader.
func TestSearchesWaitForTheFirstIndex(t *testing.T) {
	t.Parallel()
	files := corpus.New(300)
	s, err := site.Open(article.NewLoader(files, article.Options{Today: corpus.Checked}), files, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Search(gone, "en", search.Query{Text: "reset"}); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if list, err := s.Suggest(t.Context(), "en", "reset", 5); err != nil || len(list) == 0 {
		t.Errorf("got %v, %v", list, err)
	}
	if !s.Searchable() {
		t.Error("it answered and is not ready")
	}
}
