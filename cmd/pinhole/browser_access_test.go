package main_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axeSource is where .ci/test installs axe-core.
const axeSource = "../../.cache/axe/node_modules/axe-core/axe.min.js"

// axeRun checks the page against WCAG 2.2 AA and axe's best practices, and gives one line for each violation.
const axeRun = `axe.run(document, {
	resultTypes: ["violations"],
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
	rules: {"target-size": {enabled: true}},
}).then((found) => found.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + v.help + ": " + n.html + "\n" + n.failureSummary)))`

func axe(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile(axeSource)
	if err != nil {
		missing(t, "axe-core")
	}
	return string(source)
}

// media sets what the reader prefers. Without motion nothing is measured halfway through a change of colours.
func (b *tab) media(scheme string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// look is a way in which a page can be shown: a theme and a direction.
type look struct{ value, theme, direction string }

var looks = []look{{"light", "light", "ltr"}, {"dark", "dark", "ltr"}, {"contrast", "contrast", "ltr"}, {"rtl", "light", "rtl"}}

// look shows the open page in another way.
func (b *tab) look(l look) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`{ const root = document.documentElement; root.dataset.theme = "` + l.theme + `"; root.dir = "` + l.direction + `" }`))
}

// TestPagesAreAccessible shows each kind of page once and looks at it in all ways: colours, directions, sizes, and by keyboard.
func TestPagesAreAccessible(t *testing.T) {
	source := axe(t)
	for _, v := range views(t) {
		t.Run(v.name, func(t *testing.T) {
			b := v.show(t)
			b.media("light")
			b.walk()
			b.do(chromedp.Evaluate[chromedp.Void](source))
			for _, look := range looks {
				b.look(look)
				for _, violation := range run(b, chromedp.Evaluate[[]string](axeRun, chromedp.EvalAwaitPromise)) {
					t.Errorf("%s: %s", look.value, violation)
				}
			}
			b.narrow()
			b.look(looks[0])
			b.narrow()
			b.thumbs()
		})
	}
}

// TestEveryPageFitsASmallScreen opens every address of the sitemap: one long word in one article is enough.
func TestEveryPageFitsASmallScreen(t *testing.T) {
	p := start(t)
	b := newTab(t)
	b.withoutScripts()
	for i, path := range p.stranger().sitemap(p.localhost()) {
		if i%5 != time.Now().YearDay()%5 {
			continue // a fifth of them each day: pages of one kind differ in their words only
		}
		b.open(p.base + path)
		if b.narrow(); t.Failed() {
			t.Fatalf("on %s", path)
		}
	}
}

// narrow checks that nothing scrolls sideways on the smallest screen: what 1280 × 1024 pixels hold at 400 % zoom.
func (b *tab) narrow() {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(320, 256, chromedp.EmulateScale(4)))
	wide := eval[[]string](b, `document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
		[...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((e) => e.outerHTML.slice(0, 120))`)
	if len(wide) > 0 {
		b.t.Errorf("at 320 pixels the page scrolls sideways because of\n%s", strings.Join(wide, "\n"))
	}
}
