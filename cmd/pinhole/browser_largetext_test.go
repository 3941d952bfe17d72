package main_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// largeText makes the browser's own text size, on which all sizes of a page stand, twice the usual.
func (b *tab) largeText() {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: 32, Fixed: 26}}); err != nil {
		b.t.Fatal(err)
	}
}

// narrowColumns lists texts that run over several lines in a column of less than 6 rem, although
// there is more room beside it: at worst one letter a line.
const narrowColumns = `(() => {
	const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
	const found = new Map();
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let text; (text = walker.nextNode()); ) {
		const inside = text.parentElement;
		if (!text.data.trim() || !inside.checkVisibility({ visibilityProperty: true }) || inside.closest(".hidden, .skip:not(:focus), script, style, template, table, pre, select, option")) continue;
		const range = document.createRange();
		range.selectNodeContents(text);
		if (new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size < 2) continue;
		let block = inside;
		while (getComputedStyle(block).display.startsWith("inline") && !getComputedStyle(block).display.startsWith("inline-")) block = block.parentElement;
		const style = getComputedStyle(block);
		const width = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
		if (width < 6 * rem - 1) found.set(block, Math.round(width) + " px: " + text.data.trim().slice(0, 40) + " in " + block.outerHTML.slice(0, 100));
	}
	return [...found.values()];
})()`

// ofArticles reports whether a view is an article or what follows an answer to it.
func ofArticles(view string) bool {
	for _, kind := range []string{"article", "translation", "one-step", "resume", "call", "in-place", "remembered", "thanks", "withdrawn", "privacy", "offline", "answers"} {
		if strings.HasPrefix(view, kind) {
			return true
		}
	}
	return false
}

// TestLargeTextStandsInWideColumns shows each kind of page on phones at twice the usual text size:
// nothing scrolls sideways, and in articles no text stands in a narrow column. Of other pages it
// says which columns are narrow. With PINHOLE_TEST_LONG=1 (.ci/prove page) it shows three widths,
// else the narrowest.
func TestLargeTextStandsInWideColumns(t *testing.T) {
	t.Parallel()
	widths := []int64{320}
	if long {
		widths = []int64{320, 360, 412}
	}
	for _, v := range everyday(views(t)) {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			b := v.show(t)
			b.largeText()
			for _, width := range widths {
				b.do(chromedp.EmulateViewport(width, 740))
				if list := eval[[]string](b, narrowColumns); len(list) > 0 {
					complain := t.Logf
					if ofArticles(v.name) {
						complain = t.Errorf
					}
					complain("at %d pixels these columns are narrow:\n%s", width, strings.Join(list, "\n"))
				}
				if wide := eval[int64](b, `document.documentElement.scrollWidth`); wide > width {
					t.Errorf("at %d pixels the page is %d wide", width, wide)
				}
			}
		})
	}
}

// TestOneStepShowsItsWordsInLargeText checks that the head and the buttons leave room for the step.
func TestOneStepShowsItsWordsInLargeText(t *testing.T) {
	t.Parallel()
	_, b := openFocus(t)
	b.largeText()
	for _, height := range []int64{640, 740} {
		b.do(chromedp.EmulateViewport(320, height))
		got := eval[map[string]float64](b, `(() => { const body = document.querySelector(".focus-body").getBoundingClientRect(); const words = document.querySelector(".focus .step-body").getBoundingClientRect(); return { room: body.height, top: words.top, from: body.top, to: body.bottom } })()`)
		if got["room"] < 160 || got["top"] < got["from"]-1 || got["top"] > got["to"]-80 {
			t.Errorf("at 320×%d the step has %v", height, got)
		}
	}
}
