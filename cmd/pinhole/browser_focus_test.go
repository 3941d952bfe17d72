package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	oneStep   = `.procedure [data-one-step] button`
	focusMode = `dialog.focus[open]`
	nextStep  = focusMode + ` footer button:last-child`
	lastStep  = focusMode + ` footer button:first-child`
	allSteps  = focusMode + ` header button`
)

// wakeLocks stands in for a screen that can be kept on. held says how many locks there are; hide
// and unhide do to the page what another tab in front of it does.
const wakeLocks = `{
	const locks = new Set();
	Object.defineProperty(navigator, "wakeLock", { value: { async request() {
		const lock = { release: async () => locks.delete(lock) };
		locks.add(lock);
		return lock;
	} } });
	window.held = () => locks.size;
	const turn = (hidden) => {
		Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
		document.dispatchEvent(new Event("visibilitychange"));
	};
	window.hide = () => { locks.clear(); turn(true); };
	window.unhide = () => turn(false);
}`

// openFocus opens the small library's reset and shows one step at a time.
func openFocus(t *testing.T, scripts ...string) (*program, *tab) {
	t.Helper()
	p := sharedSmall(t)
	return p, p.openFocus(scripts...)
}

// openFocus is openFocus in a program that may be answered.
func (p *program) openFocus(scripts ...string) *tab {
	p.t.Helper()
	b := newTab(p.t.(*testing.T))
	for _, s := range scripts {
		b.before(s)
	}
	b.do(chromedp.EmulateViewport(360, 640))
	b.open(p.base + normal)
	b.click(oneStep)
	b.alone("Step 1 of 4", "Leave the camera plugged in.")
	return b
}

// alone waits for one step alone on the screen, and checks that its title has the focus and the
// page behind is out of reach.
func (b *tab) alone(title, words string) {
	b.t.Helper()
	eventually(b.t, "the screen shows "+title, func() bool {
		return eval[bool](b, fmt.Sprintf(`document.querySelector("%s")?.innerText.includes(%q) ?? false`, focusMode, title))
	})
	if got := eval[string](b, `document.querySelector(".focus-body").innerText`); !strings.Contains(got, words) {
		b.t.Errorf("%s: shows %q, want %q", title, got, words)
	}
	if got := b.focused(); got != title {
		b.t.Errorf("%s: the focus is on %q", title, got)
	}
}

// together waits for the page with all steps.
func (b *tab) together() {
	b.t.Helper()
	eventually(b.t, "all steps are shown", func() bool { return eval[bool](b, `!document.querySelector("dialog.focus")`) })
	if got := eval[[]int](b, `[...document.querySelectorAll(".steps > li")].map((li) => li.querySelectorAll(":scope > :not(.follow-up)").length)`); slices.ContainsFunc(got, func(n int) bool { return n != 3 }) {
		b.t.Errorf("the steps hold %v parts", got)
	}
}

func TestOneStepAtATime(t *testing.T) {
	t.Parallel()
	_, b := openFocus(t)
	if got := eval[[]bool](b, `[document.querySelector("`+lastStep+`").disabled, document.querySelector("dialog.focus").matches(":modal")]`); !got[0] || !got[1] {
		t.Errorf("on the first step, back is off and the rest inert: %v", got)
	}
	b.click(nextStep)
	b.alone("Step 2 of 4", "Push a pin into the hole")
	b.click(nextStep)
	b.click(lastStep)
	b.alone("Step 2 of 4", "Push a pin into the hole")
	if got := eval[string](b, `location.hash`); got != "#step-2" {
		t.Errorf("the address ends with %q", got)
	}
	b.click(allSteps)
	b.together()
	b.ticks("step-1", "step-2")
	eventually(t, "the address is the page's own again", func() bool { return eval[string](b, `location.hash`) == "" })
	got := eval[[]bool](b, `(() => { const r = document.getElementById("step-2").getBoundingClientRect(); return [document.activeElement.matches("#step-2 .step-number input"), r.bottom > 0 && r.top < innerHeight] })()`)
	if !got[0] || !got[1] {
		t.Errorf("the focus is on the step, and it is on the screen: %v", got)
	}
	b.click(oneStep)
	b.alone("Step 3 of 4", "Let go")
	if sent := b.sentPosts(); sent != 0 {
		t.Errorf("%d posts were sent", sent)
	}
}

func TestOneStepAtATimeByKeysAlone(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	b := newTab(t)
	b.open(p.base + normal)
	b.tabTo(oneStep)
	b.press(kb.Enter)
	b.alone("Step 1 of 4", "Leave")
	b.press(kb.ArrowRight)
	b.alone("Step 2 of 4", "Push")
	b.press(" ")
	b.alone("Step 3 of 4", "Let go")
	b.press(kb.ArrowLeft)
	b.alone("Step 2 of 4", "Push")
	b.press(kb.ArrowLeft)
	b.press(kb.ArrowLeft)
	b.alone("Step 1 of 4", "Leave")
	b.tabTo(nextStep)
	b.press(kb.Enter) // ticks
	b.alone("Step 2 of 4", "Push")
	b.press(kb.Escape)
	b.together()
	b.ticks("step-1")
	if !eval[bool](b, `document.activeElement.matches("#step-2 .step-number input")`) {
		t.Errorf("the focus is on %q", b.focused())
	}
}

// toTimer goes on to the first step with a timer, toEnd to the screen after the last.
func (b *tab) toTimer() {
	b.t.Helper()
	eventually(b.t, "a step has a timer", func() bool {
		return eval[bool](b, `document.querySelector(".focus .timer") !== null || (document.querySelector("`+nextStep+`").click(), false)`)
	})
}

func (b *tab) toEnd() {
	b.t.Helper()
	eventually(b.t, "the steps end", func() bool {
		return eval[bool](b, `document.querySelector("`+nextStep+`").hidden || (document.querySelector("`+nextStep+`").click(), false)`)
	})
}

// TestTheWayBackLeavesOneStepAtATime uses the browser's own buttons.
func TestTheWayBackLeavesOneStepAtATime(t *testing.T) {
	t.Parallel()
	p, b := openFocus(t)
	b.click(nextStep)
	b.alone("Step 2 of 4", "Push")
	b.do(chromedp.NavigateBack())
	b.together()
	if got := b.where(); got != p.base+normal {
		t.Errorf("back leads to %s", got)
	}
	b.do(chromedp.NavigateForward())
	b.alone("Step 2 of 4", "Push")
	b.reload()
	b.alone("Step 2 of 4", "Push")
	b.click(allSteps)
	b.together()
}

// swipe draws a finger over the screen.
func (b *tab) swipe(fromX, fromY, toX, toY float64) {
	b.t.Helper()
	for _, s := range []struct {
		kind input.DispatchTouchEventType
		at   []*input.TouchPoint
	}{{input.DispatchTouchEventTypeTouchStart, []*input.TouchPoint{{X: fromX, Y: fromY}}}, {input.DispatchTouchEventTypeTouchMove, []*input.TouchPoint{{X: toX, Y: toY}}}, {input.DispatchTouchEventTypeTouchEnd, []*input.TouchPoint{}}} {
		call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: s.kind, TouchPoints: s.at})
	}
}

func TestSwipingTurnsSteps(t *testing.T) {
	t.Parallel()
	_, b := openFocus(t)
	call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	b.swipe(300, 300, 100, 320)
	b.alone("Step 2 of 4", "Push")
	b.swipe(200, 200, 190, 400) // scrolls
	b.swipe(200, 300, 160, 300) // too short
	b.alone("Step 2 of 4", "Push")
	b.swipe(60, 300, 260, 280)
	b.alone("Step 1 of 4", "Leave")
	b.swipe(60, 300, 260, 280)
	b.alone("Step 1 of 4", "Leave")
	b.do(chromedp.Evaluate[chromedp.Void](`document.documentElement.dir = "rtl"`))
	b.swipe(60, 300, 260, 280)
	b.alone("Step 2 of 4", "Push")
}

func TestATimerRunsOnInsideAndOutside(t *testing.T) {
	t.Parallel()
	_, b := openFocus(t, clock)
	b.click(nextStep)
	b.alone("Step 2 of 4", "Push")
	b.held(`.focus .timer`)
	b.advance(5)
	b.timer(`.focus .timer`, "10 s", "Stop", 5, "10")
	b.click(nextStep)
	b.alone("Step 3 of 4", "Let go")
	b.click(lastStep)
	b.timer(`.focus .timer`, "10 s", "Stop", 5, "10")
	b.click(allSteps)
	b.together()
	b.advance(10)
	b.timer(face, "Let go", "Start again", 15, "Time is up: let go")
}

func TestTheScreenStaysOn(t *testing.T) {
	t.Parallel()
	_, b := openFocus(t, wakeLocks)
	held := func(want int) {
		t.Helper()
		eventually(t, fmt.Sprintf("%d locks are held", want), func() bool { return eval[int](b, `held()`) == want })
	}
	held(1)
	b.click(nextStep)
	b.alone("Step 2 of 4", "Push")
	held(1)
	b.do(chromedp.Evaluate[chromedp.Void](`hide()`))
	held(0)
	b.do(chromedp.Evaluate[chromedp.Void](`unhide()`))
	held(1)
	b.click(allSteps)
	b.together()
	held(0)
	b.do(chromedp.Evaluate[chromedp.Void](`hide(), unhide()`))
	held(0)
}

// TestAStepThatFailedIsSaidFromItsScreen answers with the page's own form.
func TestAStepThatFailedIsSaidFromItsScreen(t *testing.T) {
	t.Parallel()
	p, _ := startSmall(t)
	b := p.openFocus()
	b.click(nextStep)
	b.alone("Step 2 of 4", "Push")
	b.click(`.focus .step-failed`)
	b.together()
	b.announces("Saved.")
	if got := b.focused(); got != "Noted: step 2 did not work." {
		t.Errorf("the focus is on %q", got)
	}
	if !eval[bool](b, `Boolean(document.querySelector("#step-2 > .follow-up"))`) {
		t.Error("the card does not stand at its step")
	}
	if got := p.onlyRow(); got.Step != "step-2" || got.Helpful != "no" {
		t.Errorf("%+v is stored", got)
	}
}

func TestTheLastScreenAsksWhetherItHelped(t *testing.T) {
	t.Parallel()
	p, _ := startSmall(t)
	b := p.openFocus()
	for range 4 {
		b.click(nextStep)
	}
	b.alone("That was the last step", "Did it work?")
	b.press(kb.ArrowRight)
	b.press(kb.ArrowLeft)
	b.alone("Step 4 of 4", "Wait until the camera starts.")
	b.press(kb.ArrowRight)
	b.alone("That was the last step", "Did it work?")
	b.click(`.focus button[value=yes]`)
	b.together()
	b.announces("Saved.")
	if got := p.onlyRow(); got.Helpful != "yes" {
		t.Errorf("%+v is stored", got)
	}
	b.click(oneStep)
	b.alone("Step 1 of 4", "Leave")
	for range 4 {
		b.click(nextStep)
	}
	b.alone("That was the last step", "")
	if got := eval[string](b, `document.querySelector(".focus-body").innerText`); got != "" {
		t.Errorf("after the answer, it asks again: %q", got)
	}
}

// TestTheLastScreenLeadsToTheStars is for publishers who ask for one to five.
func TestTheLastScreenLeadsToTheStars(t *testing.T) {
	t.Parallel()
	p := start(t, "--content="+copyOfSmall(t), "--rating=stars")
	b := newTab(t)
	b.open(p.base + normal)
	b.click(oneStep)
	b.alone("Step 1 of 4", "Leave")
	for range 4 {
		b.click(nextStep)
	}
	b.click(`.focus a.button`)
	b.together()
	if got := eval[[]any](b, `(() => { const r = document.getElementById("p-feedback").getBoundingClientRect(); return [location.hash, r.top < innerHeight] })()`); got[0] != "#p-feedback" || got[1] != true {
		t.Errorf("it leads to %v", got)
	}
}

// TestLinksInOneStep follows one to a step of the same way and one to elsewhere.
func TestLinksInOneStep(t *testing.T) {
	t.Parallel()
	folder := copyOfSmall(t)
	replaceIn(t, folder+"/en/acme/reset.md", "Leave the camera plugged in.", "Leave it plugged in, or go to [step 3](#step-3) or [the end](#after-the-reset).")
	p := start(t, "--content="+folder)
	b := newTab(t)
	b.open(p.base + normal)
	b.click(oneStep)
	b.alone("Step 1 of 4", "Leave it")
	b.click(`.focus a[href="#step-3"]`)
	b.alone("Step 3 of 4", "Let go")
	b.press(kb.ArrowLeft)
	b.press(kb.ArrowLeft)
	b.alone("Step 1 of 4", "Leave it")
	b.click(`.focus a[href="#after-the-reset"]`)
	b.together()
	if !eval[bool](b, `document.getElementById("after-the-reset").getBoundingClientRect().top < innerHeight`) {
		t.Error("the place that the link names is not on the screen")
	}
}

func TestOneStepFitsEveryScreen(t *testing.T) {
	t.Parallel()
	_, b := openFocus(t)
	b.click(nextStep)
	b.alone("Step 2 of 4", "Push")
	for _, size := range [][2]int64{{320, 256}, {320, 640}, {640, 320}, {1280, 800}} {
		b.do(chromedp.EmulateViewport(size[0], size[1]))
		out := eval[[]string](b, `[...document.querySelectorAll(".focus, .focus *")].filter((e) => { const r = e.getBoundingClientRect(); return r.width > 1 && (r.left < -1 || r.right > innerWidth + 1) }).map((e) => e.outerHTML.slice(0, 100))`)
		for _, e := range out {
			t.Errorf("at %v this stands out: %s", size, e)
		}
		small := eval[[]string](b, `[...document.querySelectorAll(".focus button")].filter((e) => e.checkVisibility()).filter((e) => { const r = e.getBoundingClientRect(); return r.height < 44 || r.width < 44 }).map((e) => e.outerHTML)`)
		for _, e := range small {
			t.Errorf("at %v this is too small for a thumb: %s", size, e)
		}
		if !eval[bool](b, `(() => { const r = document.querySelector("`+nextStep+`").getBoundingClientRect(); return r.bottom <= innerHeight && r.top > innerHeight / 2 })()`) {
			t.Errorf("at %v the way on is not at the lower edge", size)
		}
	}
}

func TestOneStepMovesOnlyForThoseWhoLikeIt(t *testing.T) {
	t.Parallel()
	_, b := openFocus(t)
	const moving = `getComputedStyle(document.querySelector(".focus .step-body")).animationName`
	if got := eval[string](b, moving); got == "none" {
		t.Error("nothing moves")
	}
	b.motion("reduce")
	if got := eval[string](b, moving); got != "none" {
		t.Errorf("with reduced motion there is the animation %q", got)
	}
}

// TestOneStepWithoutScripts finds no button that does nothing, and no room for one.
func TestOneStepWithoutScripts(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	b := newTab(t)
	b.withoutScripts()
	b.open(p.base + normal)
	if got := eval[[]float64](b, `[...document.querySelectorAll(".late")].map((e) => e.getBoundingClientRect().height + e.children.length)`); len(got) == 0 || slices.Max(got) != 0 {
		t.Errorf("room for buttons: %v", got)
	}
}
