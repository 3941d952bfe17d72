package main_test

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// view is one kind of page, and how a browser comes to it.
type view struct {
	name   string
	status int64
	open   func(*tab)
}

// long says that there is time to look at everything: .ci/prove pages.
var long = os.Getenv("PINHOLE_TEST_LONG") == "1"

// alike are views that hold nothing but other words than another view does, and so are looked at by
// .ci/prove pages alone.
var alike = []string{
	"404-model", "404-receipt", "405", "413", "415", "find-want", "find-have", "search-spanish", "search-label-spanish", "untranslated", "thanks-yes", "one-step-timer", // of pages
	"desk-inbox-filtered", "desk-inbox-nothing", "desk-fix-nothing", "desk-comment-saved", "desk-edited", // of the desk
}

// everyday returns the views that no other one stands for.
func everyday(all []view) []view {
	return slices.DeleteFunc(all, func(v view) bool { return !long && slices.Contains(alike, v.name) })
}

// views returns every kind of page that readers see.
func views(t *testing.T) []view {
	t.Helper()
	own, strict := start(t), start(t, "--feedback-limit=1")
	p := own
	if long {
		p = shared(t) // its lists are long
	}
	list := []view{
		{name: "home"}, {name: "brand"}, {name: "device"}, {name: "goal"}, {name: "model"}, {name: "article"}, {name: "article-long"}, {name: "privacy"},
	}
	for i, path := range []string{"/", brandPath, "/devices/nvr", "/goals/password-recovery", "/models/" + model(t, p), articlePath, otherPath, "/privacy"} {
		list[i].status, list[i].open = http.StatusOK, address(p.base+path)
	}
	for name, path := range map[string]string{
		"translation": spanishPath, "untranslated": "/es/arlo/hub-reset", "search-spanish": "/es/search?q=olvide+la+contrasena+lorex",
		"question": "/questions/cannot-sign-in", "question-way": questionPath,
		"coverage": "/coverage", "symptoms": "/symptoms", "search": "/search?q=lorex+password", "search-nothing": "/search?q=zxqwvk", "search-label": "/search?q=RLC-810A", "search-named": "/search?q=N841A81", "search-empty": "/search",
		"search-brand": "/search?q=hikvision", "search-not-covered": "/search?q=wansview", "search-unknown": "/search?q=QX-7788Z", "search-label-spanish": "/es/search?q=RLC-810A",
		"find": "/find", "find-brand": "/find?device=recorder", "find-want": "/find?device=recorder&brand=lorex", "find-have": "/find?device=recorder&brand=lorex&goal=get-in",
		"find-found": "/find?device=recorder&brand=lorex&goal=get-in&done=1&have=monitor",
	} {
		list = append(list, view{name, http.StatusOK, address(p.base + path)})
	}
	list = append(list, view{"offline", http.StatusOK, func(b *tab) {
		b.t.Helper()
		b.open(p.base + articlePath)
		b.wholeBrand()
		b.open(p.base + "/offline")
		b.says("Remove")
	}})
	return slices.Concat(list, handViews(p), answerViews(own), refusalViews(own, strict))
}

// handViews are what an article shows to those who stand beside their device.
func handViews(p *program) []view {
	at := func(then func(*tab)) func(*tab) {
		return func(b *tab) { b.t.Helper(); b.open(p.base + articlePath); then(b) }
	}
	alone := func(b *tab) { b.t.Helper(); b.click(oneStep); b.alone("Step 1 of 7", "") }
	return []view{
		{"one-step", http.StatusOK, at(alone)},
		{"one-step-timer", http.StatusOK, at(func(b *tab) { b.t.Helper(); alone(b); b.toTimer() })},
		{"one-step-end", http.StatusOK, at(func(b *tab) { b.t.Helper(); alone(b); b.toEnd() })},
		{"resume", http.StatusOK, at(func(b *tab) { b.t.Helper(); b.click(box("step-2")); b.reload(); b.resumes("You were at step 3.") })},
		{"call", http.StatusOK, at(func(b *tab) { b.t.Helper(); b.click(box("step-2")); b.sheet() })},
		{"phone", http.StatusOK, at(func(b *tab) { b.t.Helper(); b.do(chromedp.EmulateViewport(1280, 800)); b.click(`.phone summary`) })},
	}
}

// model returns the first model that an article names.
func model(t *testing.T, p *program) string {
	t.Helper()
	for link := range elements(p.stranger().get(otherPath).page(), "a") {
		if name, ok := strings.CutPrefix(value(link, "href"), "/models/"); ok {
			return name
		}
	}
	t.Fatalf("%s names no model", otherPath)
	return ""
}

func address(url string) func(*tab) { return func(b *tab) { b.t.Helper(); b.open(url) } }

// answerViews are the pages after an answer, and the same in place.
func answerViews(p *program) []view {
	c := p.stranger()
	withdrawn := c.receipt("no")
	c.post(withdrawn, fields("withdraw", "1")).is(http.StatusSeeOther)
	inPlace := func(button string) func(*tab) {
		return func(b *tab) {
			b.t.Helper()
			b.open(p.base + articlePath)
			b.click(button)
			b.announces("Saved.")
		}
	}
	return []view{
		{"thanks-yes", http.StatusOK, address(p.base + c.receipt("yes"))},
		{"thanks-no", http.StatusOK, address(p.base + c.receipt("no"))},
		{"thanks-comment", http.StatusOK, address(p.base + c.receipt("no", "comment", "The light stays red."))},
		{"withdrawn", http.StatusOK, address(p.base + withdrawn)},
		{"in-place-yes", http.StatusOK, inPlace(yesButton)},
		{"in-place-no", http.StatusOK, inPlace(noButton)},
		{"in-place-step", http.StatusOK, inPlace(`.now .step-failed`)},
		{"in-place-saved", http.StatusOK, func(b *tab) {
			b.t.Helper()
			inPlace(noButton)(b)
			b.click(inPlaceChip)
			b.click(details)
			b.write(comment, "The light stays red.")
			b.click(sendMore)
			b.announces("The editors read every comment.")
		}},
		{"remembered", http.StatusOK, func(b *tab) { b.t.Helper(); inPlace(noButton)(b); b.reload(); b.says("You said No on ") }},
		{"answers", http.StatusOK, func(b *tab) {
			b.t.Helper()
			inPlace(noButton)(b)
			b.open(p.base + "/answers")
			b.says("You said No on ")
		}},
	}
}

// refusalViews are what a reader sees when something is not taken.
func refusalViews(p, strict *program) []view {
	receipt := p.stranger().receipt("no")
	verdict := `const form = document.querySelector("form[data-verdict]"); `
	yes := `const yes = document.createElement("input"); yes.name = "helpful"; yes.value = "yes"; yes.type = "hidden"; form.append(yes); `
	return []view{
		{"404", http.StatusNotFound, address(p.base + "/nowhere")},
		{"404-model", http.StatusNotFound, address(p.base + "/models/none")},
		{"404-receipt", http.StatusNotFound, address(p.base + "/feedback/AAAAAAAAAAAAAAAAAAAAAA")},
		{"403", http.StatusForbidden, func(b *tab) { b.t.Helper(); b.open("about:blank"); b.submit(foreignForm(p)) }},
		{"405", http.StatusMethodNotAllowed, submitOn(p.base+articlePath, verdict+`form.action = "/privacy"; form.submit()`)},
		{"413", http.StatusRequestEntityTooLarge, submitOn(p.base+receipt, commentOf(70<<10))},
		{"415", http.StatusUnsupportedMediaType, submitOn(p.base+articlePath, verdict+`form.enctype = "multipart/form-data"; form.submit()`)},
		{"422-comment", http.StatusUnprocessableEntity, submitOn(p.base+receipt, commentOf(4001))},
		{"422-verdict", http.StatusUnprocessableEntity, submitOn(p.base+articlePath, verdict+`form.submit()`)},
		{"429", http.StatusTooManyRequests, func(b *tab) {
			b.t.Helper()
			strict.stranger().untilTooMany() // at this moment: the limit is for one minute
			submitOn(strict.base+articlePath, verdict+yes+`form.submit()`)(b)
		}},
	}
}

// foreignForm is a page of another site that posts to ours.
func foreignForm(p *program) string {
	return fmt.Sprintf(`document.body.innerHTML = '<form method="post" action="%s/feedback"><input name="article" value="%s"><input name="helpful" value="no"></form>'; document.forms[0].submit()`, p.base, articleID)
}

func commentOf(length int) string {
	return fmt.Sprintf(`const area = document.querySelector("textarea"); area.value = "x".repeat(%d); area.form.submit()`, length)
}

func submitOn(address, script string) func(*tab) {
	return func(b *tab) { b.t.Helper(); b.open(address); b.submit(script) }
}

// submit runs a script that sends a form, and waits for the page that answers.
func (b *tab) submit(script string) {
	b.t.Helper()
	b.load(chromedp.Evaluate[chromedp.Void]("{" + script + "}"))
}

// show opens a view in a new tab. What the browser says about a status that is meant to be is no
// complaint.
func (v view) show(t *testing.T) *tab {
	t.Helper()
	b := newTab(t)
	if v.status >= 400 {
		b.tolerate(fmt.Sprintf("status of %d", v.status))
	}
	v.open(b)
	if got := eval[int64](b, `performance.getEntriesByType("navigation")[0].responseStatus`); got != v.status {
		t.Fatalf("the page has status %d, want %d: %s", got, v.status, excerpt(b.seen()))
	}
	return b
}
