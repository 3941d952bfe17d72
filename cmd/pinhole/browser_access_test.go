package main_test

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axeSource is where .ci/test installs axe-core.
const axeSource = "../../.cache/axe/node_modules/axe-core/axe.min.js"

// What axe looks for: WCAG 2.2 AA and its best practices; and that part of them which colours
// decide, or places.
const (
	allRules    = `runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"], rules: {"target-size": {enabled: true}}`
	colourRules = `runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }`
	placeRules  = `runOnly: { type: "rule", values: ["target-size"] }`
)

// violations checks the page and gives one line for each violation.
func (b *tab) violations(rules string) []string {
	b.t.Helper()
	return promised[[]string](b, `axe.run(document, { resultTypes: ["violations"], `+rules+` }).then((found) =>
	found.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + v.help + ": " + n.html + "\n" + n.failureSummary)))`)
}

func axe(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile(axeSource)
	if err != nil {
		missing(t, "axe-core")
	}
	return string(source)
}

// media sets what the reader prefers. Without motion nothing is measured halfway through a change
// of colours.
func (b *tab) media(scheme string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// look is a way in which a page can be shown, a theme and a direction, and the rules that may be
// broken in it alone.
type look struct{ value, theme, direction, rules string }

var looks = []look{
	{"light", "light", "ltr", allRules}, {"dark", "dark", "ltr", colourRules}, {"contrast", "contrast", "ltr", colourRules}, {"rtl", "light", "rtl", placeRules},
}

// look shows the open page in another way.
func (b *tab) look(l look) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`{ const root = document.documentElement; root.dataset.theme = "` + l.theme + `"; root.dir = "` + l.direction + `" }`))
}

// TestPagesAreAccessible shows each kind of page once and looks at it in all ways: colours,
// directions, sizes, and by keyboard.
func TestPagesAreAccessible(t *testing.T) {
	t.Parallel()
	source := axe(t)
	for _, v := range everyday(views(t)) {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			b := v.show(t)
			b.media("light")
			b.walk()
			b.do(chromedp.Evaluate[chromedp.Void](source))
			for _, look := range looks {
				b.look(look)
				rules := look.rules
				if long {
					rules = allRules
				}
				for _, violation := range b.violations(rules) {
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

// TestEveryPageFitsASmallScreen opens the pages whose words are widest: one long word in one
// article is enough. .ci/prove pages opens every address of the sitemap.
func TestEveryPageFitsASmallScreen(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.withoutScripts()
	c := p.stranger()
	paths := c.sitemap(p.localhost())
	if !long {
		paths = c.widest(paths)
	}
	for _, address := range paths {
		b.open(p.base + address)
		if b.narrow(); t.Failed() {
			t.Fatalf("on %s", address)
		}
	}
}

// widest gives, of the pages of each kind in each language, the five with the longest words.
func (c *client) widest(paths []string) []string {
	c.t.Helper()
	kinds, longest := map[string][]string{}, map[string]int{}
	for _, address := range paths {
		plain, spanish := strings.CutPrefix(address, "/es")
		kind := path.Dir(plain)
		if !slices.Contains([]string{"/", "/devices", "/goals"}, kind) {
			kind = "article"
		}
		kind = fmt.Sprint(kind, spanish)
		kinds[kind] = append(kinds[kind], address)
		for _, word := range strings.Fields(text(first(c.get(address).page(), "main"))) {
			longest[address] = max(longest[address], utf8.RuneCountInString(word))
		}
	}
	var wide []string
	for _, pages := range kinds {
		slices.SortStableFunc(pages, func(a, b string) int { return longest[b] - longest[a] })
		wide = append(wide, pages[:min(5, len(pages))]...)
	}
	return wide
}

// narrow checks that nothing scrolls sideways on the smallest screen: what 1280 × 1024 pixels hold
// at 400 % zoom.
func (b *tab) narrow() {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(320, 256, chromedp.EmulateScale(4)))
	wide := eval[[]string](b, `document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
		[...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((e) => e.outerHTML.slice(0, 120))`)
	if len(wide) > 0 {
		b.t.Errorf("at 320 pixels the page scrolls sideways because of\n%s", strings.Join(wide, "\n"))
	}
}
