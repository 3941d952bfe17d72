package main_test

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/net/html"
)

// openGraph returns the page's properties. Each may stand there once.
func (a answer) openGraph() map[string]string {
	a.t.Helper()
	found := map[string]string{}
	for meta := range elements(first(a.page(), "head"), "meta") {
		if name := value(meta, "property"); name != "" {
			if _, twice := found[name]; twice {
				a.t.Errorf("%s: %s stands there twice", a.path, name)
			}
			found[name] = value(meta, "content")
		}
	}
	return found
}

func TestEveryPageSaysWhatItIsToOtherSites(t *testing.T) {
	t.Parallel()
	p := shared(t, "--url="+public)
	c := p.stranger()
	for path := range c.lastmods() {
		a := c.get(path).is(http.StatusOK)
		checkCanonical(a, public+path)
		og := a.openGraph()
		if og["og:title"] == "" || og["og:url"] != public+path || og["og:site_name"] != "Pinhole" || !slices.Contains([]string{"article", "website"}, og["og:type"]) {
			t.Errorf("%s: calls itself %v", path, og)
		}
		if og["og:type"] == "article" && (og["og:image"] != public+path+".png" || og["og:description"] == "" || og["og:image:alt"] != og["og:title"]) {
			t.Errorf("%s: shows %v", path, og)
		}
	}
}

func TestPicturesForOtherSites(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	seen := map[string]bool{}
	for _, path := range []string{normal, everything, marks, "/general/laws"} {
		og := c.get(path).openGraph()
		a := c.get(strings.TrimPrefix(og["og:image"], public)).is(http.StatusOK).has("Content-Type", "image/png")
		picture, err := png.Decode(strings.NewReader(a.body))
		if err != nil {
			t.Fatalf("%s: %v", a.path, err)
		}
		size := picture.Bounds().Size()
		if fmt.Sprint(size.X) != og["og:image:width"] || fmt.Sprint(size.Y) != og["og:image:height"] || size != image.Pt(1200, 630) {
			t.Errorf("%s: is %v, its page says %v", a.path, size, og)
		}
		checkDrawn(t, a.path, picture)
		if seen[a.body] {
			t.Errorf("%s: is the picture of another article", a.path)
		}
		seen[a.body] = true
	}
}

// checkDrawn checks that something dark stands where the title belongs, and nothing at the edges
// that would be cut off.
func checkDrawn(t *testing.T, path string, picture image.Image) {
	t.Helper()
	plain := image.NewRGBA(picture.Bounds())
	draw.Draw(plain, plain.Bounds(), picture, picture.Bounds().Min, draw.Src)
	dark := func(area image.Rectangle) (count int) {
		for y := area.Min.Y; y < area.Max.Y; y++ {
			for x := area.Min.X; x < area.Max.X; x++ {
				if p := plain.Pix[plain.PixOffset(x, y):]; (299*int(p[0])+587*int(p[1])+114*int(p[2]))/1000 < 96 {
					count++
				}
			}
		}
		return count
	}
	if n := dark(image.Rect(80, 220, 1120, 500)); n < 2000 {
		t.Errorf("%s: the title has %d dark points", path, n)
	}
	for _, edge := range []image.Rectangle{image.Rect(0, 0, 1200, 60), image.Rect(0, 0, 60, 630), image.Rect(1140, 0, 1200, 630), image.Rect(0, 590, 1200, 630)} {
		if n := dark(edge); n > 0 {
			t.Errorf("%s: %d dark points at the edge %v", path, n, edge)
		}
	}
}

// TestLongTitlesFitTheirPicture draws what is hardest to fit: long words, and as many characters as
// the content model allows.
func TestLongTitlesFitTheirPicture(t *testing.T) {
	t.Parallel()
	for name, title := range map[string]string{
		"one word": strings.Repeat("W", 90), "wide": strings.TrimSpace(strings.Repeat("WWWWWWWW ", 10)), "narrow": strings.Repeat("il ", 30),
	} {
		t.Run(name, func(t *testing.T) {
			folder := copyOfSmall(t)
			replaceIn(t, folder+"/en/acme/reset.md", "Reset an Acme camera", strings.TrimSpace(title))
			replaceIn(t, folder+"/brands/acme.yaml", "name: Acme", "name: "+strings.Repeat("M", 60))
			replaceIn(t, folder+"/site.yaml", "name: Test help", "name: "+strings.Repeat("M", 60))
			p := start(t, "--content="+folder)
			picture, err := png.Decode(strings.NewReader(p.stranger().get(normal + ".png").is(http.StatusOK).body))
			if err != nil {
				t.Fatal(err)
			}
			checkDrawn(t, normal, picture)
		})
	}
}

func TestTheCodeOnPaperIsTheAddress(t *testing.T) {
	t.Parallel()
	p := sharedSmall(t)
	c := p.stranger()
	for _, path := range []string{normal, everything, marks} {
		card := withClass(c.get(path).page(), "print-card")
		picture := rasterise(t, first(card, "svg"))
		if got := scan(t, picture); got != public+path {
			t.Errorf("%s: the code says %q", path, got)
		}
		if got, want := inked(picture), picture.Bounds().Inset(4*modulePixels); got != want {
			t.Errorf("%s: the code fills %v, with four white modules around it that were %v", path, got, want)
		}
		if !strings.Contains(text(card), public+path) {
			t.Errorf("%s: the card says %q", path, text(card))
		}
	}
}

// modulePixels is how wide a module of a code is in the tests' pictures.
const modulePixels = 4

// inked returns the smallest rectangle that holds all that is black.
func inked(picture image.Image) image.Rectangle {
	var all image.Rectangle
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			if picture.At(x, y) == (color.Gray{}) {
				all = all.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return all
}

// rasterise draws an SVG with one path of lines as wide as a module, "M x y.5 h run m gap 0 h run
// …" for each row, as large as its view box says.
func rasterise(t *testing.T, svg *html.Node) image.Image {
	t.Helper()
	var left, top, width, height int
	if _, err := fmt.Sscanf(value(svg, "viewBox"), "%d %d %d %d", &left, &top, &width, &height); err != nil {
		t.Fatalf("the code has no view box: %v", svg.Attr)
	}
	picture := image.NewGray(image.Rect(0, 0, width*modulePixels, height*modulePixels))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
	}
	var x, y int
	for _, move := range moves.FindAllString(value(first(svg, "path"), "d"), -1) {
		var run int
		switch move[0] {
		case 'M':
			fmt.Sscanf(move, "M%d %d.5", &x, &y)
			continue
		case 'm':
			fmt.Sscanf(move, "m%d 0", &run)
		case 'h':
			fmt.Sscanf(move, "h%d", &run)
			module := image.Rect(x-left, y-top, x-left+run, y-top+1)
			draw.Draw(picture, image.Rectangle{module.Min.Mul(modulePixels), module.Max.Mul(modulePixels)}, image.Black, image.Point{}, draw.Src)
		}
		x += run
	}
	return picture
}

var moves = regexp.MustCompile(`M\d+ \d+\.5|m\d+ 0|h\d+`)

// scan reads a QR code as a phone does.
func scan(t *testing.T, picture image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatalf("no code is found in a picture of %v: %v", picture.Bounds().Size(), err)
	}
	return result.GetText()
}
