package main_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const clearButton = `.steps-clear`

// openSmall opens a page of the small library. Tests that answer there have a program of their own.
func openSmall(t *testing.T, path string) (*program, *tab) {
	t.Helper()
	p := sharedSmall(t)
	b := newTab(t)
	b.open(p.base + path)
	return p, b
}

// before runs a script in every page that the tab opens from now on, ahead of the page's own.
func (b *tab) before(script string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) reload() {
	b.t.Helper()
	b.do(chromedp.Reload())
}

// ticked names the steps that are ticked off. The step that comes next in each list is the only one
// with buttons.
func (b *tab) ticked() []string {
	b.t.Helper()
	next := eval[[]string](b, `[...document.querySelectorAll(".steps")].map((list) => [...list.children].find((li) => !li.querySelector(".step-number input").checked)?.id).filter(Boolean)`)
	now := eval[[]string](b, `[...document.querySelectorAll(".steps > li")].filter((li) => getComputedStyle(li.querySelector(".step-tools")).display !== "none").map((li) => li.id)`)
	if !slices.Equal(next, now) {
		b.t.Errorf("%v come next, %v have buttons", next, now)
	}
	return eval[[]string](b, `[...document.querySelectorAll(".step-number input:checked")].map((box) => box.closest("li").id)`)
}

// way opens the way that a step belongs to, as the one of which the page shows the steps.
func (b *tab) way(step string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("` + step + `").closest("details").open = true`))
}

// ticks checks what is ticked off, and that the button for clearing is there when it can do
// something.
func (b *tab) ticks(want ...string) {
	b.t.Helper()
	if got := b.ticked(); !slices.Equal(got, want) {
		b.t.Errorf("%v are ticked, want %v", got, want)
	}
	if hidden := eval[bool](b, `document.querySelector("`+clearButton+`").hidden`); hidden != (len(want) == 0) {
		b.t.Errorf("with %v ticked, the button for clearing is hidden: %t", want, hidden)
	}
}

func box(step string) string { return `#` + step + ` .step-number input` }

func TestTicksStayInThisBrowser(t *testing.T) {
	t.Parallel()
	p, b := openSmall(t, everything)
	b.ticks()
	b.way("by-hand-step-1")
	b.click(box("by-hand-step-1"))
	b.way("with-the-app-step-1")
	b.click(box("with-the-app-step-2"))
	b.click(box("with-the-app-step-1"))
	b.click(box("with-the-app-step-1"))
	b.ticks("with-the-app-step-2", "by-hand-step-1")
	b.reload()
	b.ticks("with-the-app-step-2", "by-hand-step-1")
	b.open(p.base + normal)
	b.ticks()
	b.click(box("step-1"))
	b.open(p.base + everything)
	b.ticks("with-the-app-step-2", "by-hand-step-1")

	b.way("by-hand-step-1")
	b.click(clearButton)
	b.ticks()
	if got := eval[string](b, `document.activeElement.closest("li").id`); got != "by-hand-step-1" {
		t.Errorf("the button is gone and the focus is on %q", got)
	}
	b.reload()
	b.ticks()
	b.open(p.base + normal)
	b.ticks("step-1")
	if sent := b.sentPosts(); sent != 0 {
		t.Errorf("ticks were sent %d times", sent)
	}

	other := newTab(t)
	other.open(p.base + normal)
	other.ticks()
}

// TestTicksBelongToARevision changes the article: the steps may now be others.
func TestTicksBelongToARevision(t *testing.T) {
	t.Parallel()
	p, folder := startSmall(t)
	b := newTab(t)
	b.open(p.base + normal)
	b.click(box("step-3"))
	b.ticks("step-3")
	p.edit(folder+"/en/acme/reset.md", "Leave the camera plugged in.", "Unplug the camera.", normal)
	b.reload()
	b.says("Unplug the camera.")
	b.ticks()
}

func TestTicksWorkWhereNothingCanBeKept(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"no storage":    `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError") } })`,
		"full":          `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }`,
		"another's":     `Storage.prototype.getItem = () => "{not ours"`,
		"another's too": `Storage.prototype.getItem = () => '{"length": 2}'`,
	} {
		t.Run(name, func(t *testing.T) {
			p := sharedSmall(t)
			b := newTab(t)
			b.before(script)
			b.open(p.base + normal)
			b.ticks()
			b.click(box("step-2"))
			b.ticks("step-2")
			b.click(clearButton)
			b.ticks()
		})
	}
}

func TestTicksByKeysAlone(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, normal)
	b.tabTo(box("step-1"))
	b.tabTo(box("step-2"))
	b.press(" ")
	b.ticks("step-2")
	b.tabTo(box("step-4"))
	b.press(" ")
	b.ticks("step-2", "step-4")
	b.tabTo(clearButton)
	b.press(kb.Enter)
	b.ticks()
}

// TestDoneLeadsOnInItsWay presses the button of a way that is not the first one. The address ends
// with what is no text.
func TestDoneLeadsOnInItsWay(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, everything+"#%")
	b.way("by-hand-step-1")
	b.click(`#by-hand-step-1 .step-done`)
	b.ticks("by-hand-step-1")
	if !eval[bool](b, `document.activeElement.matches("details[open] .worked button")`) {
		t.Errorf("the focus is on %q", b.focused())
	}
}

// TestBoxesHaveNamesAndRoom checks what a screen reader says and what a thumb hits.
func TestBoxesHaveNamesAndRoom(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, everything)
	b.way("with-the-app-step-1")
	b.do(chromedp.EmulateViewport(320, 640))
	names := eval[[]string](b, `[...document.querySelectorAll(".step-number input")].map((box) => box.ariaLabel)`)
	if got := strings.Join(names, ", "); got != "Step 1 done, Step 2 done, Step 3 done, Step 1 done" {
		t.Errorf("the boxes are called %s", got)
	}
	small := eval[[]string](b, `[...document.querySelectorAll(".step-done, .step-number, .steps button")].filter((e) => e.checkVisibility()).filter((e) => { const r = e.getBoundingClientRect(); return r.height < 44 || r.width < 44 }).map((e) => e.outerHTML)`)
	for _, e := range small {
		t.Errorf("too small for a thumb: %s", e)
	}
}
