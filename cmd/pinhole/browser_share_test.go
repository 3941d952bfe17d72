package main_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	shareButton = `.focus .share button`
	shareNews   = `.focus .share [role=status]`
)

// clipboard stands in for the system's, which tests do not read, and keeps what was copied.
const clipboard = `Object.defineProperty(navigator, "clipboard", { value: { async writeText(text) { window.copied = text; } } })`

func TestALinkToAStepIsCopied(t *testing.T) {
	t.Parallel()
	p, b := openFocus(t, clipboard)
	if got := eval[string](b, `document.querySelector("`+shareButton+`").innerText`); got != "Copy link" {
		t.Errorf("the button says %q", got)
	}
	for range 2 {
		b.click(shareButton)
		eventually(t, "the page says so", func() bool {
			return eval[string](b, `document.querySelector("`+shareNews+`").innerText`) == "Link copied"
		})
	}
	if got := eval[string](b, `copied`); got != p.base+normal+"#step-1" {
		t.Errorf("%q is copied", got)
	}
}

// TestALinkToAStepIsShown is for browsers that let no page copy.
func TestALinkToAStepIsShown(t *testing.T) {
	t.Parallel()
	p, b := openFocus(t, `Object.defineProperty(navigator, "clipboard", { value: undefined })`)
	b.click(shareButton)
	eventually(t, "the address is shown", func() bool {
		return eval[string](b, `document.querySelector("`+shareNews+`").innerText`) == p.base+normal+"#step-1"
	})
	b.narrow()
}

func TestALinkToAStepIsShared(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]string{"shared": `undefined`, "closed": `Promise.reject(new DOMException("closed", "AbortError"))`} {
		t.Run(name, func(t *testing.T) {
			p, b := openFocus(t, `navigator.share = (what) => { window.shared = what; return Promise.resolve(`+answer+`) }`)
			b.click(shareButton)
			got := eval[map[string]string](b, `shared`)
			if got["url"] != p.base+normal+"#step-1" || got["title"] != "Reset an Acme camera · Test help" {
				t.Errorf("%v is shared", got)
			}
		})
	}
}

// TestAPageGoesToThePhone reads the code from a wide screen, in the dark too, with and without
// scripts.
func TestAPageGoesToThePhone(t *testing.T) {
	t.Parallel()
	for _, scripts := range []bool{true, false} {
		p := sharedSmall(t)
		b := newTab(t)
		if !scripts {
			b.withoutScripts()
		}
		b.do(chromedp.EmulateViewport(1280, 800))
		b.open(p.base + normal)
		if scripts { // the button for keeping the brand comes late and moves what is below it
			eventually(t, "the page is whole", func() bool { return !eval[bool](b, `document.querySelector("[data-keep]").hidden`) })
		}
		const shown = `document.querySelector(".phone svg").checkVisibility({ contentVisibilityAuto: true })`
		if eval[bool](b, shown) {
			t.Error("the code is shown before it is asked for")
		}
		b.click(`.phone summary`)
		for _, scheme := range []string{"light", "dark"} {
			b.media(scheme)
			if got := scan(t, b.picture(".phone svg")); got != public+normal {
				t.Errorf("in %s colours a phone reads %q", scheme, got)
			}
		}
		b.do(chromedp.EmulateViewport(360, 640))
		if eval[bool](b, shown) || eval[bool](b, `document.querySelector(".phone").checkVisibility()`) {
			t.Error("a phone is asked to send the page to a phone")
		}
	}
}
