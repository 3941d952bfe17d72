package static

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A drawing may be composed, and its name says of what:
//
//	PLACE-reset          a file that marks the reset point of a device, such as recorder-front-reset
//	PLACE-TOOL           the same with what presses it: recorder-front-clip
//	PLACE-TOOL-ENDING    and what to do, or what happens, meanwhile: recorder-front-clip-power-in
//	DEVICE-ENDING        a device and what to do with it: wifi-camera-power-out

// part is what is added to a file.
type part struct {
	name   string
	words  string // a sentence without its full stop
	shapes string
	box    [4]float64 // of a tool: the least x and y and the greatest x and y of shapes
}

// The tools point at 0,0 and come from the right.
var tools = []*part{
	{"finger", "A finger presses it", `<path d="M52-10H17a10 10 0 0 0 0 20h35"/><path d="M48-15h32v38H56a8 8 0 0 1-8-8q0-3 3-4-5-1-5-6t5-6q-3-1-3-5z"/><path class="n" d="M51 11h13M51-1h12M26-4h-7q-4 0-6 3"/>`, [4]float64{5, -15, 80, 23}},
	{"clip", "A paper clip goes into it", `<path class="h" d="M14 0H68a12 12 0 0 1 0 24H42a7 7 0 0 1 0-14h26"/><path class="n" d="M0 0H68a12 12 0 0 1 0 24H42a7 7 0 0 1 0-14h26"/>`, [4]float64{0, 0, 80, 24}},
	{"pin", "A pin goes into it", `<path class="h" d="M14 0h56"/><path d="M0 0h60"/><circle cx="70" cy="0" r="10"/>`, [4]float64{0, -10, 80, 10}},
}

// endingWidth is what an ending adds to the width of a drawing, on the right, in CSS pixels.
const endingWidth = 120

const (
	wallPlug    = `<rect class="s" x="248" y="36" width="30" height="64" rx="8"/><path d="M304 46h14q20 0 20 22t-20 22h-14z"/><path class="n" d="M304 58h-16m16 20h-16m50-10h16`
	networkPlug = `<rect x="248" y="30" width="30" height="76" rx="8"/><path class="s" d="M278 54h-18v28h18z"/><path class="s" d="M296 48h30l10 10v20l-10 10h-30z"/><path class="n" d="M336 68h18m-58-10h10m-10 10h10m-10 10h10`
	battery     = `<rect x="246" y="18" width="48" height="92" rx="16"/><rect class="s" x="258" y="36" width="24" height="56" rx="5"/><rect class="s" x="308" y="38" width="40" height="70" rx="8"/><path class="k" d="M321 30h14v8h-14z"/><path class="n" d="M328 54v14m-7-7h14m-14 28h14`
	arrowOut    = `M284 134h40m-9-9l9 9-9 9"/>`
	arrowIn     = `M324 134h-40m9-9l-9 9 9 9"/>`
	arrowsBoth  = `M284 124h40m-9-9l9 9-9 9m9 13h-40m9-9l-9 9 9 9"/>`
)

// light returns the ending that shows the light of a file.
func light(file, words string) *part {
	return &part{name: file, words: words, shapes: `<g transform="translate(220 0)">` + files()[file].shapes + `</g>`}
}

var endings = sync.OnceValue(func() []*part {
	return []*part{
		{name: "hold", words: "A clock counts the seconds", shapes: `<circle cx="300" cy="80" r="34"/><path class="n" d="M300 56v24l15 9"/>`},
		{name: "power-out", words: "The power plug is pulled out", shapes: wallPlug + arrowOut},
		{name: "power-in", words: "The power plug goes in", shapes: wallPlug + arrowIn},
		{name: "power-replug", words: "The power plug is pulled out and plugged in again", shapes: wallPlug + arrowsBoth},
		{name: "network-out", words: "The network plug is pulled out", shapes: networkPlug + arrowOut},
		{name: "network-in", words: "The network plug goes in", shapes: networkPlug + arrowIn},
		{name: "network-replug", words: "The network plug is pulled out and plugged in again", shapes: networkPlug + arrowsBoth},
		{name: "battery-out", words: "The battery comes out", shapes: battery + arrowOut},
		{name: "battery-in", words: "The battery goes in", shapes: battery + arrowIn},
		light("led-solid", "The light stays on"),
		light("led-blinking-slow", "The light blinks slowly"),
		light("led-blinking-fast", "The light blinks fast"),
		light("led-off", "The light is off"),
	}
})

// devices are the files that show a whole device and take an ending.
var devices = []string{
	"analog-camera", "battery-camera", "box-camera", "bullet", "chime", "dome", "doorbell", "dvr-front", "dvr-rear", "hub", "nvr-front", "nvr-rear",
	"pan-tilt", "recorder-rear", "turret", "wifi-camera",
}

// formerNames leads from names that stand in older articles to those of now.
var formerNames = map[string]string{
	"back-reset": "camera-back-reset", "base-reset": "camera-base-reset", "battery-reset": "battery-camera-case-reset", "bullet-reset": "bullet-cover-reset",
	"cable-reset": "camera-cable-reset", "dome-reset": "dome-cover-reset", "microsd-reset": "camera-card-slot-reset",
	"pan-tilt-reset": "pan-tilt-under-lens-reset", "turret-reset": "turret-cover-reset", "recorder-board": "recorder-board-reset",
}

// combinations returns what a file can be composed to, without its width.
func (f *drawingFile) combinations() (list []Drawing) {
	place, marked := strings.CutSuffix(f.name, "-reset")
	switch {
	case marked:
		for _, tool := range tools {
			list = append(list, Drawing{Name: place + "-" + tool.name, base: f, tool: tool})
			for _, ending := range endings() {
				if f.takes(ending) {
					list = append(list, Drawing{Name: place + "-" + tool.name + "-" + ending.name, base: f, tool: tool, ending: ending})
				}
			}
		}
	case slices.Contains(devices, f.name):
		for _, ending := range endings() {
			if ending.name != "hold" && f.takes(ending) {
				list = append(list, Drawing{Name: f.name + "-" + ending.name, base: f, ending: ending})
			}
		}
	}
	return list
}

// takes reports whether an ending makes sense with the device of a file.
func (f *drawingFile) takes(ending *part) bool {
	is := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(f.name, name) })
	}
	switch kind, _, _ := strings.Cut(ending.name, "-"); kind {
	case "battery": // the battery-camera itself and its open case show a battery already
		return is("battery-camera-", "doorbell", "sensor") && !is("battery-camera-case", "sensor-cover")
	case "network":
		return !is("battery-camera", "chime", "sensor", "analog-camera")
	case "power":
		return !is("sensor")
	}
	return true
}

var resetPoint = regexp.MustCompile(`<circle class="d" cx="(\d+)" cy="(\d+)" r="4"/>`)

// point returns the centre of the reset point.
func (f *drawingFile) point() (x, y float64) {
	m := resetPoint.FindStringSubmatch(f.shapes)
	x, _ = strconv.ParseFloat(m[1], 64)
	y, _ = strconv.ParseFloat(m[2], 64)
	return x, y
}

// at returns the shapes of a tool that points at x, y, from the first side from which all of it is
// inside the frame: the right, else the left, from above, else from below.
func (p *part) at(x, y float64) string {
	for _, angle := range []float64{-38, 38} {
		for _, side := range []float64{1, -1} {
			if p.fits(x, y, side, angle) {
				mirror := ""
				if side < 0 {
					mirror = "scale(-1 1)"
				}
				return fmt.Sprintf(`<g transform="translate(%g %g)%srotate(%g)">%s</g>`, x, y, mirror, angle, p.shapes)
			}
		}
	}
	panic(fmt.Sprintf("static: no room for a %s at %g, %g", p.name, x, y))
}

func (p *part) fits(x, y, side, angle float64) bool {
	const edge = 2 // half of a line's width
	sin, cos := math.Sincos(angle * math.Pi / 180)
	for _, px := range []float64{p.box[0], p.box[2]} {
		for _, py := range []float64{p.box[1], p.box[3]} {
			cx, cy := x+side*(px*cos-py*sin), y+px*sin+py*cos
			if cx < edge || cx > 240-edge || cy < edge || cy > drawingHeight-edge {
				return false
			}
		}
	}
	return true
}
