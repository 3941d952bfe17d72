package web_test

import (
	"strings"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/web"
)

// withEvidence serves the small library with the same evidence on every article.
func withEvidence(t *testing.T, e insight.Evidence) site {
	lib := small(t)
	return newSite(t, func(c *web.Config) {
		c.Library = func() *article.Library { return lib }
		c.Evidence = func(string, string, string) (insight.Evidence, bool) { return e, true }
	})
}

func TestAnArticleThatFailsMostReadersSaysWhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		evidence insight.Evidence
		path     string
		want     string
	}{
		"a step of one of several ways": {insight.Evidence{Helpful: 3, Answers: 9, Step: "with-the-app-step-2"}, "/acme/everything",
			`Most readers did not succeed: <a href="#with-the-app-step-2">step 2</a> fails most. Try <a href="#by-hand">“By hand”</a> first.`},
		"in Spanish": {insight.Evidence{Helpful: 3, Answers: 9, Step: "with-the-app-step-2"}, "/es/acme/everything",
			`La mayoría no lo logró: donde más falla es en el <a href="#with-the-app-step-2">paso 2</a>.`},
		"no step":             {insight.Evidence{Helpful: 3, Answers: 9}, "/acme/everything", `Most readers did not succeed with this.`},
		"a step that is gone": {insight.Evidence{Helpful: 3, Answers: 9, Step: "step-99"}, "/acme/everything", `Most readers did not succeed with this.`},
		"half of them did":    {insight.Evidence{Helpful: 5, Answers: 10, Step: "with-the-app-step-2"}, "/acme/everything", ""},
		"an older revision":   {insight.Evidence{Helpful: 3, Answers: 9, Older: time.Now()}, "/acme/everything", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := withEvidence(t, c.evidence).answer(get(c.path)).Body.String()
			_, sentence, there := strings.Cut(body, `<p class="failing">`)
			sentence, _, _ = strings.Cut(sentence, `</p>`)
			if there != (c.want != "") || !strings.Contains(strings.Join(strings.Fields(sentence), " "), c.want) {
				t.Errorf("the page says %q, want %q", sentence, c.want)
			}
		})
	}
}

func TestAnArticleSaysWhichStepWasRewritten(t *testing.T) {
	t.Parallel()
	e := insight.Evidence{Helpful: 9, Answers: 10, Rewritten: insight.Rewriting{Step: "with-the-app-step-2", Readers: 9, Day: time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC)}}
	s := withEvidence(t, e)
	if body := s.answer(get("/acme/everything")).Body.String(); !strings.Contains(body, `<a href="#with-the-app-step-2">Step 2</a> was rewritten on 2 December 2026 after 9 readers said that it failed.`) {
		t.Error("nothing is said of the step that was rewritten")
	}
	if body := s.answer(get("/acme/contact-support")).Body.String(); strings.Contains(body, "was rewritten") {
		t.Error("an article without this step says that it was rewritten")
	}
}
