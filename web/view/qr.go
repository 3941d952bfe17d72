package view

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// quietZone is the width of the border that QR code readers need, in modules (ISO/IEC 18004).
const quietZone = 4

// qrPath returns the QR code of an address as one SVG path, with a line of a module's width for
// each run of dark modules, because lines are shorter than rectangles. size includes the border.
// The path is empty if the address is too long.
func qrPath(address string) (path string, size int) {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return "", 0
	}
	var b strings.Builder
	for y := range code.Size {
		at := 0
		fmt.Fprintf(&b, "M%d %d.5", quietZone, y+quietZone)
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
	return b.String(), code.Size + 2*quietZone
}
