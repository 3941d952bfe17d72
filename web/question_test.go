package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/web"
)

func TestTheFirstQuestionHasOneAddress(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	for path, to := range map[string]string{"/questions/no-login/locked-or-forgotten": "/questions/no-login", "/questions": "/find", "/es/questions": "/es/find"} {
		if w := s.answer(get(path)); w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != to {
			t.Errorf("%s: %d to %q", path, w.Code, w.Header().Get("Location"))
		}
	}
	for _, path := range []string{"/questions/none", "/questions/no-login/none", "/questions/no-login/who-tries.md", "/questions/no-login/who-tries/more"} {
		if w := s.answer(get(path)); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// TestOnlyKnownBranchesAreStored: a stranger's text never becomes a branch, and an answer without
// one keeps the branch that is stored.
func TestOnlyKnownBranchesAreStored(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	for sent, want := range map[string]string{
		"no-login.who-tries": "no-login.who-tries", "no-login.none": "", "no-login": "", "'; DROP TABLE": "", strings.Repeat("x", 5000): "", "": "",
	} {
		form := url.Values{"article": {"acme-everything"}, "helpful": {"no"}, "path": {sent}}
		receipt, err := feedback.ParseReceipt(strings.TrimPrefix(s.answer(post("/feedback", form)).Header().Get("Location"), "/feedback/"))
		if err != nil {
			t.Fatalf("%.30q: %v", sent, err)
		}
		stored, err := s.store.Feedback(t.Context(), receipt.ID())
		if stored.Path != want || err != nil {
			t.Errorf("%.30q is stored as %q, %v", sent, stored.Path, err)
		}
		s.answer(post("/feedback/"+receipt.String(), url.Values{"comment": {"No."}, "path": {"no-login.locked-or-forgotten"}}))
		if stored, _ = s.store.Feedback(t.Context(), receipt.ID()); stored.Path != want || stored.Comment != "No." {
			t.Errorf("%.30q: after the comment it is %q, with %q", sent, stored.Path, stored.Comment)
		}
	}
}

// TestTheBranchOfQuestionsIsInTheForm follows a reader without scripts from a question through the
// finder to an article.
func TestTheBranchOfQuestionsIsInTheForm(t *testing.T) {
	lib := small(t)
	s := newSite(t, func(c *web.Config) { c.Library = func() *article.Library { return lib } })
	const branch, field = "no-login.locked-or-forgotten", `<input type="hidden" name="path" value="no-login.locked-or-forgotten">`
	page := func(path string) string { return s.answer(get(path)).Body.String() }
	for path, link := range map[string]string{
		"/questions/no-login":                                           `href="/acme/everything?from=` + branch + `"`,
		"/es/questions/no-login":                                        `href="/es/acme/everything?from=` + branch + `"`,
		"/questions/no-login/who-tries":                                 `href="/general/laws?from=no-login.who-tries"`,
		"/find?goal=get-in&from=" + branch:                              `<input type="hidden" name="from" value="` + branch + `">`,
		"/find?device=any&brand=acme&goal=get-in&done=1&from=" + branch: `href="/acme/everything?from=` + branch + `"`,
	} {
		if body := page(path); !strings.Contains(body, link) {
			t.Errorf("%s has no %s", path, link)
		}
	}
	if !strings.Contains(page("/acme/everything?from="+branch), field) {
		t.Error("the form of the article does not hold the branch")
	}
	for _, query := range []string{"", "?from=", "?from=no-login", "?from=no-login.none", "?from=" + strings.Repeat("x", 300), "?from=%22%3E%3Cb%3E", "?other=" + branch} {
		if body := page("/acme/everything" + query); strings.Contains(body, `name="path"`) || strings.Contains(body, "<b>") {
			t.Errorf("the form at %q holds a branch", query)
		}
	}
}
