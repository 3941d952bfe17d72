package main_test

import (
	"net/http"
	"testing"
)

// questionPath is the address of a question that three answers led to, with text and a callout.
const questionPath = "/questions/cannot-sign-in/what-happens-once-it-is-stopped"

// TestQuestionsLeadToAnArticleAndAreStored is the way of a reader without scripts: from the
// finder's situations through questions, the finder's own questions and an article to a verdict.
func TestQuestionsLeadToAnArticleAndAreStored(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	const branch = "cannot-sign-in.what-do-you-have-at-the-recorder"
	page := c.follow(c.get("/find").is(http.StatusOK).says("What happened?"), "/questions/cannot-sign-in").says("What asks for the password?")
	page = c.follow(page, "/questions/cannot-sign-in/what-does-the-recorder-show").says("Your answers so far", "The recorder, on its own monitor", "Change")
	page = c.follow(page, "/questions/cannot-sign-in/what-do-you-have-at-the-recorder").says("The password is wrong, or I forgot it")
	page = c.follow(page, "/find?device=recorder&from="+branch+"&goal=get-in").says("Can you touch the device?", "What name is on it?")
	page.holds(`name="from" value="`+branch+`"`, `name="goal" value="get-in"`)
	page = c.get("/find?brand=lorex&device=recorder&done=1&goal=get-in&from=" + branch).is(http.StatusOK)
	article := c.follow(page, "/lorex/recorder-password?from="+branch).says("Did it work?")
	form := article.form("/feedback")
	form.Set("helpful", "no")
	c.post("/feedback", form).is(http.StatusSeeOther)
	if row := p.onlyRow(); row.Path != branch || row.Helpful != "no" || row.Article != "lorex-recorder-password" {
		t.Errorf("%+v is stored", row)
	}
}

// TestScriptsSendTheBranchOfQuestions answers in place.
func TestScriptsSendTheBranchOfQuestions(t *testing.T) {
	t.Parallel()
	p := start(t)
	b := newTab(t)
	b.open(p.base + "/questions/cannot-sign-in/who-set-it-up")
	b.through(`a[href^="/general/before-calling-support?from="]`)
	b.says("Was this helpful?")
	b.click(`[data-verdict] button[value="yes"]`)
	b.announces("Saved.")
	if row := p.onlyRow(); row.Path != "cannot-sign-in.who-set-it-up" {
		t.Errorf("%+v is stored", row)
	}
}
