package main_test

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestTheRailFollowsTheReader looks at what stands beside the steps on a wide screen: the costs, the
// parts of the article with the reader's progress, and whom to ask.
func TestTheRailFollowsTheReader(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, everything)
	b.do(chromedp.EmulateViewport(1280, 400))
	rail := func() map[string]float64 {
		return eval[map[string]float64](b, `(() => { const e = document.querySelector(".rail"), r = e.getBoundingClientRect(); return { top: r.top, bottom: r.bottom, height: r.height, more: e.scrollHeight - e.clientHeight } })()`)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".ask").scrollIntoView()`))
	if r := rail(); r["height"] > 400 || r["top"] < 0 || r["bottom"] > 400 || r["more"] <= 0 {
		t.Errorf("far down the page the rail measures %v in a window of 400 pixels", r)
	}
	if got, want := eval[[]string](b, `[...document.querySelectorAll(".contents a")].map((a) => a.innerText)`), []string{"With the app", "By hand", "If it does not work", "After the reset"}; !slices.Equal(got, want) {
		t.Errorf("the contents are %q, want %q", got, want)
	}
	if got := eval[string](b, `document.querySelector(".stuck a").href`); got != "tel:+18005550100" {
		t.Errorf("who is stuck is to call %q", got)
	}

	b.way("with-the-app-step-1")
	for range 2 {
		b.click(`.steps:has(#with-the-app-step-1) .now .step-done`)
	}
	const entry = `document.querySelector('.contents li:has([href="#with-the-app"])')`
	if got := eval[string](b, entry+`.querySelector("span").innerText`); got != "Step 3 of 3" {
		t.Errorf("after two steps the contents say %q", got)
	}
	if got := eval[[]float64](b, `[`+entry+`.querySelector("progress").value, `+entry+`.querySelector("progress").max, document.querySelectorAll(".contents progress").length]`); !slices.Equal(got, []float64{2, 3, 1}) {
		t.Errorf("the bar, and how many there are: %v", got)
	}
	b.do(chromedp.EmulateViewport(360, 740))
	if eval[bool](b, `document.querySelector(".contents").checkVisibility() || document.querySelector(".stuck").checkVisibility()`) {
		t.Error("a phone shows the rail's parts")
	}
}
