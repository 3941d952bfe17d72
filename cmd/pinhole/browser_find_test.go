package main_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const field = `input[name=q]`

func TestSuggestionsAreAListThatKeysWalk(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.open(p.base + "/")
	b.write(field, "lor")
	eventually(t, "suggestions come", func() bool { return eval[int](b, `document.querySelectorAll("[role=option]").length`) > 1 })
	if got := eval[string](b, `document.querySelector("`+field+`").getAttribute("aria-expanded")`); got != "true" {
		t.Errorf("aria-expanded is %q", got)
	}
	b.do(chromedp.SendKeys(chromedp.CSS(field), kb.ArrowDown))
	active := eval[string](b, `document.getElementById(document.querySelector("`+field+`").getAttribute("aria-activedescendant")).innerText`)
	if !strings.HasPrefix(active, "Lorex") || eval[int](b, `document.querySelectorAll("[aria-selected=true]").length`) != 1 {
		t.Errorf("%q is chosen", active)
	}
	b.do(chromedp.Evaluate[chromedp.Void](axe(t)))
	for _, violation := range b.violations(allRules) {
		t.Errorf("with the list open: %s", violation)
	}
	b.do(chromedp.SendKeys(chromedp.CSS(field), kb.Escape))
	if !eval[bool](b, `document.getElementById("suggestions").hidden`) || b.value(field) != "lor" {
		t.Error("Escape does not close the list, or takes the text")
	}
	b.do(chromedp.SendKeys(chromedp.CSS(field), kb.ArrowDown+kb.ArrowDown))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.SendKeys(chromedp.CSS(field), kb.Enter)); err != nil {
		t.Fatal(err)
	}
	if got := b.where(); !strings.HasPrefix(got, p.base+"/lorex") {
		t.Errorf("Enter leads to %s", got)
	}
}

func TestTheFinderWorksWithoutScripts(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.withoutScripts()
	b.open(p.base + "/")
	b.through(`a[href="/find"]`)
	b.click(`.tiles [value=recorder]`)
	b.click(`[name=touch][value=yes]`)
	b.through(`.finder button`)
	b.click(`fieldset:first-of-type [name=brand][value=lorex]`)
	b.through(`.finder button`)
	b.click(`[name=goal][value=get-in]`)
	b.through(`.finder button`)
	b.says("What can work for you")
	found := b.where() // every state is an address
	b.open(p.base + "/")
	b.open(found)
	b.through(`.found a[href="/lorex/recorder-password"]`)
	if got := b.where(); got != p.base+"/lorex/recorder-password" {
		t.Errorf("the finder leads to %s", got)
	}
}

func TestTheFinderWorksByKeysAlone(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.open(p.base + "/")
	b.tabTo(`main a[href="/find"]`)
	b.press(kb.Enter)
	for _, stop := range []struct{ says, selector string }{
		{"What does it look like?", `[name=device]`}, {"What name is on it?", `[name=brand]`}, {"What do you want to do?", `[name=goal]`},
	} {
		b.says(stop.says)
		b.tabTo(stop.selector)
		b.press(" ")
		b.tabTo(`.finder button`)
		b.press(kb.Enter)
	}
	eventually(t, "the keys lead to an answer", func() bool {
		return strings.Contains(b.where(), "device=ip-camera") && strings.Contains(b.where(), "goal=get-in")
	})
}

func TestAFieldFiltersLongLists(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	const shown = `[...document.querySelectorAll("[data-item]")].filter((e) => e.checkVisibility()).map((e) => e.innerText.trim())`
	b.open(p.base + "/goals/factory-reset")
	b.write("#p-filter", "reolink")
	eventually(t, "one brand is left, open", func() bool { return eval[bool](b, `document.querySelectorAll(".folded [open]").length === 1`) })
	if left := eval[[]string](b, shown); len(left) != 1 || !strings.HasPrefix(left[0], "Reolink") {
		t.Errorf("the filter leaves %q", left)
	}
	b.write("#p-filter", " qqq")
	b.says("Nothing matches. Try fewer letters.")
	b.open(p.base + "/symptoms")
	if closed := eval[[]string](b, shown); len(closed) != 0 {
		t.Errorf("%d symptoms are open at first", len(closed))
	}
	b.write("#p-filter", "RED light")
	eventually(t, "its groups are open", func() bool { return len(eval[[]string](b, shown)) > 1 })
	for _, symptom := range eval[[]string](b, shown) {
		if words := strings.ToLower(symptom); !strings.Contains(words, "red") || !strings.Contains(words, "light") {
			t.Errorf("the filter leaves %q", symptom)
		}
	}
}
