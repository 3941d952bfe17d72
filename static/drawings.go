package static

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed drawings
var drawingFiles embed.FS

// Drawing is one of our own pictures. Articles refer to it by its path, which never changes and
// thus has no version.
type Drawing struct {
	Name          string // for example "label"
	Title         string // what it shows, in a few words
	SVG           []byte
	Hash          string // of SVG
	Width, Height int    // in CSS pixels
}

// Path returns the address of the drawing.
func (d Drawing) Path() string { return "/drawings/" + d.Name + ".svg" }

var drawings = sync.OnceValue(func() []Drawing {
	entries, err := drawingFiles.ReadDir("drawings")
	must(err)
	list := make([]Drawing, len(entries))
	for i, e := range entries {
		text, err := drawingFiles.ReadFile("drawings/" + e.Name())
		must(err)
		list[i] = readDrawing(strings.TrimSuffix(e.Name(), ".svg"), text)
	}
	slices.SortFunc(list, func(a, b Drawing) int { return cmp.Compare(a.Name, b.Name) })
	return list
})

func readDrawing(name string, text []byte) Drawing {
	var svg struct {
		Box   string `xml:"viewBox,attr"`
		Title string `xml:"title"`
	}
	must(xml.Unmarshal(text, &svg))
	sum := sha256.Sum256(text)
	d := Drawing{Name: name, Title: svg.Title, SVG: text, Hash: hex.EncodeToString(sum[:10])}
	_, err := fmt.Sscanf(svg.Box, "0 0 %d %d", &d.Width, &d.Height)
	must(err)
	return d
}

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
	_, rest, _ := strings.Cut(string(drawings()[0].SVG), "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
})
