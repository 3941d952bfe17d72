package main_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/ledongthuc/pdf"
	"golang.org/x/text/unicode/norm"
)

// sheet is what comes out of a printer.
type sheet struct {
	pages int
	text  string // of all pages, single spaces, ligatures taken apart
}

func (b *tab) print(paper chromedp.PaperSize) sheet {
	b.t.Helper()
	file := run(b, chromedp.PrintToPDF(chromedp.PDFPaper(paper)))
	doc, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		b.t.Fatal(err)
	}
	var text strings.Builder
	for number := 1; number <= doc.NumPage(); number++ {
		plain, err := doc.Page(number).GetPlainText(nil)
		if err != nil {
			b.t.Fatal(err)
		}
		text.WriteString(plain + "\n")
	}
	return sheet{pages: doc.NumPage(), text: strings.Join(strings.Fields(norm.NFKC.String(text.String())), " ")}
}

// picture takes a picture of the page and cuts an element out of it.
func (b *tab) picture(selector string) image.Image {
	b.t.Helper()
	whole, err := png.Decode(bytes.NewReader(run(b, chromedp.FullScreenshot(100))))
	if err != nil {
		b.t.Fatal(err)
	}
	at := eval[[]int](b, `(() => { const r = document.querySelector("`+selector+`").getBoundingClientRect(); return [r.left + scrollX, r.top + scrollY, r.width, r.height].map(Math.round) })()`)
	cut := image.NewRGBA(image.Rect(0, 0, at[2], at[3]))
	draw.Draw(cut, cut.Bounds(), whole, image.Pt(at[0], at[1]), draw.Src)
	return cut
}

var papers = map[string]chromedp.PaperSize{"A4": chromedp.PaperA4, "Letter": chromedp.PaperLetter}

func TestANormalArticleIsPrintedOnOnePage(t *testing.T) {
	t.Parallel()
	p, b := openSmall(t, normal)
	revision := p.stranger().get(normal).form("/feedback").Get("revision")
	b.click(box("step-1"))
	b.click(`.timer button`)
	for name, paper := range papers {
		for _, scheme := range []string{"light", "dark"} {
			b.media(scheme)
			got := b.print(paper)
			if got.pages != 1 {
				t.Errorf("on %s there are %d pages", name, got.pages)
			}
			last := 0
			for _, want := range []string{
				"Test help", "Reset an Acme camera", "Hold the reset button for 15 seconds;", "Erases settings and users and passwords", "You need access to the device and a paper clip or pin. About 5 minutes.",
				"This erases the camera's settings.", "1 Leave the camera plugged in.", "2 Push a pin into the hole and hold it for 15 seconds",
				"3 Let go when the light turns solid red or blinks green", "4 Wait until the camera starts.", "Ask Acme", "+1 (800) 555-0100", "Revision " + revision, "20 January 2026", public + normal,
			} {
				at := strings.Index(got.text[last:], want)
				if at < 0 {
					t.Errorf("on %s in %s colours: %q is missing, or too early in\n%s", name, scheme, want, got.text)
					continue
				}
				last += at
			}
			for _, no := range []string{"Did it work?", "Done", "didn't work", "Start timer", "Stop", "Uncheck all steps", "Skip to", "Brands", "Privacy", "Related", "Markdown", "Edit this page"} {
				if strings.Contains(got.text, no) {
					t.Errorf("on %s paper holds %q:\n%s", name, no, got.text)
				}
			}
		}
	}
}

// TestPaperIsWhiteAndHasBoxesToTick looks at what cannot be read from the text of a PDF.
func TestPaperIsWhiteAndHasBoxesToTick(t *testing.T) {
	t.Parallel()
	p, b := openSmall(t, normal)
	b.do(chromedp.EmulateViewport(700, 990))
	for _, scheme := range []string{"light", "dark"} {
		_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := eval[string](b, `getComputedStyle(document.body).backgroundColor + getComputedStyle(document.querySelector("h1")).color`); got != "rgb(255, 255, 255)rgb(0, 0, 0)" {
			t.Errorf("in %s colours, paper and ink are %s", scheme, got)
		}
		boxes := eval[[]string](b, `[...document.querySelectorAll(".step-number")].map((e) => { const s = getComputedStyle(e, "::before"); return s.content + parseFloat(s.width) + s.borderTopStyle })`)
		if len(boxes) != 4 || !strings.HasPrefix(boxes[0], `""1`) || !strings.HasSuffix(boxes[0], "solid") {
			t.Errorf("the boxes to tick are %q", boxes)
		}
		if got := eval[[]string](b, `[...document.querySelectorAll(".cue")].map((e) => { const s = getComputedStyle(e, "::before"); return s.animationName + s.printColorAdjust })`); strings.Join(got, " ") != "noneexact noneexact" {
			t.Errorf("lights on paper are %q", got)
		}
		if got := scan(t, b.picture(".print-card svg")); got != public+normal {
			t.Errorf("a phone reads %q from paper, want the address of %s", got, p.base)
		}
	}
}

// TestLongNumbersStayWholeOnPaper prints more than nine steps.
func TestLongNumbersStayWholeOnPaper(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	b.open(p.base + otherPath)
	got := b.print(chromedp.PaperA4)
	if !strings.Contains(got.text, " 10 ") || strings.Contains(got.text, " 1 0 ") {
		t.Errorf("the tenth step is not numbered 10 in\n%s", got.text)
	}
}

// TestNothingThatReadersNeedIsMissingOnPaper prints a guide, a short procedure, one with several
// ways, and one with notes and a table.
func TestNothingThatReadersNeedIsMissingOnPaper(t *testing.T) {
	t.Parallel()
	shipped, small := shared(t), sharedSmall(t)
	b := newTab(t)
	const procedure = ".procedure, .fails, .text, .footnotes"
	for address, needed := range map[string]string{
		shipped.base + "/general/before-calling-support": "section",
		shipped.base + articlePath:                       procedure,
		shipped.base + otherPath:                         procedure,
		small.base + "/acme/contact-support":             "section",
		small.base + "/acme/everything":                  procedure,
	} {
		b.open(address)
		blocks := eval[[]string](b, `[...document.querySelectorAll(".article > :is(`+needed+`), .article .before .callout, .article .disagree")].flatMap((part) =>
			[...part.querySelectorAll("h2, h3, p, .step-body, li:not(.steps > li), td, th, pre, figcaption")].filter((e) => !e.closest(".step-tools, .timer, .steps-clear, .late, .worked, .ask")).map((e) => {
				const copy = e.cloneNode(true)
				copy.querySelectorAll(".footnote-backref, .timer, .step-tools").forEach((no) => no.remove())
				return copy.textContent
			}))`)
		if len(blocks) < 2 {
			t.Errorf("%s: only %q is asked for", address, blocks)
		}
		got := unspaced(b.print(chromedp.PaperA4).text)
		for _, block := range blocks {
			if !strings.Contains(got, unspaced(block)) {
				t.Errorf("%s: %q is not on paper", address, block)
			}
		}
	}
}

// unspaced leaves the characters of a text that are neither white space nor the signs before cues,
// ligatures taken apart.
func unspaced(text string) string {
	return strings.NewReplacer("▸", "", "♪", "").Replace(strings.Join(strings.Fields(norm.NFKC.String(text)), ""))
}

// TestShippedArticlesFitTheirPaper prints some of the articles that come with the program.
func TestShippedArticlesFitTheirPaper(t *testing.T) {
	t.Parallel()
	p := shared(t)
	b := newTab(t)
	for _, path := range []string{articlePath, "/axis/camera-factory-reset", "/lorex/contact-support"} {
		b.open(p.base + path)
		for name, paper := range papers {
			if got := b.print(paper); got.pages != 1 || !strings.Contains(got.text, "Revision") || !strings.Contains(got.text, fmt.Sprint(p.localhost(), path)) {
				t.Errorf("%s on %s: %d pages\n%s", path, name, got.pages, got.text)
			}
		}
	}
}
