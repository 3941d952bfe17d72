package static_test

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pinhole/static"
)

const largestDrawing = 2500

var (
	update = flag.Bool("update", false, "write the golden files")
	sheet  = flag.String("sheet", "", "write a page with all drawings to this file")
)

// frame is what all drawings have in common, so that they look as if one hand had made them.
var frame = regexp.MustCompile(`(?s)^<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 (240|160|360) 160" role="img" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
<title>([^<]+)</title>
<desc>([^<]+\.)</desc>
<style>([^<]+)</style>
(.+)
</svg>
$`)

// allowed are the elements and attributes that a drawing may be made of: nothing that runs, loads
// or moves.
var allowed = map[string][]string{
	"circle": {"class", "cx", "cy", "r"}, "ellipse": {"class", "cx", "cy", "rx", "ry"}, "path": {"class", "d"},
	"rect": {"class", "x", "y", "width", "height", "rx"}, "text": {"x", "y"},
	"g": {"class", "transform", "stroke", "font-family", "font-size", "font-weight"},
}

func TestDrawingsAreOfOneHand(t *testing.T) {
	t.Parallel()
	list := static.Drawings()
	if len(list) < 1000 {
		t.Fatalf("%d drawings", len(list))
	}
	style := frame.FindSubmatch(list[0].SVG())
	for i, d := range list {
		svg := d.SVG()
		parts := frame.FindSubmatch(svg)
		switch {
		case i > 0 && list[i-1].Name == d.Name:
			t.Errorf("two drawings are called %s", d.Name)
		case parts == nil:
			t.Errorf("%s is not framed like the others:\n%s", d.Name, svg)
			continue
		case len(svg) > largestDrawing:
			t.Errorf("%s has %d bytes", d.Name, len(svg))
		case strconv.Itoa(d.Width) != string(parts[1]) || d.Height != 160:
			t.Errorf("%s is said to have %d by %d", d.Name, d.Width, d.Height)
		case !bytes.Equal(parts[4], style[4]):
			t.Errorf("%s has a style of its own: %s", d.Name, parts[4])
		}
		onlyLines(t, d.Name, parts[5])
	}
}

// Files are served as they are; what is composed adds to a file and takes nothing away.
func TestFilesAreServedAsTheyAre(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("drawings/*.svg")
	if err != nil || len(names) < 80 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, ok := static.FindDrawing(strings.TrimSuffix(filepath.Base(name), ".svg"))
		if !ok || !bytes.Equal(d.SVG(), text) {
			t.Errorf("%s is not served as it is: found %t", name, ok)
		}
	}
}

func TestComposedDrawings(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	for _, name := range []string{
		"camera-base-clip", "camera-cable-clip", "dome-cover-finger", "recorder-front-pin-hold", "doorbell-side-finger", "bullet-back-pin-network-replug", "pan-tilt-under-lens-finger-led-blinking-fast",
		"wifi-camera-power-out", "doorbell-back-finger-battery-in",
	} {
		d, ok := static.FindDrawing(name)
		if !ok {
			t.Errorf("there is no %s", name)
			continue
		}
		fmt.Fprintf(&b, "%s: %d by %d\n%s\n", d.Path(), d.Width, d.Height, d.SVG())
	}
	b.WriteString("All names:\n")
	for _, d := range static.Drawings() {
		fmt.Fprintln(&b, d.Name)
	}
	const file = "testdata/drawings.golden"
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("the drawings differ from %s; look at all with -sheet=FILE, then run with -update. Got\n%s", file, b.Bytes())
	}
}

// Only what makes sense has a name.
func TestSomeCombinationsDoNotExist(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"camera-base-reset-hold", "label-finger", "bullet-hold", "bullet-back-finger-battery-out", "battery-camera-back-clip-network-out", "phone-app-power-out",
		"base-clip", "recorder-front-clip-power-in-hold", "bullet-back-clip-",
	} {
		if _, ok := static.FindDrawing(name); ok {
			t.Errorf("there is a drawing %s", name)
		}
	}
}

// The sheet is for the eye: all drawings on one page, for light and dark.
func TestSheetOfDrawings(t *testing.T) {
	if *sheet == "" {
		t.Skip("without -sheet=FILE")
	}
	var b bytes.Buffer
	b.WriteString(`<!doctype html><meta name="color-scheme" content="light dark"><style>body{font:11px system-ui}div{display:inline-block;margin:3px;inline-size:196px}img{background:light-dark(#ece8dc,#0e1417);block-size:80px;padding:6px}</style>`)
	for _, d := range static.Drawings() {
		fmt.Fprintf(&b, "<div><img alt=\"\" src=\"data:image/svg+xml;base64,%s\"><br>%s</div>\n", base64.StdEncoding.EncodeToString(d.SVG()), d.Name)
	}
	if err := os.WriteFile(*sheet, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// onlyLines reads the shapes of a drawing.
func onlyLines(t *testing.T, name string, shapes []byte) {
	t.Helper()
	reader := xml.NewDecoder(io.MultiReader(strings.NewReader("<g>"), bytes.NewReader(shapes), strings.NewReader("</g>")))
	for {
		token, err := reader.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s is not well-formed: %v", name, err)
			return
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attributes, ok := allowed[element.Name.Local]
		if !ok {
			t.Errorf("%s has a <%s>", name, element.Name.Local)
		}
		for _, a := range element.Attr {
			if !slices.Contains(attributes, a.Name.Local) || strings.Contains(a.Value, ":") {
				t.Errorf("%s has <%s %s=%q>", name, element.Name.Local, a.Name.Local, a.Value)
			}
		}
	}
}

// Colours alone tell nobody anything: a drawing marks the reset point by its shape too, and all in
// the same way.
func TestResetPointsAreMarkedInOneWay(t *testing.T) {
	point := regexp.MustCompile(`<circle class="d" cx="(\d+)" cy="(\d+)" r="4"/><circle class="a" cx="(\d+)" cy="(\d+)" r="(10|11|18)"/>`)
	for _, d := range static.Drawings() {
		at := point.FindSubmatch(d.SVG())
		marked := at != nil && bytes.Equal(at[1], at[3]) && bytes.Equal(at[2], at[4])
		if strings.HasSuffix(d.Name, "-reset") && !marked {
			t.Errorf("%s marks no reset point", d.Name)
		}
		if bytes.Contains(d.SVG(), []byte(`class="d"`)) && !marked {
			t.Errorf("%s marks a reset point in a way of its own", d.Name)
		}
	}
}

func TestFindDrawing(t *testing.T) {
	for _, d := range static.Drawings() {
		if found, ok := static.FindDrawing(d.Name); !ok || found.Hash() != d.Hash() || found.Path() != "/drawings/"+d.Name+".svg" {
			t.Errorf("%s is not found: %q", d.Name, found.Path())
		}
	}
	for _, name := range []string{"", "label.svg", "../label", "zzz", "Label"} {
		if d, ok := static.FindDrawing(name); ok {
			t.Errorf("%q is found as %s", name, d.Name)
		}
	}
}
