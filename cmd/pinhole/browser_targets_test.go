package main_test

import (
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// smallTargets lists what is hard to hit with a thumb: all that can be tapped and is less than 44
// pixels high or wide. Links inside sentences may be as small as their words. A box with a label is
// as big as the label, a link over a whole card as the card.
const smallTargets = `(() => {
	const words = (e) => e.textContent.replace(/[\s\d.,:;·/]+/g, "");
	const inSentence = (e) => {
		if (e.localName !== "a" || !getComputedStyle(e).display.startsWith("inline")) return false;
		const whole = e.closest("p, li, dd, dt, td, blockquote, figcaption");
		if (!whole) return false;
		const links = [...whole.querySelectorAll("a")];
		return words(whole).length > links.reduce((sum, a) => sum + words(a).length, 0);
	};
	const area = (e) => e.labels?.[0]?.contains(e) ? e.labels[0] : getComputedStyle(e, "::after").position === "absolute" ? e.closest(".card") : e;
	return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((e) => {
		if (!e.checkVisibility({ visibilityProperty: true }) || e.closest(".hidden, .skip") || inSentence(e)) return false;
		const { width, height } = area(e).getBoundingClientRect();
		return width > 0 && (width < 43.9 || height < 43.9);
	}).map((e) => Math.round(e.getBoundingClientRect().width) + "×" + Math.round(e.getBoundingClientRect().height) + " " + e.outerHTML.slice(0, 140));
})()`

// thumbs checks that everything that can be tapped on a phone is big enough.
func (b *tab) thumbs() {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(360, 740))
	if small := eval[[]string](b, smallTargets); len(small) > 0 {
		b.t.Errorf("at 360 pixels these are hard to hit:\n%s", strings.Join(small, "\n"))
	}
}

// atStop looks at what has the focus: its place in the page, and what is wrong with it.
const atStop = `((e) => {
	if (e === document.body) return { place: -1, wrong: "" };
	const s = getComputedStyle(e), r = e.getBoundingClientRect(), seen = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
	const inside = r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth;
	const wrong = !seen ? "has no ring" : !inside ? "is not on the screen" : e.closest("[hidden], [aria-hidden=true]") ? "is hidden" : "";
	return { place: [...document.querySelectorAll("*")].indexOf(e), wrong: wrong && wrong + ": " + e.outerHTML.slice(0, 140) };
})(document.activeElement)`

// mostStops bounds a walk: what comes later on the longest pages is more of the same list.
const mostStops = 120

// walk goes through the page by Tab: each stop can be seen, they come in the order of the page, and
// the last one lets go.
func (b *tab) walk() {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`{ document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0) }`))
	last := -1
	for range mostStops {
		b.do(chromedp.KeyEvent(kb.Tab))
		stop := eval[struct {
			Place int
			Wrong string
		}](b, atStop)
		if stop.Wrong != "" {
			b.t.Errorf("a stop of Tab %s", stop.Wrong)
		}
		if stop.Place < 0 || last >= 0 && stop.Place == 0 {
			return
		}
		if stop.Place <= last {
			b.t.Errorf("Tab goes back to %s", eval[string](b, `document.activeElement.outerHTML.slice(0, 140)`))
			return
		}
		last = stop.Place
	}
}
