package main_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"pinhole/internal/store/postgrestest"
)

var (
	commentLink = regexp.MustCompile(`/desk/inbox/[0-9a-f]{32}`)
	wasField    = regexp.MustCompile(`<textarea name="was-([a-z-]+)" hidden>\n?([^<]*)</textarea>`)
)

// triage is the form of a comment's page as the page holds it, with some fields set otherwise.
func (a answer) triage(pairs ...string) url.Values {
	a.t.Helper()
	form := fields()
	for _, m := range wasField.FindAllStringSubmatch(a.body, -1) {
		form.Set("was-"+m[1], m[2])
		form.Set(m[1], m[2])
	}
	if len(form) == 0 {
		a.t.Fatalf("%s has no form: %s", a.path, excerpt(a.body))
	}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// TestEditorsDoNotOverwriteOneAnother lets editors of two programs on one PostgreSQL, and of one
// program on SQLite, save the same comment at the same moment: one is told that it is saved, all
// others what that one changed.
func TestEditorsDoNotOverwriteOneAnother(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		p := startDesk(t)
		raceOfEditors(t, p, p)
	})
	t.Run("postgres", func(t *testing.T) {
		database := "--database=" + postgrestest.NewDatabase(t)
		one, two := start(t, database), start(t, database)
		if r := pipe(t, one.folder, deskPassword, "editor", "add", "marie", database); r.exit != 0 {
			t.Fatal(r.errors)
		}
		raceOfEditors(t, one, two)
	})
}

func raceOfEditors(t *testing.T, one, two *program) {
	t.Helper()
	receipt := one.client().receipt("no", "comment", "There are two holes.")
	var editors []*client
	for i := range 6 {
		c := []*program{one, two}[i%2].client()
		c.post("/desk/login", fields("name", "marie", "password", deskPassword)).is(http.StatusSeeOther)
		editors = append(editors, c)
	}
	path := commentLink.FindString(editors[0].get("/desk/inbox").is(http.StatusOK).body)
	page := editors[0].get(path).is(http.StatusOK)
	answers := make([]answer, len(editors))
	var saving sync.WaitGroup
	for i, c := range editors {
		form := page.triage("status", "fixed", "reply", "This is answer "+string(rune('A'+i))+".")
		saving.Go(func() { answers[i] = c.post(path, form) })
	}
	saving.Wait()
	saved := ""
	for i, a := range answers {
		words := "This is answer " + string(rune('A'+i)) + "."
		switch a.status {
		case http.StatusSeeOther:
			saved += words
		case http.StatusConflict:
			a.says("changed this comment while you were at it").holds(words + "</textarea>")
		default:
			t.Errorf("an editor is answered with %d: %s", a.status, excerpt(a.body))
		}
	}
	if strings.Count(saved, "answer") != 1 {
		t.Fatalf("saved are %q", saved)
	}
	two.stranger().get(receipt).says(saved, "Fixed.")
}
