package main_test

import (
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// shifted is how far the page's parts moved by themselves since it was opened (Cumulative Layout
// Shift, https://web.dev/cls), with what moved.
func (b *tab) shifted() (score float64, moved []string) {
	b.t.Helper()
	type shifts struct {
		Score float64
		Moved []string
	}
	got := promised[shifts](b, `new Promise((done) => {
		const moved = [];
		let Score = 0;
		const take = (entries) => {
			for (const e of entries) {
				Score += e.value;
				moved.push(...e.sources.map((s) => (s.node?.outerHTML ?? s.node?.textContent ?? "").slice(0, 100)));
			}
		};
		const observer = new PerformanceObserver((list) => take(list.getEntries()));
		observer.observe({ type: "layout-shift", buffered: true });
		requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { take(observer.takeRecords()); done({ Score, Moved: moved }); })));
	})`)
	return got.Score, got.Moved
}

// TestNothingMovesByItself opens pages on a phone and on a desk, at their top and at a step, and
// waits until all scripts are done.
func TestNothingMovesByItself(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.open(p.base + articlePath)
	b.wholeBrand() // the worker and its button have come
	for _, width := range []int64{360, 1280} {
		b.do(chromedp.EmulateViewport(width, 740))
		for _, path := range []string{"/", brandPath, articlePath, articlePath + "#step-4", otherPath, "/find", "/search?q=lorex", "/es" + articlePath} {
			b.open(p.base + "/privacy")
			b.open(p.base + path)
			b.still()
			if score, moved := b.shifted(); score > 0.001 {
				t.Errorf("%s at %d pixels moves by %.3f: %q", path, width, score, moved)
			}
		}
	}
}

// still waits until the page's scripts have done what they do by themselves.
func (b *tab) still() {
	b.t.Helper()
	eventually(b.t, "the page is whole", func() bool {
		return eval[bool](b, `document.readyState === "complete" && [...document.querySelectorAll("[data-keep]")].every((box) => box.querySelector("button"))`)
	})
	promised[bool](b, `new Promise((done) => requestIdleCallback(() => requestIdleCallback(() => done(true))))`)
}

// TestAPageIsPaintedAfterOneRequest lets nothing through but the page itself.
func TestAPageIsPaintedAfterOneRequest(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.tolerate("ERR_BLOCKED_BY_CLIENT")
	b.media("light")
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{
		{URLPattern: "*://*:*/static/*", Block: true}, {URLPattern: "*://*:*/drawings/*", Block: true}, {URLPattern: "*://*:*/manifest.webmanifest", Block: true},
	}})
	for _, path := range []string{articlePath, "/", "/find"} {
		b.open(p.base + path)
		if got := b.ground(); got != lightGround {
			t.Errorf("%s is painted on %s", path, got)
		}
		eventually(t, path+" is painted", func() bool {
			return eval[bool](b, `performance.getEntriesByName("first-contentful-paint").length === 1`)
		})
		if blocking := eval[[]string](b, `performance.getEntriesByType("resource").filter((e) => e.renderBlockingStatus === "blocking").map((e) => e.name)`); len(blocking) > 0 {
			t.Errorf("%s waits for %q", path, blocking)
		}
	}
}
