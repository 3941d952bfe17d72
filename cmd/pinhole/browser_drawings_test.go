package main_test

import (
	"image"
	"image/color"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// showLabel puts a drawing into a page whose reader has chosen a theme.
const showLabel = `(async () => {
	document.body.innerHTML = '<p>Words</p><img id="drawing" src="/drawings/label.svg" alt="A label" width="240" height="160" decoding="sync">';
	document.documentElement.style.colorScheme = SCHEME;
	await document.getElementById("drawing").decode();
	return true;
})()`

func (b *tab) showLabel(chosen string) image.Image {
	b.t.Helper()
	run(b, chromedp.Evaluate[bool]("const SCHEME = '"+chosen+"'; "+showLabel, chromedp.EvalAwaitPromise))
	return b.picture("#drawing")
}

// tones returns the greys of the label's face and of its edge.
func tones(picture image.Image) (face, edge uint8) {
	grey := func(x, y int) uint8 { return color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y }
	return grey(32, 75), grey(24, 75)
}

// A picture cannot see the page's styles. It sees the color-scheme of the element that shows it,
// and so follows the theme that a reader has chosen, whatever the device prefers.
func TestDrawingsFollowTheThemeOfThePage(t *testing.T) {
	t.Parallel()
	p := shared(t)
	for _, preferred := range []string{"light", "dark"} {
		for _, chosen := range []string{"light", "dark", "light dark"} {
			b := newTab(t)
			b.media(preferred)
			b.open(p.base + "/privacy")
			face, edge := tones(b.showLabel(chosen))
			dark := chosen == "dark" || chosen == "light dark" && preferred == "dark"
			if !dark && (face < 250 || edge > 50) || dark && (face > 50 || edge < 220) {
				t.Errorf("%s preferred, %s chosen: the face has %d, the edge %d", preferred, chosen, face, edge)
			}
		}
	}
}

func TestDrawingsArePrintedInBlack(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(shared(t).base + "/privacy")
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	picture := b.showLabel("dark")
	if face, edge := tones(picture); face < 250 || edge > 20 {
		t.Errorf("the face has %d, the edge %d", face, edge)
	}
	for _, x := range []int{118, 150} { // the frame around the model is orange on the screen
		if r, g, blue, _ := picture.At(x, 32).RGBA(); r != g || g != blue {
			t.Errorf("there is colour at %d: %v", x, picture.At(x, 32))
		}
	}
}

// A drawing that is opened by itself is under its own security policy, which must let its style
// through.
func TestADrawingByItselfHasItsColours(t *testing.T) {
	t.Parallel()
	p := shared(t)
	for scheme, want := range map[string]string{"light": "rgb(255, 255, 255) rgb(26, 34, 38)", "dark": "rgb(26, 34, 39) rgb(233, 237, 238)"} {
		b := newTab(t)
		b.media(scheme)
		b.open(p.base + "/drawings/label.svg")
		if got := eval[string](b, `(s => s.fill + " " + s.stroke)(getComputedStyle(document.documentElement))`); got != want {
			t.Errorf("%s: the colours are %s, want %s", scheme, got, want)
		}
	}
}
