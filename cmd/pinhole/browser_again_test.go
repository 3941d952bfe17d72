package main_test

import (
	"net/http"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// beside opens another tab of the same browser: it shares cookies and storage with the first.
func (b *tab) beside() *tab {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	b.t.Cleanup(cancel)
	other := &tab{t: b.t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		b.t.Fatalf("open another tab: %v", err)
	}
	other.prepare()
	return other
}

func TestTwoTabsAreOneReader(t *testing.T) {
	t.Parallel()
	p, b := openArticle(t)
	other := b.beside()
	other.open(p.base + articlePath)
	b.click(yesButton)
	b.announces("Saved.")
	other.click(noButton)
	other.announces("Saved.")
	if got := p.onlyRow().Helpful; got != "no" {
		t.Errorf("%q is stored", got)
	}
}

func TestGoingBackWithoutScriptsChangesTheSameAnswer(t *testing.T) {
	t.Parallel()
	p := start(t)
	b := newTab(t)
	b.withoutScripts()
	b.open(p.base + articlePath)
	b.through(yesButton)
	b.open(p.base + articlePath) // as the back button does: the page is the same for everybody
	b.through(noButton)
	b.says("Noted. Try this next:")
	if got := p.onlyRow().Helpful; got != "no" {
		t.Errorf("%q is stored", got)
	}
}

// TestANewRevisionLeavesOldAnswersAlone changes the article between two answers of one browser.
func TestANewRevisionLeavesOldAnswersAlone(t *testing.T) {
	t.Parallel()
	folder := copyOfSmall(t)
	p := start(t, "--content="+folder)
	c := p.client()
	before := c.get(normal).is(http.StatusOK).form("/feedback")
	before.Set("step", "step-2")
	old := c.post("/feedback", before).is(http.StatusSeeOther).header.Get("Location")

	p.edit(filepath.Join(folder, "en", "acme", "reset.md"), "Leave the camera plugged in.", "Leave the cable where it is.", normal)
	now := c.get(normal).form("/feedback")
	now.Set("helpful", "yes")
	c.post("/feedback", now).is(http.StatusSeeOther)
	c.get(old).is(http.StatusOK).says("The article has changed since.", "Noted: step 2 did not work.").holds(`<option value="step-2" selected>`)

	stale := before // a page that was kept by the browser still answers for what it showed
	stale.Set("step", "step-1")
	if again := c.post("/feedback", stale).is(http.StatusSeeOther).header.Get("Location"); again != old {
		t.Errorf("a stale page leads to %s, not to %s", again, old)
	}
	rows := p.rows()
	if len(rows) != 2 || rows[0].Revision != before.Get("revision") || rows[0].Step != "step-1" || rows[1].Revision != now.Get("revision") || rows[1].Helpful != "yes" {
		t.Errorf("%+v are stored", rows)
	}
}
