package main_test

import (
	"net/http"
	"testing"
)

const (
	yesButton  = `.ask button[name=helpful][value=yes]`
	noButton   = `.ask button[name=helpful][value=no]`
	sendButton = `form:has(textarea) button[type=submit]:not([name], [tabindex])`
)

func TestWithoutScriptsEveryStepIsAPage(t *testing.T) {
	t.Parallel()
	p := start(t)
	b := newTab(t)
	b.withoutScripts()
	b.open(p.base + "/")
	b.through(`a[href="` + brandPath + `"]`)
	b.through(`a[href="` + articlePath + `"]`)
	if got := b.through(yesButton); got.Status != http.StatusOK {
		t.Fatalf("the thank-you page has status %d", got.Status)
	}
	b.says("Thanks. Glad it worked.")
	if got := p.onlyRow(); got.Helpful != "yes" || got.Comment != "" {
		t.Errorf("before the comment, %+v is stored", got)
	}
	b.click(`.more summary`)
	b.write(`textarea`, "One more picture,\nplease.")
	b.through(sendButton)
	b.says("the editors read every comment.")
	if got := p.onlyRow(); got.Helpful != "yes" || got.Comment != "One more picture,\nplease." {
		t.Errorf("%+v is stored", got)
	}
}

func TestWithoutScriptsAMindCanChange(t *testing.T) {
	t.Parallel()
	p := start(t)
	b := newTab(t)
	b.withoutScripts()
	b.tolerate("status of 422")
	b.open(p.base + articlePath)
	b.through(noButton)
	b.says("Tell us how we can improve this article")
	if got := b.through(sendButton); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("an empty comment has status %d", got.Status)
	}
	b.says("Write a comment first")
	b.write(`textarea`, "A picture, please.")
	b.through(sendButton)
	b.through(`button[name=helpful][value=yes]`)
	b.says("You said Yes.")
	if got := p.onlyRow(); got.Helpful != "yes" || got.Comment != "A picture, please." {
		t.Errorf("%+v is stored", got)
	}
	b.through(`button[name=withdraw]`)
	b.says("Your answer has been withdrawn")
	if got := p.onlyRow().Status; got != "withdrawn" {
		t.Errorf("the status is %q", got)
	}
	b.through(`button[name=helpful][value=no]`)
	b.says("Noted. Try this next:")
	if got := p.onlyRow(); got.Status != "new" || got.Helpful != "no" {
		t.Errorf("%+v is stored", got)
	}
}
