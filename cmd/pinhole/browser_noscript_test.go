package main_test

import (
	"net/http"
	"testing"
)

const (
	yesButton  = `.ask button[name=helpful][value=yes]`
	noButton   = `.ask button[name=helpful][value=no]`
	sendButton = `form:has(textarea) button[type=submit]`
)

func TestWithoutScriptsEveryStepIsAPage(t *testing.T) {
	p := start(t)
	b := newTab(t)
	b.withoutScripts()
	b.open(p.base + "/")
	b.through(`a[href="` + brandPath + `"]`)
	b.through(`a[href="` + articlePath + `"]`)
	if got := b.through(yesButton); got.Status != http.StatusOK {
		t.Fatalf("the thank-you page has status %d", got.Status)
	}
	b.says("Thank you. Good to know that it helped.")
	if got := p.onlyRow(); got.Helpful != "yes" || got.Comment != "" {
		t.Errorf("before the comment, %+v is stored", got)
	}
	b.write(`textarea`, "One more picture,\nplease.")
	b.through(sendButton)
	b.says("Your comment is saved.")
	if got := p.onlyRow(); got.Helpful != "yes" || got.Comment != "One more picture,\nplease." {
		t.Errorf("%+v is stored", got)
	}
}
