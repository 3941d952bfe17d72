package web_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/web"
)

func TestHomeNamesWhatWasRewrittenForReaders(t *testing.T) {
	t.Parallel()
	s := newSite(t, func(c *web.Config) {
		c.Evidence = func(article, language, _ string) (insight.Evidence, bool) {
			if article != "lorex-recorder-password" || language != "en" {
				return insight.Evidence{}, false
			}
			return insight.Evidence{Rewritten: insight.Rewriting{Step: "step-1", Readers: 9, Day: time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC)}}, true
		}
	})
	body := s.answer(get("/")).Body.String()
	for _, want := range []string{"Rewritten because readers told us", `<a href="/lorex/recorder-password">`, "2 December 2026, after 9 readers said a step failed"} {
		if !strings.Contains(body, want) {
			t.Errorf("the home page lacks %q", want)
		}
	}
	if body := s.answer(get("/es")).Body.String(); strings.Contains(body, "Reescrito porque") {
		t.Error("Spanish readers are told of texts in English")
	}
	if body := newSite(t, nil).answer(get("/")).Body.String(); strings.Contains(body, "Rewritten because") {
		t.Error("the home page says so though nothing was rewritten")
	}
}

// TestWithoutQuestionsNothingIsAsked has content with one article and no questions.
func TestWithoutQuestionsNothingIsAsked(t *testing.T) {
	t.Parallel()
	lib, problems := article.Load(fstest.MapFS{
		"site.yaml":        {Data: []byte("name: Help\n")},
		"brands/acme.yaml": {Data: []byte("name: Acme\n")},
		"en/acme/call.md": {Data: []byte("---\nid: acme-call\ntitle: Call Acme\nsummary: Call Acme.\nbrand: acme\ndevices: [dvr]\ngoal: contact-support\nconfidence: vendor\n" +
			"sources:\n  - {title: Call, publisher: Acme, kind: vendor, checked: 2026-11-22}\n---\n\n## Call\n\nCall Acme.\n")},
	}, article.Options{Today: time.Now(), Pages: web.Pages})
	if lib == nil {
		t.Fatal(problems)
	}
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	for path, want := range map[string]string{"/": `<a href="/find">Answer a few quick questions</a>`, "/search?q=x": ">No results</h2>", "/find": "<form"} {
		if body := s.answer(get(path)).Body.String(); strings.Contains(body, "What happened?") || !strings.Contains(body, want) {
			t.Errorf("%s asks what happened, or lacks %q", path, want)
		}
	}
}
