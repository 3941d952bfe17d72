package static_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pinhole/static"
)

const largestDrawing = 2500

// frame is what all drawings have in common, so that they look as if one hand had made them.
var frame = regexp.MustCompile(`(?s)^<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 (240|160) 160" role="img" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
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
	list := static.Drawings()
	if len(list) < 30 {
		t.Fatalf("%d drawings", len(list))
	}
	style := frame.FindSubmatch(list[0].SVG)
	for _, d := range list {
		parts := frame.FindSubmatch(d.SVG)
		switch {
		case parts == nil:
			t.Errorf("%s is not framed like the others:\n%s", d.Name, d.SVG)
			continue
		case len(d.SVG) > largestDrawing:
			t.Errorf("%s has %d bytes", d.Name, len(d.SVG))
		case d.Title != string(parts[2]) || d.Height != 160 || d.Width != 240 && d.Width != 160:
			t.Errorf("%s is read as %q, %d by %d", d.Name, d.Title, d.Width, d.Height)
		case !bytes.Equal(parts[4], style[4]):
			t.Errorf("%s has a style of its own: %s", d.Name, parts[4])
		}
		onlyLines(t, d.Name, parts[5])
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
		at := point.FindSubmatch(d.SVG)
		marked := at != nil && bytes.Equal(at[1], at[3]) && bytes.Equal(at[2], at[4])
		if strings.HasSuffix(d.Name, "-reset") && !marked {
			t.Errorf("%s marks no reset point", d.Name)
		}
		if bytes.Contains(d.SVG, []byte(`class="d"`)) && !marked {
			t.Errorf("%s marks a reset point in a way of its own", d.Name)
		}
	}
}

func TestFindDrawing(t *testing.T) {
	for _, d := range static.Drawings() {
		if found, ok := static.FindDrawing(d.Name); !ok || found.Hash != d.Hash || found.Path() != "/drawings/"+d.Name+".svg" {
			t.Errorf("%s is not found: %q", d.Name, found.Path())
		}
	}
	for _, name := range []string{"", "label.svg", "../label", "zzz", "Label"} {
		if d, ok := static.FindDrawing(name); ok {
			t.Errorf("%q is found as %s", name, d.Name)
		}
	}
}
