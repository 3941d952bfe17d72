package main_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

const themeList = `[data-theme-choice] select`

// What the page's ground looks like in each theme.
const (
	lightGround  = "rgb(251, 245, 234)"
	darkGround   = "rgb(23, 20, 17)"
	whiteGround  = "rgb(255, 255, 255)"
	blackGround  = "rgb(0, 0, 0)"
	groundAndBar = `[getComputedStyle(document.body).backgroundColor, ...[...document.querySelectorAll("meta[name=theme-color]")].map((m) => m.content)]`
)

// choose picks a theme from the list, as a reader does.
func (b *tab) choose(theme string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void]("{ const list = document.querySelector(`" + themeList + "`); list.value = '" + theme + `'; list.dispatchEvent(new Event("change", { bubbles: true })) }`))
}

func (b *tab) ground() string {
	b.t.Helper()
	return eval[string](b, `getComputedStyle(document.body).backgroundColor`)
}

// grounded waits until the page and the browser's own bars have a colour.
func (b *tab) grounded(want string) {
	b.t.Helper()
	eventually(b.t, "page and bars are "+want, func() bool {
		return slices.Equal(eval[[]string](b, groundAndBar), []string{want, want, want})
	})
}

func TestReadersChooseColours(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.media("light")
	b.open(p.base + articlePath)
	for _, c := range []struct{ theme, light, dark string }{
		{"dark", darkGround, darkGround}, {"contrast", whiteGround, blackGround}, {"light", lightGround, lightGround}, {"", lightGround, darkGround},
	} {
		b.choose(c.theme)
		b.grounded(c.light)
		b.media("dark")
		b.grounded(c.dark)
		b.open(p.base + "/privacy")
		if got := b.ground(); got != c.dark {
			t.Errorf("after %q the next page is %s, want %s", c.theme, got, c.dark)
		}
		b.media("light")
		if got := eval[string](b, `document.querySelector("`+themeList+`").value`); got != c.theme {
			t.Errorf("the next page offers %q, want %q", got, c.theme)
		}
	}
	if eval[bool](b, `localStorage.getItem("pinhole-theme") !== null`) {
		t.Error("automatic is stored, too")
	}
}

// TestTheChosenThemeIsThereAtOnce loads a page whose scripts never come: what is painted first is
// what the reader chose.
func TestTheChosenThemeIsThereAtOnce(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.media("light")
	b.open(p.base + "/")
	b.choose("dark")
	b.tolerate("ERR_BLOCKED_BY_CLIENT")
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*.js", Block: true}}})
	for _, path := range []string{articlePath, "/find"} {
		b.open(p.base + path)
		b.grounded(darkGround)
		if eval[bool](b, `document.querySelector("[data-theme-choice]").checkVisibility()`) {
			t.Error("without its script the choice can be seen")
		}
	}
}

func TestOpenTabsFollowTheChoice(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.media("light")
	b.open(p.base + "/")
	other := b.beside()
	other.media("light")
	other.open(p.base + articlePath)
	b.choose("dark")
	eventually(t, "the other tab is dark", func() bool { return other.ground() == darkGround })
	b.choose("")
	eventually(t, "the other tab is light again", func() bool { return other.ground() == lightGround })
	if got := eval[string](other, `document.querySelector("`+themeList+`").value`); got != "" {
		t.Errorf("the other tab's list says %q", got)
	}
}

// TestForcedColoursKeepWhatMatters looks at an article under a system's high-contrast mode.
func TestForcedColoursKeepWhatMatters(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, normal)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".timer button").focus({ focusVisible: true })`))
	for what, expression := range map[string]string{
		"the focus":     `(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle === "solid" && parseFloat(s.outlineWidth) >= 2 })()`,
		"a timer":       `parseFloat(getComputedStyle(document.querySelector(".timer")).borderTopWidth) >= 1`,
		"its progress":  `document.querySelector(".timer progress").getBoundingClientRect().height >= 4`,
		"a light":       `(() => { const s = getComputedStyle(document.querySelector(".cue"), "::before"); return s.forcedColorAdjust === "none" && parseFloat(s.borderTopWidth) >= 1 })()`,
		"a note's edge": `parseFloat(getComputedStyle(document.querySelector(".callout")).borderInlineStartWidth) >= 1`,
		"a button":      `parseFloat(getComputedStyle(document.querySelector(".ask button")).borderTopWidth) >= 1`,
		"a step's ring": `parseFloat(getComputedStyle(document.querySelector(".step-number span")).borderTopWidth) >= 1`,
		"system colour": `getComputedStyle(document.querySelector(".callout")).backgroundColor === getComputedStyle(document.body).backgroundColor`,
	} {
		if !eval[bool](b, expression) {
			t.Errorf("%s is lost", what)
		}
	}
	b.click(box("step-1"))
	if eval[bool](b, `getComputedStyle(document.querySelector(".step-number :checked + span")).backgroundColor === getComputedStyle(document.body).backgroundColor`) {
		t.Error("a step that is done looks like one that is not")
	}
}

// TestForcedColoursShowTheChosenReason taps a reason under a system's high-contrast mode.
func TestForcedColoursShowTheChosenReason(t *testing.T) {
	t.Parallel()
	_, b := openArticle(t)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
	b.click(noButton)
	b.announces("Saved.")
	b.click(inPlaceChip + `:nth-of-type(2)`)
	eventually(t, "the chosen reason stands out", func() bool {
		return eval[bool](b, `(() => { const chosen = document.querySelector("[aria-pressed=true]"); return Boolean(chosen) && getComputedStyle(chosen).backgroundColor !== getComputedStyle(document.body).backgroundColor; })()`)
	})
}

// TestNothingMovesWhereLessMotionIsWanted looks for animations, transitions and smooth scrolling.
func TestNothingMovesWhereLessMotionIsWanted(t *testing.T) {
	t.Parallel()
	_, b := openSmall(t, normal)
	moving := func(preference string) string {
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: preference}}})
		return strings.Join(eval[[]string](b, `[...document.getAnimations().map((a) => a.animationName ?? "transition"),
			...[...document.querySelectorAll("*")].filter((e) => getComputedStyle(e).scrollBehavior !== "auto" || parseFloat(getComputedStyle(e).transitionDuration) > 0).map((e) => e.outerHTML.slice(0, 80))]`), " ")
	}
	if got := moving("no-preference"); !strings.Contains(got, "blink") {
		t.Errorf("the blinking light does not blink: %q", got)
	}
	if got := moving("reduce"); got != "" {
		t.Errorf("these move: %s", got)
	}
}
