package main_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	face       = `#step-2 .timer`
	faceButton = face + ` button`
)

// clock stands still until a test moves it with advance(milliseconds). Sound goes into a buffer
// that a test can look at, and vibrations into a list.
const clock = `{
	let now = 5000, last = 0;
	const timers = new Map();
	performance.now = () => now;
	window.setTimeout = (run, delay = 0) => (timers.set(++last, { at: now + delay, run }), last);
	window.clearTimeout = (id) => timers.delete(id);
	window.advance = (by) => {
		for (const until = now + by; ; ) {
			const [id, next] = [...timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
			if (!next || next.at > until) { now = until; return; }
			timers.delete(id);
			now = next.at;
			next.run();
		}
	};
	window.waiting = () => timers.size;
	window.felt = [];
	Object.defineProperty(navigator, "vibrate", { value: (pattern) => felt.push(pattern), configurable: true });
	window.sounds = [];
	window.tones = 0;
	window.AudioContext = class extends OfflineAudioContext {
		constructor() { super(1, 44100, 44100); sounds.push(this); }
		resume() { this.woken = true; return Promise.resolve(); }
		createOscillator() { tones++; return super.createOscillator(); }
	};
}`

// loud returns how loud each tenth of the first second is that the page would play, from 0 to 1.
const loud = `sounds[0].startRendering().then((buffer) => Array.from({ length: 10 }, (_, i) =>
	Math.max(...buffer.getChannelData(0).subarray(i * 4410, (i + 1) * 4410).map(Math.abs))))`

// openTimer opens an article with a timer of 15 seconds under the test's clock.
func openTimer(t *testing.T, path string, more ...string) *tab {
	t.Helper()
	p := sharedSmall(t)
	b := newTab(t)
	b.before(clock)
	for _, script := range more {
		b.before(script)
	}
	b.open(p.base + path)
	return b
}

func (b *tab) advance(seconds float64) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("advance(%g)", seconds*1000)))
}

// timer checks what the timer shows: the big words, the button, how much of the bar is full, and
// what a screen reader is told.
func (b *tab) timer(selector, big, button string, full float64, told string) {
	b.t.Helper()
	got := eval[struct {
		Big, Button, Told string
		Value, Max        float64
	}](b, `(() => { const box = document.querySelector("`+selector+`"); const bar = box.querySelector("progress"); return {
		Big: box.querySelector("[role=timer]").innerText, Button: box.querySelector("button").innerText, Told: box.querySelector("[role=status]").textContent,
		Value: bar.value, Max: bar.max } })()`)
	if got.Big != big || got.Button != button || got.Told != told || math.Abs(got.Value-full) > 0.001 {
		b.t.Errorf("the timer shows %q, %q, %g of %g and says %q; want %q, %q, %g, %q", got.Big, got.Button, got.Value, got.Max, got.Told, big, button, full, told)
	}
}

// held presses the timer's button and waits for the hold to begin.
func (b *tab) held(selector string) {
	b.t.Helper()
	b.click(selector + ` button`)
	b.advance(5)
}

func TestHoldTimerCountsDown(t *testing.T) {
	t.Parallel()
	b := openTimer(t, normal)
	b.timer(face, "15 s", "Start timer", 0, "")
	const ready = "Get ready: hold in 5 seconds"
	b.click(faceButton)
	b.timer(face, "Get ready … 5", "Stop", 0, ready)
	b.advance(4.9)
	b.timer(face, "Get ready … 1", "Stop", 0, ready)
	if felt, tones := eval[int](b, `felt.length`), eval[int](b, `tones`); felt != 0 || tones != 0 {
		t.Errorf("before the hold it shakes %d times and plays %d tones", felt, tones)
	}
	b.advance(0.1)
	b.timer(face, "15 s", "Stop", 0, "Hold now: 15 seconds")
	if felt, tones := eval[int](b, `felt.length`), eval[int](b, `tones`); felt != 1 || tones != 1 {
		t.Errorf("when the hold begins it shakes %d times and plays %d tones", felt, tones)
	}
	b.advance(0.5)
	b.timer(face, "15 s", "Stop", 0.5, "Hold now: 15 seconds")
	b.advance(4.5)
	b.timer(face, "10 s", "Stop", 5, "10")
	b.advance(9)
	b.timer(face, "1 s", "Stop", 14, "1")
	b.advance(0.9)
	b.timer(face, "1 s", "Stop", 14.9, "1")
	if felt := eval[int](b, `felt.length`); felt != 1 {
		t.Errorf("it shakes %d times before the end", felt)
	}
	b.advance(0.1)
	b.timer(face, "Let go", "Start again", 15, "Time is up: let go")
	if felt := eval[[][]int](b, `felt.map((pattern) => [pattern].flat())`); len(felt) != 2 || len(felt[1]) < 3 {
		t.Errorf("at the end it shakes %v", felt)
	}
	b.soundsThreeTimes()
	if left := eval[int](b, `waiting()`); left != 0 {
		t.Errorf("after the end, %d timers run", left)
	}
	if got := eval[string](b, `document.activeElement.innerText`); got != "Start again" {
		t.Errorf("the focus is on %q", got)
	}

	b.held(face)
	b.timer(face, "15 s", "Stop", 0, "Hold now: 15 seconds")
	b.advance(15)
	b.timer(face, "Let go", "Start again", 15, "Time is up: let go")
	if felt := eval[int](b, `felt.length`); felt != 4 {
		t.Errorf("after two times it has shaken %d times", felt)
	}
}

// soundsThreeTimes renders what the page plays: three tones with silence between and after them.
func (b *tab) soundsThreeTimes() {
	b.t.Helper()
	if n := eval[int](b, `sounds.filter((s) => s.woken).length`); n != 1 {
		b.t.Fatalf("%d sounds were woken by a tap", n)
	}
	levels := run(b, chromedp.Evaluate[[]float64](loud, chromedp.EvalAwaitPromise))
	for tenth, want := range []bool{true, false, true, false, false, true, false, false, false, false} {
		if (levels[tenth] > 0.1) != want {
			b.t.Errorf("tenth %d of the sound: level %.3f, want sound: %t (%.3f)", tenth, levels[tenth], want, levels)
		}
	}
}

func TestHoldTimerCanBeStopped(t *testing.T) {
	t.Parallel()
	b := openTimer(t, normal)
	b.held(face)
	b.advance(7.2)
	b.timer(face, "8 s", "Stop", 7.2, "10")
	b.click(faceButton)
	b.timer(face, "15 s", "Start timer", 0, "Timer stopped")
	b.advance(60)
	b.timer(face, "15 s", "Start timer", 0, "Timer stopped")
	if eval[int](b, `felt.length`) != 1 || eval[int](b, `waiting()`) != 0 {
		t.Error("a stopped timer comes to its end")
	}
	b.click(faceButton)
	b.advance(4)
	b.click(faceButton)
	b.timer(face, "15 s", "Start timer", 0, "Timer stopped")
	b.held(face)
	b.advance(15)
	b.timer(face, "Let go", "Start again", 15, "Time is up: let go")
}

func TestHoldTimerByKeysAlone(t *testing.T) {
	t.Parallel()
	b := openTimer(t, normal)
	b.tabTo(faceButton)
	b.press(kb.Enter)
	b.timer(face, "Get ready … 5", "Stop", 0, "Get ready: hold in 5 seconds")
	b.press(" ")
	b.timer(face, "15 s", "Start timer", 0, "Timer stopped")
	b.press(" ")
	b.advance(20)
	b.timer(face, "Let go", "Start again", 15, "Time is up: let go")
	b.press(kb.Enter)
	b.timer(face, "Get ready … 5", "Stop", 0, "Get ready: hold in 5 seconds")
}

// TestTimersOfOneStep runs two at once. The long one counts in minutes.
func TestTimersOfOneStep(t *testing.T) {
	t.Parallel()
	b := openTimer(t, everything)
	b.way("with-the-app-step-3")
	const long, short = `#with-the-app-step-3 .timer:nth-of-type(1)`, `#with-the-app-step-3 .timer:nth-of-type(2)`
	if got := eval[[]string](b, `[...document.querySelectorAll("#with-the-app-step-3 .timer")].map((box) => box.ariaLabel)`); strings.Join(got, ", ") != "Timer: Hold for 2 minutes, Timer: hold for 1 second" {
		t.Fatalf("the timers are called %q", got)
	}
	b.timer(long, "2:00", "Start timer", 0, "")
	b.held(long)
	b.advance(61)
	b.timer(long, "0:59", "Stop", 61, "60")
	b.timer(short, "1 s", "Start timer", 0, "")
	b.held(short)
	b.timer(short, "1 s", "Stop", 0, "Hold now: 1 second")
	b.advance(1)
	b.timer(short, "Let go", "Start again", 1, "Time is up: let go")
	b.timer(long, "0:53", "Stop", 67, "55")
	b.advance(53)
	b.timer(long, "Let go", "Start again", 120, "Time is up: let go")
	if n := eval[int](b, `sounds.length`); n != 1 {
		t.Errorf("one page opened %d ways to the loudspeaker; phones allow few", n)
	}
}

// TestHoldTimerNeedsNeitherSoundNorVibration takes away what a browser may lack or refuse.
func TestHoldTimerNeedsNeitherSoundNorVibration(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"neither":    `delete window.AudioContext; Object.defineProperty(navigator, "vibrate", { value: undefined })`,
		"no sound":   `window.AudioContext = class { constructor() { throw new DOMException("no loudspeaker", "NotSupportedError") } }`,
		"sound fell": `AudioContext.prototype.resume = () => Promise.reject(new DOMException("no", "NotAllowedError")); AudioContext.prototype.createOscillator = () => { throw new DOMException("closed", "InvalidStateError") }`,
	} {
		t.Run(name, func(t *testing.T) {
			b := openTimer(t, normal, script)
			b.held(face)
			b.advance(15)
			b.timer(face, "Let go", "Start again", 15, "Time is up: let go")
		})
	}
}

// motion sets whether the reader wants things on the screen to move.
func (b *tab) motion(wish string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: wish}}})
	if err != nil {
		b.t.Fatal(err)
	}
}

func TestReducedMotionIsObeyed(t *testing.T) {
	t.Parallel()
	b := openTimer(t, normal)
	const blinking = `getComputedStyle(document.querySelector(".cue-blinking"), "::before").animationName`
	const moving = `document.getAnimations().length`
	if got := eval[string](b, blinking); got == "none" || eval[int](b, moving) == 0 {
		t.Errorf("a light that blinks has the animation %q", got)
	}
	b.motion("reduce")
	if got := eval[string](b, blinking); got != "none" || eval[int](b, moving) != 0 {
		t.Errorf("with reduced motion it still has the animation %q", got)
	}
	b.held(face)
	b.advance(0.7)
	b.timer(face, "15 s", "Stop", 0, "Hold now: 15 seconds")
	b.advance(0.8)
	b.timer(face, "14 s", "Stop", 1, "Hold now: 15 seconds")
	b.advance(13.5)
	b.timer(face, "Let go", "Start again", 15, "Time is up: let go")
}

// TestTheScreenStaysOnWhileATimerRuns is for readers who see all steps at once.
func TestTheScreenStaysOnWhileATimerRuns(t *testing.T) {
	t.Parallel()
	b := openTimer(t, normal, wakeLocks)
	locks := func(want int) {
		t.Helper()
		eventually(t, fmt.Sprintf("%d locks are held", want), func() bool { return eval[int](b, `held()`) == want })
	}
	locks(0)
	b.click(faceButton)
	locks(1)
	b.do(chromedp.Evaluate[chromedp.Void](`hide()`))
	locks(0)
	b.do(chromedp.Evaluate[chromedp.Void](`unhide()`))
	locks(1)
	b.click(faceButton)
	locks(0)
	b.held(face)
	locks(1)
	b.advance(15)
	locks(0)
	b.do(chromedp.Evaluate[chromedp.Void](`hide(), unhide()`))
	locks(0)
}

// TestTimersAreEasyToHit measures them on the smallest phone.
func TestTimersAreEasyToHit(t *testing.T) {
	t.Parallel()
	b := openTimer(t, normal)
	b.do(chromedp.EmulateViewport(320, 640))
	got := eval[map[string]float64](b, `(() => { const box = document.querySelector("`+face+`"); const button = box.querySelector("button").getBoundingClientRect();
		const left = box.querySelector("[role=timer]"); return { height: button.height, width: button.width, size: parseFloat(getComputedStyle(left).fontSize),
		text: parseFloat(getComputedStyle(document.body).fontSize), bar: box.querySelector("progress").getBoundingClientRect().width } })()`)
	if got["height"] < 44 || got["width"] < 88 || got["size"] < 1.5*got["text"] || got["bar"] < 150 {
		t.Errorf("the timer measures %v", got)
	}
}
