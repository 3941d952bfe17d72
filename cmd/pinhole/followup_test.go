package main_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

func TestASingleTapSaysWhichStepFailed(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	article := c.get(articlePath).is(http.StatusOK).says("Step 5 didn't work")
	form := article.form("/feedback")
	form.Set("step", "step-5")
	address := c.post("/feedback", form).is(http.StatusSeeOther).header.Get("Location")
	c.get(address).is(http.StatusOK).says("Noted: step 5 did not work.", "Try this next:").holds(`<option value="step-5" selected>`)
	if got := p.onlyRow(); got.Helpful != "no" || got.Step != "step-5" {
		t.Errorf("%+v is stored", got)
	}
	form.Set("step", "step-99")
	c.post("/feedback", form).is(http.StatusUnprocessableEntity)
}

func TestTheFollowUpKeepsEveryAnswer(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	address := c.receipt("no")
	form := c.get(address).is(http.StatusOK).form(address)
	for name, value := range map[string]string{
		"reason": "cannot-find-it", "step": "step-1", "model": "LNB9292", "firmware": "2.800.0", "outcome": "failed", "comment": "No button.",
	} {
		form.Set(name, value)
	}
	c.post(address, form).is(http.StatusSeeOther)
	page := c.get(address).is(http.StatusOK).says("the editors read every comment.", "No button.").holds(`value="LNB9292"`, `value="2.800.0"`)
	if got := page.form(address); got.Get("outcome") != "failed" {
		t.Errorf("the page offers %v", got)
	}
	page.holds(`value="" aria-pressed="true">Couldn&#39;t find it<`, `value="other" aria-pressed="false">Other<`) // pressing it again takes it back
	got := p.onlyRow()
	if got.Reason != "cannot-find-it" || got.Step != "step-1" || got.Model != "LNB9292" || got.Firmware != "2.800.0" || got.Outcome != "failed" || got.Comment != "No button." {
		t.Errorf("%+v is stored", got)
	}

	form = page.form(address)
	form.Set("reason", "")
	form.Set("outcome", "")
	c.post(address, form).is(http.StatusSeeOther)
	if got := p.onlyRow(); got.Reason != "" || got.Outcome != "" || got.Step != "step-1" {
		t.Errorf("after two answers were taken back, %+v is stored", got)
	}
	if got := c.get(address).form(address); !got.Has("outcome") || got.Get("outcome") != "" {
		t.Errorf("the page offers no way to take an answer back: %v", got)
	}
	c.get(address).holds(`value="cannot-find-it" aria-pressed="false"`)

	c.post(address, fields("helpful", "yes")).is(http.StatusSeeOther)
	got = p.onlyRow()
	if got.Helpful != "yes" || got.Reason != "" || got.Step != "" || got.Model != "LNB9292" || got.Comment != "No button." {
		t.Errorf("after a changed mind %+v is stored", got)
	}
}

func TestWhatIsWrongComesBackWithEverythingElse(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	address := c.receipt("no")
	long := strings.Repeat("x", 101)
	c.post(address, fields("model", long, "reason", "did-not-work", "comment", "Keep <this>.")).is(http.StatusUnprocessableEntity).
		says("100").holds(long, "Keep &lt;this&gt;.", `value="did-not-work" aria-pressed="false"`)
	if got := p.onlyRow(); got.Comment != "" || got.Reason != "" {
		t.Errorf("%+v is stored", got)
	}
}

func TestReadersAreAskedForStars(t *testing.T) {
	t.Parallel()
	p := start(t, "--rating=stars")
	c := p.client()
	article := c.get(articlePath).is(http.StatusOK).says("How helpful was this article?", "very helpful")
	if strings.Contains(article.body, "Did it work?") {
		t.Error("both questions are asked")
	}
	for _, x := range []struct{ stars, helpful, heading string }{
		{"2", "no", "Noted. Try this next:"}, {"3", "no", "Thank you. What was missing?"}, {"5", "yes", "Thanks. Good to know it helped."},
	} {
		form := article.form("/feedback")
		form.Set("rating", x.stars)
		address := c.post("/feedback", form).is(http.StatusSeeOther).header.Get("Location")
		c.get(address).is(http.StatusOK).says(x.heading, "You gave it "+x.stars+" out of 5.")
		if got := p.onlyRow(); got.Helpful != x.helpful || got.Rating == nil || *got.Rating != int(x.stars[0]-'0') {
			t.Errorf("%s stars: %+v is stored", x.stars, got)
		}
	}
}

func TestSecretsNeverArrive(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	address := c.receipt("no")
	c.post(address, fields("comment", "Mail me at anna@example.com, my password is Blue7Horse. Lorex said call 1-888-425-6739. Hold 15 seconds on N841A81.")).is(http.StatusSeeOther)
	got := p.onlyRow().Comment
	for _, secret := range []string{"anna@", "Blue7Horse", "1-888"} {
		if strings.Contains(got, secret) {
			t.Errorf("%q is stored", got)
		}
	}
	for _, kept := range []string{"[e-mail address removed]", "[password removed]", "[phone number removed]", "15 seconds", "N841A81"} {
		if !strings.Contains(got, kept) {
			t.Errorf("%q lacks %q", got, kept)
		}
	}
	stored := c.get(address).is(http.StatusOK)
	if strings.Contains(stored.body, "Blue7Horse") {
		t.Error("the receipt shows a password")
	}
}

func TestEvidenceComesWithEnoughAnswers(t *testing.T) {
	t.Parallel()
	p := start(t, "--evidence-from=3")
	for i, verdict := range []string{"yes", "yes", "no"} {
		if i == 2 && strings.Contains(p.client().get(articlePath).body, "found this helpful") {
			t.Error("two answers are shown")
		}
		c := p.client()
		address := c.receipt(verdict, "browser-key", fmt.Sprintf("00000000-0000-4000-8000-%012d", i))
		if verdict == "yes" {
			c.post(address, fields("model", []string{"N841A81", "n841-a81"}[i], "outcome", "worked")).is(http.StatusSeeOther)
		}
	}
	c := p.client()
	eventually(t, "the page shows what readers said", func() bool {
		body := c.get(articlePath).is(http.StatusOK).body
		return strings.Contains(body, "2 of 3 readers found this helpful.") && strings.Contains(body, "It worked on N841* (2).")
	})
}

func TestSpamIsKeptApartAndAnsweredLikeAnyOther(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	address := c.verdict("no", "website", "https://casino.example").is(http.StatusSeeOther).header.Get("Location")
	c.get(address).is(http.StatusOK).says("Saved.")
	if got := p.onlyRow(); got.Status != "spam" {
		t.Errorf("%+v is stored", got)
	}
}

// TestReadersSeeThatAStepWasRewritten answers three times, then edits the step that failed.
func TestReadersSeeThatAStepWasRewritten(t *testing.T) {
	t.Parallel()
	folder := copyOfSmall(t)
	p := start(t, "--content="+folder, "--evidence-from=3")
	for i := range 3 {
		p.client().post("/feedback", fields("article", "acme-reset", "helpful", "no", "step", "step-1", "browser-key", fmt.Sprintf("00000000-0000-4000-8000-%012d", i))).is(http.StatusSeeOther)
	}
	p.edit(filepath.Join(folder, "en", "acme", "reset.md"), "Leave the camera plugged in.", "Leave the cable where it is.", normal)
	c := p.client()
	eventually(t, "the page says that the step was rewritten", func() bool {
		return strings.Contains(c.get(normal).is(http.StatusOK).body, "after 3 readers said that it failed.")
	})
}
