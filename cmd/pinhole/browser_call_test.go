package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	callButton = `.support [data-call] button`
	callSheet  = `dialog.call[open]`
)

// openCall opens a page of the small library and the sheet for a call on it.
func openCall(t *testing.T, path string) (*program, *tab) {
	t.Helper()
	p := sharedSmall(t)
	b := newTab(t)
	b.before(clipboard)
	b.open(p.base + path)
	b.sheet()
	return p, b
}

func (b *tab) sheet() {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`{ const row = document.querySelector("details.support"); if (row) row.open = true; }`))
	b.click(callButton)
	eventually(b.t, "the sheet opens", func() bool { return eval[bool](b, `document.querySelector("`+callSheet+`") !== null`) })
}

// fill types into the field with a label.
func (b *tab) fill(label, words string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`[...document.querySelectorAll(".call label")].find((e) => e.innerText.trim() === %q).control.focus()`, label)))
	b.do(chromedp.KeyEvent(words))
}

func (b *tab) sheetButton(words string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`[...document.querySelectorAll(".call button")].find((e) => e.innerText === %q).focus()`, words)))
	b.press(kb.Enter)
}

func TestACallIsPrepared(t *testing.T) {
	t.Parallel()
	p, b := openCall(t, normal)
	b.press(kb.Escape)
	eventually(t, "the sheet closes", func() bool { return !eval[bool](b, `document.querySelector("`+callSheet+`") !== null`) })
	if got := b.focused(); got != "Prepare your call" {
		t.Errorf("the focus is on %q", got)
	}
	b.click(box("step-2"))
	b.sheet()
	labels := eval[[]string](b, `[...document.querySelectorAll(".call label")].map((e) => e.innerText.trim())`)
	if want := []string{"Model", "Serial number", "Firmware version", "Purchase date", "The serial number", "What's happening"}; !slices.Equal(labels, want) {
		t.Errorf("it asks for %q, want %q", labels, want)
	}
	b.fill("Model", "N841A81")
	b.fill("Serial number", "ND01 2345")
	b.fill("What's happening", "The light stays red.")
	b.sheetButton("Copy as text")
	eventually(t, "the sheet says so", func() bool {
		return eval[string](b, `document.querySelector(".call [role=status]").innerText`) == "Copied"
	})
	revision := p.stranger().get(normal).form("/feedback").Get("revision")
	want := "Your call to Acme\nModel: N841A81\nSerial number: ND01 2345\nWhat's happening: The light stays red.\nWhat I tried\nReset an Acme camera (" + p.base + normal + ", revision " + revision + ")\nStep 2 done: Push a pin into the hole and hold it for 15 seconds."
	if got := eval[string](b, `copied`); got != want {
		t.Errorf("this is copied:\n%s\nwant\n%s", got, want)
	}
	b.sheetButton("Close")
	b.click(box("step-2"))
	b.click(callButton)
	eventually(t, "the sheet follows the ticks", func() bool { return strings.Contains(b.seen(), "No steps are checked off.") })
	if got := eval[string](b, `document.querySelector(".call input").value`); got != "N841A81" {
		t.Errorf("what was typed is %q after closing", got)
	}
}

// TestACallSheetStaysHere looks for every way on which what is typed could leave the page.
func TestACallSheetStaysHere(t *testing.T) {
	t.Parallel()
	_, b := openCall(t, normal)
	b.fill("Serial number", "ND012345")
	b.press(kb.Enter)
	b.sheetButton("Copy as text")
	if got := eval[[]string](b, `[...document.querySelectorAll(".call :is(input, textarea)")].filter((e) => e.name || e.form || e.autocomplete !== "off").map((e) => e.outerHTML)`); len(got) != 0 {
		t.Errorf("these can be sent: %q", got)
	}
	if got := eval[string](b, `JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])`); strings.Contains(got, "ND012345") {
		t.Errorf("this is stored: %s", got)
	}
	if sent := b.sentPosts(); sent != 0 {
		t.Errorf("%d posts were sent", sent)
	}
	b.says("What you type here isn't sent or stored.")
	b.reload()
	b.sheet()
	if got := eval[string](b, `[...document.querySelectorAll(".call input")].map((e) => e.value).join("")`); got != "" {
		t.Errorf("after a reload there is still %q", got)
	}
}

func TestOnlyTheCallSheetIsPrinted(t *testing.T) {
	t.Parallel()
	p, b := openCall(t, normal)
	b.fill("Model", "N841A81")
	for name, paper := range papers {
		got := b.print(paper)
		for _, want := range []string{"Your call to Acme", "+1 (800) 555-0100", "Model N841A81", "Firmware version", "What I tried", "Reset an Acme camera", p.base + normal} {
			if !strings.Contains(got.text, want) {
				t.Errorf("on %s: %q is missing in\n%s", name, want, got.text)
			}
		}
		for _, no := range []string{"Test help", "Leave the camera", "Print", "Copy as text", "Close", "not sent"} {
			if strings.Contains(got.text, no) {
				t.Errorf("on %s: paper holds %q:\n%s", name, no, got.text)
			}
		}
		if got.pages != 1 {
			t.Errorf("on %s there are %d pages", name, got.pages)
		}
	}
	b.sheetButton("Close")
	if got := b.print(chromedp.PaperA4); !strings.Contains(got.text, "Leave the camera") || strings.Contains(got.text, "Your call") {
		t.Errorf("after closing, this is printed:\n%s", got.text)
	}
}

// TestACallIsPreparedOnABrandsPage has no article and nothing that was tried.
func TestACallIsPreparedOnABrandsPage(t *testing.T) {
	t.Parallel()
	_, b := openCall(t, "/acme")
	if got := eval[string](b, `document.querySelector(".call").innerText`); !strings.Contains(got, "Your call to Acme") || strings.Contains(got, "What I tried") {
		t.Errorf("the sheet says %q", got)
	}
}

// TestWhatToHaveReadyIsPrintedWithoutScripts is the sheet of those who have none.
func TestWhatToHaveReadyIsPrintedWithoutScripts(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	b := newTab(t)
	b.withoutScripts()
	b.open(p.base + normal)
	if got := b.print(chromedp.PaperA4); !strings.Contains(got.text, "Have ready: ") || !strings.Contains(got.text, "the serial number") {
		t.Errorf("this is printed:\n%s", got.text)
	}
	if strings.Contains(b.seen(), "Prepare your call") {
		t.Error("a button is shown that does nothing")
	}
}
