package main_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tabTo presses Tab until the focus is on what the selector names. Each stop on the way must be
// visible.
func (b *tab) tabTo(selector string) {
	b.t.Helper()
	for range 400 {
		b.do(chromedp.KeyEvent(kb.Tab))
		if !eval[bool](b, `(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 })()`) {
			b.t.Errorf("the focus cannot be seen on %s", eval[string](b, `document.activeElement.outerHTML`))
		}
		if eval[bool](b, `document.activeElement.matches(`+"`"+selector+"`"+`)`) {
			return
		}
	}
	b.t.Fatalf("Tab never came to %s", selector)
}

func (b *tab) press(key string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(key))
}

func TestTheKeyboardAloneIsEnough(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	b.press(kb.Tab)
	if got := b.focused(); got != "Skip to content" {
		t.Errorf("the first stop is %q", got)
	}
	b.press(kb.Enter)
	b.tabTo(yesButton)
	b.tabTo(noButton)
	b.press(kb.Enter)
	b.announces("Saved.")
	b.tabTo(comment)
	b.do(chromedp.KeyEvent("By keys alone"))
	b.tabTo(sendMore)
	b.press(kb.Enter)
	b.announces("The editors read every comment.")
	if got := p.onlyRow(); got.Helpful != "no" || got.Comment != "By keys alone" {
		t.Errorf("%+v is stored", got)
	}
	if got := b.focused(); got != "Send" {
		t.Errorf("the focus is on %q", got)
	}
}
