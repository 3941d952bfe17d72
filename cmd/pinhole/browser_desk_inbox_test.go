package main_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// inboxViews are the pages of the desk on which comments are judged, at a demo, and what only an
// owner sees.
func inboxViews(at func(path string) func(*tab)) []view {
	first := func(b *tab) { b.t.Helper(); at("/desk/inbox")(b); b.through(`.inbox > li:first-child .inbox-text a`) }
	return []view{
		{"desk-inbox", http.StatusOK, at("/desk/inbox")},
		{"desk-inbox-filtered", http.StatusOK, at("/desk/inbox?brand=lorex&status=all&q=step")},
		{"desk-inbox-nothing", http.StatusOK, at("/desk/inbox?q=nowhere")},
		{"desk-inbox-lacks", http.StatusUnprocessableEntity, func(b *tab) {
			b.t.Helper()
			b.tolerate("status of 422")
			at("/desk/inbox?status=new")(b)
			b.click(".inbox-replies summary")
			b.click(`.inbox > li:first-child input`)
			b.through(`button[value="decline"]`)
		}},
		{"desk-inbox-done", http.StatusOK, func(b *tab) {
			b.t.Helper()
			at("/desk/inbox?status=new")(b)
			b.click(`.inbox > li:first-child input`)
			b.through(`button[value="accept"]`)
		}},
		{"desk-inbox-keys", http.StatusOK, func(b *tab) { b.t.Helper(); at("/desk/inbox")(b); b.press("?"); b.says("Use these keys") }},
		{"desk-webhooks", http.StatusOK, at("/desk/webhooks")},
		{"desk-audit", http.StatusOK, at("/desk/audit")},
		{"desk-comment", http.StatusOK, first},
		{"desk-comment-saved", http.StatusOK, func(b *tab) {
			b.t.Helper()
			first(b)
			b.write("#p-reply", "Thank you. There is a picture now.")
			b.through(`button[value="save"]`)
		}},
	}
}

// comments puts readers' comments into a site by its own form.
func (p *program) comments(words ...string) {
	p.t.Helper()
	for _, w := range words {
		p.stranger().post("/feedback", fields("article", articleID, "helpful", "no", "comment", w)).is(http.StatusSeeOther)
	}
}

func (b *tab) current() string {
	b.t.Helper()
	return eval[string](b, `document.activeElement.closest("[data-row]")?.querySelector(".inbox-text")?.innerText.trim() ?? ""`)
}

// TestTriageByKeyboard judges comments with the keys of mail programs, and without these keys once
// they are switched off.
func TestTriageByKeyboard(t *testing.T) {
	t.Parallel()
	p := startDesk(t)
	p.comments("There are two holes.", "The support never answered.", "Where is my menu?")
	b := newTab(t)
	b.enter(p, "marie", deskPassword)
	b.open(p.base + "/desk/inbox")
	b.says("Keyboard keys") // shown by the script
	b.press("j")
	b.press("j")
	if got := b.current(); got != "The support never answered." {
		t.Errorf("after two steps down the focus is on %q", got)
	}
	b.press("k")
	b.press("j")
	b.load(chromedp.KeyEvent("e"))
	b.says("1 comment is accepted.")
	b.load(chromedp.KeyEvent("u"))
	b.says("Undone.")
	b.press("j")
	b.press("x")
	b.press("j")
	b.press("x")
	b.load(chromedp.KeyEvent("#"))
	b.says("2 comments are marked as spam")
	b.press("/")
	b.do(chromedp.KeyEvent("je")) // letters of a search, not keys
	b.load(chromedp.KeyEvent("\r"))
	b.says("No comment matches")
	b.press("?")
	b.click(`[data-keys-on]`)
	b.click(`.keys form button`)
	b.open(p.base + "/desk/inbox")
	b.says("Keyboard keys")
	b.press("j")
	if got := b.current(); got != "" {
		t.Errorf("the keys are switched off, and yet the focus is on %q", got)
	}
}

// TestBulkActionsWithoutScripts ticks boxes and presses buttons.
func TestBulkActionsWithoutScripts(t *testing.T) {
	t.Parallel()
	p := startDesk(t)
	p.comments("There are two holes.", "The support never answered.")
	b := newTab(t)
	b.withoutScripts()
	b.enter(p, "marie", deskPassword)
	b.open(p.base + "/desk/inbox")
	if b.says("There are two holes."); strings.Contains(b.seen(), "Keyboard keys") {
		t.Error("without scripts the page offers keys")
	}
	b.click(`.inbox > li:first-child input`)
	b.click(`.inbox > li:last-child input`)
	b.through(`button[value="accept"]`)
	b.says("2 comments are accepted.")
	b.through(`.inbox-done button`)
	b.says("Undone.")
	b.through(`.inbox > li:first-child .inbox-text a`)
	b.click(`.item-form input[value="fixed"]`)
	b.through(`button[value="save"]`)
	b.says("Saved.")
	b.through(`.item-history button`)
	b.says("Undone.")
}

// TestTwoEditorsInTwoBrowsers: the second one is told what the first one did, and keeps what was
// typed; so does an editor whose session has ended.
func TestTwoEditorsInTwoBrowsers(t *testing.T) {
	t.Parallel()
	p := startDesk(t)
	if r := pipe(t, p.folder, deskPassword, "editor", "add", "ada"); r.exit != 0 {
		t.Fatal(r.errors)
	}
	p.comments("There are two holes.")
	one, two := newTab(t), newTab(t)
	two.tolerate("status of 409")
	two.tolerate("status of 401")
	for name, b := range map[string]*tab{"marie": one, "ada": two} {
		b.enter(p, name, deskPassword)
		b.open(p.base + "/desk/inbox")
		b.through(`.inbox-text a`)
	}
	two.write("#p-reply", "We add a picture.")
	one.write("#p-note", "looked at it")
	one.through(`button[value="accept"]`)
	one.says("Saved.")
	two.through(`button[value="save"]`)
	two.says("marie changed this comment while you were at it")
	two.says("was: New – is now: Accepted")
	if got := two.value("#p-reply"); got != "We add a picture." {
		t.Errorf("the second editor's text is %q", got)
	}
	two.through(`button[value="save"]`)
	two.says("Saved.")
	two.write("#p-note", " and said so")
	if r := pipe(t, p.folder, "another long password", "editor", "reset-password", "ada"); r.exit != 0 {
		t.Fatal(r.errors)
	}
	two.through(`button[value="save"]`)
	two.says("Your session has ended")
	if got := two.value("textarea"); !strings.Contains(got, "looked at it") || !strings.Contains(got, " and said so") {
		t.Errorf("after the session's end the note is %q", got)
	}
}
