package main_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestFeedbackIsForgottenByItsReceipt(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	first, second := c.receipt("no", "comment", "mine"), p.client().receipt("yes")
	forget := func(what string) result { return runCommand(t, p.folder, "feedback", "forget", "--", what) }
	if r := forget("https://help.example" + first); r.exit != 0 || r.errors != "" || !strings.Contains(r.out, "removed") {
		t.Errorf("forgetting ended with %d: %s%s", r.exit, r.out, r.errors)
	}
	c.get(first).is(http.StatusNotFound)
	if got := p.onlyRow(); got.Helpful != "yes" {
		t.Errorf("%+v is left", got)
	}
	for what, says := range map[string]string{first: "no feedback belongs to this receipt", "abc": "this is no receipt", "": "this is no receipt"} {
		r := forget(what)
		if r.exit != 1 || r.out != "" {
			t.Errorf("forgetting %q ended with %d and %q", what, r.exit, r.out)
		}
		oneLine(t, r.errors, says)
	}
	if r := forget(strings.TrimPrefix(second, "/feedback/")); r.exit != 0 {
		t.Errorf("forgetting a bare receipt ended with %d: %s", r.exit, r.errors)
	}
	if list := p.rows(); len(list) != 0 {
		t.Errorf("%+v is left", list)
	}
}
