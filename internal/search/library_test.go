package search_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
)

// written is an article of a small library.
type written struct {
	brand, slug, title, body string
	more                     string // lines of front matter
}

// small makes a library of articles that are all factory resets of recorders, unless more says
// otherwise.
func small(t testing.TB, articles ...written) *article.Library {
	t.Helper()
	return smallWith(t, nil, articles...)
}

// smallWith is small with some brands' files.
func smallWith(t testing.TB, brands map[string]string, articles ...written) *article.Library {
	t.Helper()
	files := smallContent(articles)
	for brand, text := range brands {
		files["brands/"+brand+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return loadedFrom(t, files)
}

func smallContent(articles []written) fstest.MapFS {
	files := fstest.MapFS{"site.yaml": {Data: []byte("name: Test\n")}}
	for _, w := range articles {
		files["brands/"+w.brand+".yaml"] = &fstest.MapFile{Data: []byte("name: " + strings.ToUpper(w.brand[:1]) + w.brand[1:] + "\n")}
		files["en/"+w.brand+"/"+w.slug+".md"] = &fstest.MapFile{Data: []byte(text(w))}
	}
	return files
}

// smallFiles is small with some more files.
func smallFiles(t testing.TB, more map[string]string, articles ...written) *article.Library {
	t.Helper()
	files := smallContent(articles)
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return loadedFrom(t, files)
}

func loadedFrom(t testing.TB, files fstest.MapFS) *article.Library {
	t.Helper()
	lib, problems := article.Load(files, article.Options{Today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)})
	if lib == nil {
		t.Fatal(problems.Errors())
	}
	return lib
}

func text(w written) string {
	more := w.more
	for key, line := range map[string]string{"devices:": "devices: [nvr]", "goal:": "goal: factory-reset\nmethod: menu"} {
		if !strings.Contains(more, key) {
			more += line + "\n"
		}
	}
	return fmt.Sprintf(`---
id: %[1]s-%[2]s
title: %[3]s
summary: Nothing to see here.
brand: %[1]s
%[4]seffects: {recordings: kept, settings: erased, users: erased, network: erased, cloud-account: unknown}
confidence: vendor
sources: [{title: Manual, publisher: Maker, kind: vendor, checked: 2026-11-22}]
---

%[5]s

## Steps

1. Begin.
`, w.brand, w.slug, w.title, more, w.body)
}

func models(list ...string) string { return "models: [\"" + strings.Join(list, `", "`) + "\"]\n" }
