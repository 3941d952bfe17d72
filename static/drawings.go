package static

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed drawings
var drawingFiles embed.FS

// drawingFile is a file of the folder drawings, taken apart. TestDrawingsAreOfOneHand says what
// they have in common.
type drawingFile struct {
	name, title, words, style, shapes string
	width                             int // in CSS pixels
}

// drawingHeight is the height of all drawings in CSS pixels.
const drawingHeight = 160

var files = sync.OnceValue(func() map[string]*drawingFile {
	entries, err := drawingFiles.ReadDir("drawings")
	must(err)
	all := map[string]*drawingFile{}
	for _, e := range entries {
		text, err := drawingFiles.ReadFile("drawings/" + e.Name())
		must(err)
		f := &drawingFile{name: strings.TrimSuffix(e.Name(), ".svg")}
		f.title, f.words, f.style = inside(text, "title"), inside(text, "desc"), inside(text, "style")
		_, f.shapes, _ = strings.Cut(string(text), "</style>\n")
		f.shapes = strings.TrimSuffix(f.shapes, "\n</svg>\n")
		_, box, _ := strings.Cut(string(text), ` viewBox="`)
		_, err = fmt.Sscanf(box, "0 0 %d 160", &f.width)
		must(err)
		all[f.name] = f
	}
	return all
})

// inside returns the text of the only element of a name.
func inside(svg []byte, element string) string {
	_, rest, _ := strings.Cut(string(svg), "<"+element+">")
	text, _, _ := strings.Cut(rest, "</"+element+">")
	return text
}

// Drawing is one of our own pictures. Articles refer to it by its path, which never changes and
// thus has no version.
type Drawing struct {
	Name          string // for example "label" or "recorder-front-clip-hold"
	Width, Height int    // in CSS pixels

	base         *drawingFile
	tool, ending *part // nil: none
}

// Path returns the address of the drawing.
func (d Drawing) Path() string { return "/drawings/" + d.Name + ".svg" }

// SVG returns the text of the drawing.
func (d Drawing) SVG() []byte {
	title, words, shapes := d.base.title, d.base.words, d.base.shapes
	for _, p := range []*part{d.tool, d.ending} {
		if p != nil {
			title += ". " + p.words
			words += " " + p.words + "."
		}
	}
	if d.tool != nil {
		shapes += d.tool.at(d.base.point())
	}
	if d.ending != nil {
		shapes += d.ending.shapes
	}
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
<title>%s</title>
<desc>%s</desc>
<style>%s</style>
%s
</svg>
`, d.Width, d.Height, title, words, d.base.style, shapes)
}

// Hash returns a hash of the drawing's text.
func (d Drawing) Hash() string {
	sum := sha256.Sum256(d.SVG())
	return hex.EncodeToString(sum[:10])
}

var drawings = sync.OnceValue(func() []Drawing {
	var list []Drawing
	for _, f := range files() {
		list = append(append(list, Drawing{Name: f.name, base: f}), f.combinations()...)
	}
	for former, name := range formerNames {
		list = append(list, Drawing{Name: former, base: files()[name]})
	}
	for i, d := range list {
		list[i].Width, list[i].Height = d.base.width, drawingHeight
		if d.ending != nil {
			list[i].Width += endingWidth
		}
	}
	slices.SortFunc(list, func(a, b Drawing) int { return cmp.Compare(a.Name, b.Name) })
	return list
})

// Drawings returns all drawings, sorted by name.
func Drawings() []Drawing { return slices.Clone(drawings()) }

// FindDrawing returns the drawing with a name.
func FindDrawing(name string) (Drawing, bool) {
	at, ok := slices.BinarySearchFunc(drawings(), name, func(d Drawing, name string) int { return cmp.Compare(d.Name, name) })
	if !ok {
		return Drawing{}, false
	}
	return drawings()[at], true
}

// DrawingStyle returns the Content-Security-Policy source of the style that all drawings share.
var DrawingStyle = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(drawings()[0].base.style))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
})
