package main_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The validator and what it looks for; .ci/test installs it.
const (
	validator       = "../../.cache/checkers/node_modules/.bin/html-validate"
	validatorConfig = "../../.ci/html-validate.json"
)

// TestPagesAreValidHTML gives every kind of page, as the program sends it, to an HTML validator.
func TestPagesAreValidHTML(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(validator); err != nil {
		missing(t, "html-validate")
	}
	folder := t.TempDir()
	for name, body := range everyKindOfPage(t) {
		if err := os.WriteFile(filepath.Join(folder, name+".html"), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	output, err := exec.Command(validator, "--config", validatorConfig, "--formatter", "text", folder).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, strings.ReplaceAll(string(output), folder+"/", ""))
	}
}

// everyKindOfPage returns the source of every kind of page by a name.
func everyKindOfPage(t *testing.T) map[string]string {
	t.Helper()
	p, own, strict, stars := shared(t), start(t), start(t, "--feedback-limit=1"), start(t, "--rating=stars")
	small := sharedSmall(t)
	strict.stranger().untilTooMany()
	c := p.stranger()
	pages := map[string]string{}
	for name, path := range map[string]string{
		"home": "/", "brand": brandPath, "article": articlePath, "article-long": otherPath, "device": "/devices/nvr", "goal": "/goals/password-recovery",
		"question": "/questions/cannot-sign-in", "question-way": questionPath,
		"model": "/models/" + model(t, p), "symptoms": "/symptoms", "coverage": "/coverage", "privacy": "/privacy", "offline": "/offline", "home-es": "/es", "article-es": "/es" + articlePath,
		"search": "/search?q=lorex+password", "search-nothing": "/search?q=zxqwvk", "search-empty": "/search",
		"find": "/find", "find-brand": "/find?device=recorder", "find-want": "/find?device=recorder&brand=lorex", "find-have": "/find?device=recorder&brand=lorex&goal=get-in",
		"find-found": "/find?device=recorder&brand=lorex&goal=get-in&done=1&have=monitor", "find-nothing": "/find?device=hub&brand=lorex&goal=get-in&done=1",
	} {
		pages[name] = c.get(path).is(http.StatusOK).body
	}
	for name, path := range map[string]string{"everything": everything, "normal": normal, "brand-small": "/acme", "guide": "/general/laws"} {
		pages[name] = small.stranger().get(path).is(http.StatusOK).body
	}
	pages["stars"] = stars.stranger().get(articlePath).is(http.StatusOK).body
	pages["stars-thanks"] = stars.stranger().get(stars.stranger().post("/feedback", fields("article", articleID, "rating", "2")).header.Get("Location")).is(http.StatusOK).body
	answerPages(own.stranger(), pages)
	refusalPages(own.stranger(), strict, pages)
	return pages
}

// answerPages adds what a reader sees after an answer.
func answerPages(c *client, pages map[string]string) {
	c.t.Helper()
	withdrawn, comment := c.receipt("no"), c.receipt("no", "comment", "The <light> stays red & \"warm\".")
	c.post(withdrawn, fields("withdraw", "1")).is(http.StatusSeeOther)
	for name, path := range map[string]string{
		"thanks-yes": c.receipt("yes"), "thanks-no": c.receipt("no"), "thanks-step": c.receipt("no", "step", "step-2"), "thanks-comment": comment, "withdrawn": withdrawn,
	} {
		pages[name] = c.get(path).is(http.StatusOK).body
	}
	pages["422-details"] = c.post(comment, fields("comment", strings.Repeat("x", 4001), "model", strings.Repeat("y", 200))).is(http.StatusUnprocessableEntity).body
}

// refusalPages adds what a reader sees when something is not there or not taken.
func refusalPages(c *client, strict *program, pages map[string]string) {
	c.t.Helper()
	long := []string{"comment", strings.Repeat("<b>", 2000)}
	for name, a := range map[string]answer{
		"404": c.get("/nowhere").is(http.StatusNotFound), "404-model": c.get("/models/none").is(http.StatusNotFound),
		"404-receipt": c.get("/feedback/AAAAAAAAAAAAAAAAAAAAAA").is(http.StatusNotFound), "405": c.post("/privacy", fields("a", "b")).is(http.StatusMethodNotAllowed),
		"422": c.verdict("perhaps").is(http.StatusUnprocessableEntity), "422-comment": c.verdict("no", long...).is(http.StatusUnprocessableEntity),
		"403": c.post("/feedback", fields("article", articleID, "helpful", "no", "comment", "Kept."), "Sec-Fetch-Site", "cross-site").is(http.StatusForbidden),
		"429": strict.stranger().verdict("no", "comment", "Kept.").is(http.StatusTooManyRequests),
	} {
		pages[name] = a.body
	}
}
