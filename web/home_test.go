package web_test

import (
	"strings"
	"testing"
	"time"

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
