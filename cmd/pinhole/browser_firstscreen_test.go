package main_test

import (
	"os"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"pinhole/internal/article"
)

// firstScreen is where the parts of an article stand, in CSS pixels from the top.
type firstScreen struct {
	Bottom float64 // of the words of the first step; with several ways, of the row of the first one
	Height float64 // of the whole page
	Gap    float64 // between the last step and the question below it; 0 with several ways
}

const measureFirstScreen = `(() => {
	const box = (e) => e.getBoundingClientRect();
	const step = document.querySelector(".article > .procedure .step-body");
	const first = step ? (step.querySelector("p") ?? step) : document.querySelector(".ways summary");
	const last = document.querySelector(".article > .procedure .steps > li:last-child");
	return {
		Bottom: box(first).bottom,
		Height: document.documentElement.scrollHeight,
		Gap: last ? box(document.querySelector(".ask")).top - box(last).bottom : 0,
	};
})()`

// TestTheFirstStepIsInTheFirstScreen measures the shipped articles that have steps on a phone and
// on a desktop: every tenth, or all of them with PINHOLE_TEST_LONG=1.
func TestTheFirstStepIsInTheFirstScreen(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.open(p.base)
	var paths []string
	for _, a := range shippedLibrary(t).Articles {
		if len(a.Steps()) > 0 && a.Language == article.English {
			paths = append(paths, a.Path())
		}
	}
	if os.Getenv("PINHOLE_TEST_LONG") != "1" {
		some := paths[:0]
		for i := 0; i < len(paths); i += 10 {
			some = append(some, paths[i])
		}
		paths = some
	}
	for _, screen := range []struct{ width, height int64 }{{360, 740}, {1280, 800}} {
		b.do(chromedp.EmulateViewport(screen.width, screen.height))
		var heights []float64
		whole := 0
		for _, path := range paths {
			b.open(p.base + path)
			m := eval[firstScreen](b, measureFirstScreen)
			heights = append(heights, m.Height)
			if m.Bottom <= float64(screen.height) {
				whole++
			} else {
				t.Logf("at %d×%d the first step of %s ends at %.0f", screen.width, screen.height, path, m.Bottom)
			}
			if m.Gap > 100 {
				t.Errorf("at %d pixels %.0f lie between the last step of %s and the question", screen.width, m.Gap, path)
			}
		}
		slices.Sort(heights)
		median := heights[len(heights)/2]
		share := 100 * float64(whole) / float64(len(paths))
		t.Logf("%d×%d: the first step is whole in the first screen of %.1f %% of %d articles; half of the pages are at most %.0f pixels high", screen.width, screen.height, share, len(paths), median)
		if share < 95 {
			t.Errorf("at %d pixels only %.1f %% of the first steps are in the first screen", screen.width, share)
		}
		if screen.width == 360 && median > 2200 {
			t.Errorf("half of the pages are higher than %.0f pixels on a phone", median)
		}
	}
}
