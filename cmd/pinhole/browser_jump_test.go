package main_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPhonesCanJumpToTheSteps checks that the link is there where the steps are not, and that it
// needs no script.
func TestPhonesCanJumpToTheSteps(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.withoutScripts()
	b.do(chromedp.EmulateViewport(360, 740))
	for _, path := range []string{articlePath, otherPath} {
		b.open(p.base + path)
		target := `document.querySelector(document.querySelector(".to-steps a").hash)`
		if top := eval[float64](b, target+`.getBoundingClientRect().top`); top < 740 {
			t.Errorf("on %s the steps begin at %.0f: no link is needed", path, top)
		}
		if at := eval[float64](b, `document.querySelector(".to-steps a").getBoundingClientRect().bottom`); at > 740 {
			t.Errorf("on %s the link ends at %.0f, below the first screen", path, at)
		}
		b.click(".to-steps a")
		if top := eval[float64](b, target+`.getBoundingClientRect().top`); top < 0 || top > 100 {
			t.Errorf("on %s the link leads to %.0f", path, top)
		}
	}
	b.do(chromedp.EmulateViewport(1280, 800))
	if eval[bool](b, `document.querySelector(".to-steps").checkVisibility()`) {
		t.Error("wide screens show the link, too")
	}
}
