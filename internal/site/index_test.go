package site_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pinhole/internal/article"
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

// finds waits until a search for words has as many hits.
func finds(t *testing.T, index *site.Index, words string, hits int) {
	t.Helper()
	findsIn(t, index, "en", words, hits)
}

func findsIn(t *testing.T, index *site.Index, language, words string, hits int) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for {
		results, err := index.Search(t.Context(), search.Query{Language: language, Text: words})
		if err == nil && results.Total == hits {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("a search for %q has %d hits (%v), want %d", words, results.Total, err, hits)
		}
	}
}

func TestTheIndexFollowsContentAndSynonyms(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "site.yaml", "name: Help\n")
	writeFile(t, dir, "brands/acme.yaml", "name: Acme\n")
	writeFile(t, dir, "en/acme/reset.md", "---\nid: acme-reset\ntitle: Umbrella\n"+indexed[len("---\nid: acme-reset\ntitle: TITLE\n"):])
	loader := article.NewLoader(os.DirFS(dir), article.Options{Now: time.Now})
	s, err := site.Open(loader, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	index, err := site.NewIndex(s, os.DirFS(dir), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := index.Search(t.Context(), search.Query{Text: "umbrella"}); !errors.Is(err, site.ErrNoIndex) {
		t.Errorf("before the first index: %v", err)
	}
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { index.Run(ctx); close(ended) }()
	finds(t, index, "umbrella", 1)
	finds(t, index, "parasol", 0)

	writeFile(t, dir, "synonyms.yaml", "- [umbrella, parasol]\n")
	index.Wake()
	finds(t, index, "parasol", 1)

	writeFile(t, dir, "en/acme/other.md", "---\nid: acme-other\ntitle: Another parasol here\n"+indexed[len("---\nid: acme-reset\ntitle: TITLE\n"):])
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	finds(t, index, "umbrella", 2)

	loaded, _ := s.Library().ArticleByID("acme-reset")
	writeFile(t, dir, "es/acme/reset.md", fmt.Sprintf("---\nid: acme-reset\ntitle: Paraguas\nsummary: Pulse.\noriginal: %q\n---\n\nPalabras.\n", loaded.Revision))
	writeFile(t, dir, "synonyms.es.yaml", "- [paraguas, sombrilla]\n")
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	findsIn(t, index, "es", "sombrillas", 1)
	findsIn(t, index, "es", "parasol", 1) // what is not translated
	finds(t, index, "umbrella", 2)
	finds(t, index, "sombrillas", 0)

	if err := os.RemoveAll(filepath.Join(dir, "es")); err != nil {
		t.Fatal(err)
	}
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	findsIn(t, index, "es", "umbrella", 2) // as in English

	writeFile(t, dir, "synonyms.yaml", "- {broken\n")
	index.Wake()
	finds(t, index, "parasol", 2) // the last good synonyms stand
	end()
	<-ended
}
