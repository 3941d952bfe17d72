package main_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestScreenshots writes pictures of every kind of page into the folder that
// PINHOLE_TEST_SCREENSHOTS names: three widths in light and dark, a phone in high contrast and from
// right to left, and paper. article-top is the picture in README.md.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("PINHOLE_TEST_SCREENSHOTS")
	if folder == "" {
		t.Skip("pictures are taken by .ci/test --screenshots")
	}
	save := func(name string, picture []byte) {
		if err := os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range views(t) {
		t.Run(v.name, func(t *testing.T) {
			b := v.show(t)
			b.media("light")
			for _, width := range []int64{1280, 768, 360} {
				b.do(chromedp.EmulateViewport(width, 800))
				for _, look := range looks {
					if width == 360 || look.value == "light" || look.value == "dark" {
						b.look(look)
						save(v.name+"-"+strconv.FormatInt(width, 10)+"-"+look.value, b.screen())
					}
				}
				b.look(looks[0])
			}
			if v.name == "article" {
				b.do(chromedp.EmulateViewport(360, 1500))
				save("article-top", run(b, chromedp.CaptureScreenshot()))
			}
			b.do(chromedp.EmulateViewport(700, 990))
			call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
			save(v.name+"-print", run(b, chromedp.FullScreenshot(100)))
		})
	}
}

// screen is the whole page, or what is over it: pictures of whole pages leave out what stays on the
// screen.
func (b *tab) screen() []byte {
	b.t.Helper()
	if eval[bool](b, `Boolean(document.querySelector("dialog[open], .resume"))`) {
		return run(b, chromedp.CaptureScreenshot())
	}
	return run(b, chromedp.FullScreenshot(100))
}
