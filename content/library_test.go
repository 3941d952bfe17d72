package content_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinhole/content"
	"pinhole/internal/article"
)

// library loads what ships with the program.
func library(t *testing.T) *article.Library {
	t.Helper()
	lib, problems := article.Load(content.FS, article.Options{Today: time.Now(), Pages: []string{"/", "/coverage", "/find", "/privacy"}})
	if lib == nil {
		t.Fatal(problems)
	}
	return lib
}

// facts returns the evidence for a brand's articles: the facts file of that name.
func facts(t *testing.T, brand string) string {
	t.Helper()
	text, err := os.ReadFile("_facts/" + brand + ".yaml")
	if err != nil {
		t.Fatalf("brand %s has no facts: %v", brand, err)
	}
	return string(text)
}

// words is everything that readers see of an article beside its sources and links' addresses.
func words(a *article.Article) string {
	var b strings.Builder
	b.WriteString(a.Title + "\n" + a.Summary + "\n")
	for _, key := range article.EffectKeys {
		b.WriteString(a.Effects.Get(key).Note + "\n")
	}
	for _, way := range a.Ways {
		b.WriteString(way.For + "\n")
	}
	for _, section := range a.Body().Sections {
		b.WriteString(section.Title + "\n" + section.Text + "\n")
	}
	return b.String()
}

var space = regexp.MustCompile(`\s+`)

// flat makes texts comparable whatever their line breaks.
func flat(s string) string { return space.ReplaceAllString(s, " ") }

func TestEverySymptomHasAGroup(t *testing.T) {
	lib := library(t)
	for _, a := range append(lib.Articles, lib.Translations()...) {
		for _, s := range a.Symptoms {
			if s.Group == article.OtherSymptom {
				t.Errorf("%s: the symptom %q stands in no group", a.File, s.Text)
			}
		}
	}
}

// A reader who does not know our words finds an article by what they see.
func TestEveryArticleHasTwoSymptoms(t *testing.T) {
	lib := library(t)
	for _, a := range append(lib.Articles, lib.Translations()...) {
		if len(a.Symptoms) < 2 {
			t.Errorf("%s has %d symptoms; write two as people say them", a.File, len(a.Symptoms))
		}
	}
}
