package reader

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"pinhole/internal/article"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// The size of the picture that other sites show beside a link, as recommended by Open Graph.
const (
	pictureWidth  = 1200
	pictureHeight = 630
	pictureMargin = 80
)

var (
	picturePaper   = color.RGBA{0xfb, 0xf5, 0xea, 0xff}
	pictureSunk    = color.RGBA{0xf3, 0xe9, 0xd9, 0xff}
	pictureInk     = color.RGBA{0x24, 0x1d, 0x17, 0xff}
	pictureSoft    = color.RGBA{0x5e, 0x53, 0x48, 0xff}
	picturePrimary = color.RGBA{0xc2, 0x41, 0x0c, 0xff}
)

// drawing limits concurrent rendering to two pictures: each takes some milliseconds of processor
// time, and anybody may request one.
var drawing = make(chan struct{}, 2)

func picture(w http.ResponseWriter, r *http.Request, site view.Site, a *article.Article) error {
	select {
	case drawing <- struct{}{}:
		defer func() { <-drawing }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	body, err := drawPicture(a.Title, a.Brand.Name, site.Library.Site.Name)
	if err != nil {
		return fmt.Errorf("draw the picture of %s: %w", a.ID, err)
	}
	w.Header().Set("Cache-Control", "public, max-age=86400")
	respond.Write(w, http.StatusOK, "image/png", body)
	return nil
}

func drawPicture(title, brand, site string) ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, pictureWidth, pictureHeight))
	draw.Draw(img, img.Bounds(), image.NewUniform(picturePaper), image.Point{}, draw.Src)
	ring(img, 130, 130, 50, 41, pictureInk)
	ring(img, 130, 130, 13, 0, picturePrimary)
	ring(img, 1180, 600, 260, 236, pictureSunk)
	ring(img, 1180, 600, 64, 0, pictureSunk)
	fonts, err := pictureFonts()
	if err != nil {
		return nil, err
	}
	bold, regular := fonts[0], fonts[1]
	if err := writeWithin(img, bold, 44, pictureInk, 205, 146, site); err != nil {
		return nil, err
	}
	lines, size, err := fit(bold, title)
	if err != nil {
		return nil, err
	}
	y := 270 + int(size)/2
	for _, line := range lines {
		if err := write(img, bold, size, pictureInk, pictureMargin, y, line); err != nil {
			return nil, err
		}
		y += int(size * 1.2)
	}
	if err := writeWithin(img, regular, 36, pictureSoft, pictureMargin, 560, brand); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = png.Encode(&b, img)
	return b.Bytes(), err
}

var pictureFonts = sync.OnceValues(func() (fonts [2]*opentype.Font, err error) {
	for i, ttf := range [][]byte{gobold.TTF, goregular.TTF} {
		if fonts[i], err = opentype.Parse(ttf); err != nil {
			return fonts, err
		}
	}
	return fonts, nil
})

func write(img *image.RGBA, f *opentype.Font, size float64, c color.Color, x, y int, text string) error {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return err
	}
	defer face.Close()
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(text)
	return nil
}

// writeWithin is write with a smaller size if the text would exceed the right margin.
func writeWithin(img *image.RGBA, f *opentype.Font, size float64, c color.Color, x, y int, text string) error {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return err
	}
	defer face.Close()
	room := float64(pictureWidth - pictureMargin - x)
	if width := float64(font.MeasureString(face, text).Ceil()); width > room {
		size *= room / width
	}
	return write(img, f, size, c, x, y, text)
}

// fit returns the largest size at which the title takes at most three lines.
func fit(f *opentype.Font, title string) (lines []string, size float64, err error) {
	for _, size = range []float64{76, 64, 54, 46} {
		face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil, 0, err
		}
		lines = wrap(face, title, pictureWidth-2*pictureMargin)
		face.Close()
		if len(lines) <= 3 {
			break
		}
	}
	return lines, size, nil
}

func wrap(face font.Face, text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range words(face, text, width) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && font.MeasureString(face, longer).Ceil() > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}

// words returns the text's words, with those wider than a line split.
func words(face font.Face, text string, width int) []string {
	var list []string
	for _, word := range strings.Fields(text) {
		start := 0
		for at, r := range word {
			if at > start && font.MeasureString(face, word[start:at]+string(r)).Ceil() > width {
				list = append(list, word[start:at])
				start = at
			}
		}
		list = append(list, word[start:])
	}
	return list
}

// ring draws a disc with a hole of the inner radius, or a full one for 0.
func ring(img *image.RGBA, x, y, outer, inner float32, c color.Color) {
	z := vector.NewRasterizer(pictureWidth, pictureHeight)
	circle(z, x, y, outer, 1)
	if inner > 0 {
		circle(z, x, y, inner, -1)
	}
	z.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}

// circle adds a circle of four cubic curves; with direction -1 it runs the other way and so cuts a
// hole.
func circle(z *vector.Rasterizer, x, y, r, direction float32) {
	const k = 0.5522848 // the usual distance of control points for a quarter circle
	t := direction
	z.MoveTo(x+r, y)
	z.CubeTo(x+r, y+t*k*r, x+k*r, y+t*r, x, y+t*r)
	z.CubeTo(x-k*r, y+t*r, x-r, y+t*k*r, x-r, y)
	z.CubeTo(x-r, y-t*k*r, x-k*r, y-t*r, x, y-t*r)
	z.CubeTo(x+k*r, y-t*r, x+r, y-t*k*r, x+r, y)
	z.ClosePath()
}
