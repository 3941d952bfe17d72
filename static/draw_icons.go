//go:build ignore

// Draws the icons of an installed site into icons/: go generate ./static
package main

import (
	"image"
	"image/color"
	"image/png"
	"log"
	"os"
	"strconv"

	"golang.org/x/image/vector"
)

var (
	clear   = color.RGBA{}
	paper   = color.RGBA{0xfb, 0xf5, 0xea, 0xff}
	ink     = color.RGBA{0x24, 0x1d, 0x17, 0xff}
	primary = color.RGBA{0xc2, 0x41, 0x0c, 0xff}
)

func main() {
	for _, size := range []int{192, 512} {
		icon := canvas(size, clear)
		icon.disc(.47, paper)
		icon.pinhole(.45)
		icon.save("icons/pinhole-" + strconv.Itoa(size) + ".png")
	}
	for name, size := range map[string]int{"maskable-512": 512, "touch-180": 180} {
		icon := canvas(size, paper)
		icon.pinhole(.31) // systems cut off what is further than .4 from the middle
		icon.save("icons/" + name + ".png")
	}
}

type drawing struct{ *image.RGBA }

func canvas(size int, c color.Color) drawing {
	d := drawing{image.NewRGBA(image.Rect(0, 0, size, size))}
	for i := range size * size {
		d.Set(i%size, i/size, c)
	}
	return d
}

// pinhole draws the ring and the hole; radius is a part of the picture's width.
func (d drawing) pinhole(radius float32) {
	d.disc(radius, ink)
	d.disc(radius*.79, paper)
	d.disc(radius*.28, primary)
}

func (d drawing) disc(radius float32, c color.Color) {
	const k = 0.5522848 // the usual distance of control points for a quarter circle
	w := float32(d.Rect.Dx())
	m, r := w/2, radius*w
	z := vector.NewRasterizer(d.Rect.Dx(), d.Rect.Dy())
	z.MoveTo(m+r, m)
	z.CubeTo(m+r, m+k*r, m+k*r, m+r, m, m+r)
	z.CubeTo(m-k*r, m+r, m-r, m+k*r, m-r, m)
	z.CubeTo(m-r, m-k*r, m-k*r, m-r, m, m-r)
	z.CubeTo(m+k*r, m-r, m+r, m-k*r, m+r, m)
	z.ClosePath()
	z.Draw(d, d.Rect, image.NewUniform(c), image.Point{})
}

func (d drawing) save(name string) {
	f, err := os.Create(name)
	if err == nil {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, d.RGBA)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		log.Fatal(err)
	}
}
