package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const resumeBar = `.resume`

// resumes waits for the bar that asks whether to go on.
func (b *tab) resumes(words string) {
	b.t.Helper()
	eventually(b.t, "the page says "+words, func() bool {
		return eval[string](b, `document.querySelector("`+resumeBar+` p")?.innerText ?? ""`) == words
	})
}

// resumesNot gives the bar time to come: the module for it has been loaded, and so have all after
// it.
func (b *tab) resumesNot() {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`import(document.querySelector("script[type=module]").src.replace("main.js", "focus.js"))`, chromedp.EvalAwaitPromise))
	if eval[bool](b, `document.querySelector("`+resumeBar+`") !== null`) {
		b.t.Errorf("the page asks whether to go on: %s", b.seen())
	}
}

func (b *tab) answer(words string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`[...document.querySelectorAll("`+resumeBar+` button")].find((e) => e.innerText === %q).focus()`, words)))
	b.press(kb.Enter)
}

func TestReadersGoOnWhereTheyWere(t *testing.T) {
	t.Parallel()
	p, b := openSmall(t, normal)
	b.resumesNot()
	b.click(box("step-1"))
	b.click(box("step-2"))
	b.reload()
	b.resumes("You were at step 3.")
	b.answer("Continue")
	if got := eval[[]any](b, `(() => { const r = document.getElementById("step-3").getBoundingClientRect(); return [location.hash, document.activeElement.matches("#step-3 .step-number input"), r.top >= 0 && r.bottom <= innerHeight, document.querySelector("`+resumeBar+`") === null] })()`); fmt.Sprint(got) != "[#step-3 true true true]" {
		t.Errorf("going on: %v", got)
	}
	b.open(p.base + normal)
	b.resumes("You were at step 3.")
	b.answer("Start over")
	b.ticks()
	if got := eval[bool](b, `document.activeElement.matches("#step-1 .step-number input")`); !got {
		t.Errorf("the focus is on %q", b.focused())
	}
	b.open(p.base + normal)
	b.resumesNot()
}

func TestGoingOnOneStepAtATime(t *testing.T) {
	t.Parallel()
	p, b := openFocus(t)
	b.click(nextStep)
	b.alone("Step 2 of 4", "Push")
	b.click(allSteps)
	b.together()
	b.open(p.base + "/")
	b.open(p.base + normal)
	b.resumes("You were at step 2.")
	b.answer("Continue")
	b.alone("Step 2 of 4", "Push")
	b.click(allSteps)
	b.together()

	b.click(box("step-2"))
	b.open(p.base + normal)
	b.resumes("You were at step 3.")
	b.answer("Close")
	if got := eval[string](b, `document.activeElement.id`); got != "main" {
		t.Errorf("the focus is on %q", got)
	}
	b.ticks("step-1", "step-2")
}

// TestNobodyIsAskedInVain is for those who have done all steps, and those who follow a link to one.
func TestNobodyIsAskedInVain(t *testing.T) {
	t.Parallel()
	p, b := openSmall(t, normal)
	b.click(box("step-1"))
	b.open(p.base + normal + "#step-4")
	b.reload()
	b.resumesNot()
	for _, step := range []string{"step-2", "step-3", "step-4"} {
		b.click(box(step))
	}
	b.open(p.base + "/")
	b.open(p.base + normal)
	b.ticks("step-1", "step-2", "step-3", "step-4")
	b.resumesNot()
}

// TestProgressIsForgotten lets a month pass, and changes the article.
func TestProgressIsForgotten(t *testing.T) {
	t.Parallel()
	p, folder := startSmall(t)
	b := newTab(t)
	b.open(p.base + normal)
	b.click(box("step-1"))
	b.open(p.base + everything)
	b.way("by-hand-step-1")
	b.click(box("by-hand-step-1"))
	kept := func(want int) {
		t.Helper()
		if got := eval[int](b, `Object.keys(localStorage).filter((name) => name.startsWith("pinhole-steps:")).length`); got != want {
			t.Errorf("%d articles are kept, want %d", got, want)
		}
	}
	kept(2)
	p.edit(folder+"/en/acme/reset.md", "Leave the camera plugged in.", "Unplug the camera.", normal)
	b.open(p.base + normal)
	b.reload()
	b.says("Unplug the camera.")
	b.ticks()
	b.resumesNot()
	kept(1)

	b.click(box("step-1"))
	kept(2)
	later := func(days int) string {
		return fmt.Sprintf(`{ const now = Date.now; Date.now = () => now() + %d * 24 * 3600 * 1000; }`, days)
	}
	b.before(later(29))
	b.reload()
	b.ticks("step-1")
	kept(2)
	b.before(later(2))
	b.reload()
	b.ticks()
	kept(0)
}
