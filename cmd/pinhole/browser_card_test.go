package main_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// firstStep reports whether the first step of the procedure that the address points to is on the
// screen, or what is there instead.
const firstStep = `(() => {
	const at = location.hash ? document.getElementById(location.hash.slice(1)) : document;
	const step = (at?.closest?.(".procedure") ?? at)?.querySelector(".steps > li .step-body");
	if (!step?.checkVisibility()) return "no step at " + location.href;
	const { top } = step.getBoundingClientRect();
	return top >= 0 && top < innerHeight - 44 ? "" : "the first step is at " + Math.round(top) + " of " + innerHeight;
})()`

// TestFromTheLabelToTheFirstStepInTwoTaps types labels of many brands on the home page of a phone.
// The first tap searches, the second one on the card leads to the first step.
func TestFromTheLabelToTheFirstStepInTwoTaps(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("testdata/labels.tsv")
	if err != nil {
		t.Fatal(err)
	}
	p := shared(t)
	b := newTab(t)
	b.do(chromedp.EmulateViewport(360, 740))
	brands := map[string]bool{}
	for line := range strings.Lines(string(table)) {
		label, brand, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		brands[brand] = true
		b.open(p.base + "/")
		b.write(field, label)
		b.through(`[data-search] button[type=submit]`)
		tap := eval[string](b, `document.querySelector(".device-card .device-ways a") ? ".device-card .device-ways a" : document.querySelector(".device-card .device-first") ? ".device-card .device-first" : ""`)
		if tap == "" {
			t.Errorf("%s has no card with an article", label)
			continue
		}
		b.through(tap)
		if got := strings.TrimPrefix(b.where(), p.base); !strings.HasPrefix(got, "/"+brand+"/") {
			t.Errorf("%s leads to %s, want %s", label, got, brand)
		}
		if wrong := eval[string](b, firstStep); wrong != "" {
			t.Errorf("%s: %s", label, wrong)
		}
	}
	if len(brands) < 20 {
		t.Errorf("there are labels of %d brands", len(brands))
	}
}

func TestTheCardWorksWithoutScripts(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.withoutScripts()
	b.open(p.base + "/search?q=wansview")
	b.says("We don't cover Wansview yet")
	b.through(`.device-card .missing button`)
	b.says("Thanks. The editors can see what you were looking for.")
	b.open(p.base + "/search?q=hikvision")
	b.through(`.device-card .device-goals a`)
	if got := b.where(); !strings.HasPrefix(got, p.base+"/hikvision/") {
		t.Errorf("the brand's card leads to %s", got)
	}
}

func TestSuggestionsSayWhatALabelIs(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(shared(t).base + "/es")
	b.write(field, "rlc-81")
	eventually(t, "a label is suggested with its kind", func() bool {
		return strings.Contains(eval[string](b, `document.getElementById("suggestions")?.innerText ?? ""`), "cámara IP Reolink")
	})
}
