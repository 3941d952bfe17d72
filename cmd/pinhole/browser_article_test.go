package main_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// parts are what an article's page holds, in the order in which readers meet them.
var parts = []string{
	"nav.up", "h1", ".lead", ".costs", ".proof", ".before", ".ways", ".ask", ".fails", ".after", ".support", ".sources", ".related",
}

// besideSteps are the parts that stand beside the steps on a wide screen.
var besideSteps = []string{".costs", ".proof", ".before"}

// TestTheOrderOfAnArticle measures where the parts stand, on a phone and on a wide screen.
func TestTheOrderOfAnArticle(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, everything)
	for _, width := range []int64{320, 1280} {
		b.do(chromedp.EmulateViewport(width, 800))
		last := -1.0
		for _, part := range parts {
			if width == 1280 && slices.Contains(besideSteps, part) {
				continue
			}
			at := eval[[]float64](b, `[...document.querySelectorAll("main `+part+`")].map((e) => e.getBoundingClientRect().top + scrollY)`)
			if len(at) == 0 || at[0] <= last {
				t.Errorf("at %d pixels %s stands at %v, after %g", width, part, at, last)
				continue
			}
			last = at[0]
		}
	}
	if got := eval[[]string](b, `[...document.querySelectorAll(".ways > details")].map((e) => e.querySelector("h2").id + e.querySelector("summary").innerText)`); !slices.Equal(got, []string{"with-the-appWith the app", "by-handBy hand\nUse both hands."}) {
		t.Errorf("the ways are %q", got)
	}
}

// TestTheAnswerComesFirst checks that a phone shows what the reader came for without scrolling.
func TestTheAnswerComesFirst(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, normal)
	b.do(chromedp.EmulateViewport(360, 640))
	for _, part := range []string{"h1", ".lead"} {
		if bottom := eval[float64](b, `document.querySelector("`+part+`").getBoundingClientRect().bottom`); bottom > 640 {
			t.Errorf("%s ends at %g pixels", part, bottom)
		}
	}
}

// TestCuesAreDotsAndWords checks that no light is told by its colour alone.
func TestCuesAreDotsAndWords(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, normal)
	got := eval[[]struct{ Words, Colour, Width string }](b, `[...document.querySelectorAll(".cue")].map((e) => { const s = getComputedStyle(e, "::before"); return { Words: e.innerText, Colour: s.backgroundColor, Width: s.width } })`)
	if len(got) != 2 || got[0].Words != "solid red" || got[1].Words != "blinks green" || got[0].Colour == got[1].Colour || got[0].Width == "auto" {
		t.Errorf("the cues are %+v", got)
	}
}

func TestWithoutScriptsAnArticleIsAllText(t *testing.T) {
	t.Parallel()
	for _, path := range []string{normal, everything} {
		p := sharedSmall(t)
		with, without := newTab(t), newTab(t)
		with.open(p.base + path)
		without.withoutScripts()
		without.open(p.base + path)
		for _, tab := range []*tab{with, without} {
			tab.do(chromedp.Evaluate[chromedp.Void](`for (const e of document.querySelectorAll("details")) { e.removeAttribute("name"); e.open = true; }`))
		}
		for _, added := range []string{".timer", ".step-done", clearButton} {
			if n := eval[int](without, `document.querySelectorAll("`+added+`").length`); n != 0 {
				t.Errorf("%s: without scripts there are %d %s", path, n, added)
			}
			if n := eval[int](with, `document.querySelectorAll("`+added+`").length`); n == 0 {
				t.Errorf("%s: with scripts there is no %s", path, added)
			}
		}
		// What scripts do not add must be read without them, word for word.
		with.do(chromedp.Evaluate[chromedp.Void](`for (const e of document.querySelectorAll(".timer, .step-tools, .late, .keep-brand, [data-theme-choice], ` + clearButton + `, .ask")) e.remove()`))
		without.do(chromedp.Evaluate[chromedp.Void](`for (const e of document.querySelectorAll(".ask, .step-tools")) e.remove()`))
		if got, want := strings.Fields(without.seen()), strings.Fields(with.seen()); !slices.Equal(got, want) {
			t.Errorf("%s: without scripts the page says\n%s\nwith them\n%s", path, got, want)
		}
		hidden := eval[[]string](without, `[...document.querySelectorAll("main *:not([hidden], [hidden] *, details:not([open]) > :not(summary), details:not([open]) > :not(summary) *, .contents, .contents *, .stuck, .stuck *, .print-card, .print-card *, .ask *)")].filter((e) => e.innerText?.trim() && !e.checkVisibility({ opacityProperty: true, visibilityProperty: true })).map((e) => e.outerHTML)`)
		for _, e := range hidden {
			t.Errorf("%s: without scripts this cannot be seen: %s", path, e)
		}
		for _, words := range []string{"hold it for 15 seconds", "Hold for 2 minutes, then hold for 1 second."} {
			if (path == normal) == strings.HasPrefix(words, "hold it") && !strings.Contains(without.seen(), words) {
				t.Errorf("%s: does not say %q", path, words)
			}
		}
	}
}

// TestRightToLeftTextRunsFromTheRight puts Hebrew words into an English page.
func TestRightToLeftTextRunsFromTheRight(t *testing.T) {
	t.Parallel()
	folder := copyOfSmall(t)
	file := folder + "/en/acme/reset.md"
	replaceIn(t, file, "## Steps", "## Steps: עם האפליקציה")
	replaceIn(t, file, "[step 2](#step-2)", "[step 2](#עם-האפליקציה-step-2)")
	replaceIn(t, file, "Leave the camera plugged in.", "פתחו את היישום Acme.")
	p := start(t, "--content="+folder)
	b := newTab(t)
	b.before(clock)
	b.open(p.base + normal)
	for selector, want := range map[string]string{"h1": "ltr", ".procedure": "rtl", ".steps > li:nth-child(1) .step-body": "rtl", ".steps > li:nth-child(2) .step-body": "ltr", ".fails": "ltr", ".timer-left": "ltr"} {
		if got := eval[string](b, `getComputedStyle(document.querySelector("`+selector+`")).direction`); got != want {
			t.Errorf("%s runs %s, want %s", selector, got, want)
		}
	}
	if !eval[bool](b, `document.querySelector(".step-number").getBoundingClientRect().left > document.querySelector(".step-body").getBoundingClientRect().right - 1`) {
		t.Error("the step's number is not on the right of its words")
	}
}

// TestPlacesInAnArticleCanBeLinked opens the address of a step.
func TestPlacesInAnArticleCanBeLinked(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, everything)
	b.do(chromedp.EmulateViewport(360, 640))
	b.open(b.where() + "#by-hand-step-1")
	got := eval[[]bool](b, `(() => { const r = document.querySelector(":target").getBoundingClientRect(); return [r.top >= 0, r.top < innerHeight] })()`)
	if !got[0] || !got[1] {
		t.Errorf("the step is not to be seen: %v", got)
	}
}
