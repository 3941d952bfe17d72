package view

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// quiet is the white border that readers of QR codes need, in modules (ISO/IEC 18004).
const quiet = 4

// qrPath draws an address as one SVG path, each dark run of modules a line as wide as a module, so that a phone can take the
// page from paper. Lines are shorter to write than rectangles: the path is a tenth of a small page. size counts the border, too.
// The path is empty when the address is too long for a QR code.
func qrPath(address string) (path string, size int) {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return "", 0
	}
	var b strings.Builder
	for y := range code.Size {
		at := 0
		fmt.Fprintf(&b, "M%d %d.5", quiet, y+quiet)
		for x := 0; x < code.Size; {
			run := 0
			for x+run < code.Size && code.Black(x+run, y) {
				run++
			}
			if run > 0 {
				if x > at {
					fmt.Fprintf(&b, "m%d 0", x-at)
				}
				fmt.Fprintf(&b, "h%d", run)
				at = x + run
			}
			x += max(1, run)
		}
	}
	return b.String(), code.Size + 2*quiet
}
