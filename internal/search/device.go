package search

import (
	"slices"
	"strings"
	"unicode"

	"pinhole/internal/article"
)

// Device is what a text says about the device in the reader's hand.
type Device struct {
	Label   string              // the number as the reader typed it, tidied: "RLC-810A"; empty: no number, only a brand
	Brand   *article.Brand      // nil: not covered
	Other   *article.OtherBrand // set when Brand is nil and the name is known
	Also    []*article.Brand    // others that put the same label on their devices, where the text names no brand
	Devices []article.Device    // kinds; empty: not known
	Family  *article.Family     // nil when only articles name the model, or nothing is known but the brand
	Named   []*article.Article  // articles that name this model, best first
	Fitting []*article.Article  // further articles of the brand that fit the kind: what the words ask first, then the least destructive
	Near    bool                // the label was read with a slip corrected: O for 0, one character
}

// Recognise says what a text tells about a device; nil: it has neither a label nor a brand's name.
// Any text is allowed; what follows MaxText code points is cut off.
func (i *Index) Recognise(text string) *Device {
	s := i.scores.Get().(*scores)
	defer i.release(s)
	q := i.ask(clean(text))
	if q.device == nil {
		return nil
	}
	list := i.rank(q, s)
	return i.device(q, i.top(list, len(list)))
}

// reading is what was read of a device before its articles are ranked.
type reading struct {
	Device
	from, to int                  // places of the label's words
	mentions []mention            // of brands
	called   []string             // the words of these
	named    map[int32]ModelMatch // articles that name the model, by place
	exact    uint32               // the kinds of device, as in fact
	alike    uint32               // and those of their class
}

// covered reports whether articles of a brand help.
func (r *reading) covered() bool { return r.Brand != nil }

// setWords notes the kinds of device that the words say, where the label says none. An app is no
// device.
func (r *reading) setWords(devices uint32) {
	if r != nil && len(r.Devices) == 0 {
		r.setKinds(chosen(article.Devices, devices&^appBit))
	}
}

// setKinds notes the kinds of device, if there are any.
func (r *reading) setKinds(list []article.Device) {
	if len(list) == 0 {
		return
	}
	r.Devices = list
	for _, d := range list {
		n := slices.Index(article.Devices, d)
		r.exact |= 1 << n
		for _, class := range deviceClasses {
			if slices.Contains(class, d) {
				for _, other := range class {
					r.alike |= 1 << slices.Index(article.Devices, other)
				}
			}
		}
	}
	r.alike |= r.exact
}

// deviceClasses are kinds of device that are reset alike.
var deviceClasses = [][]article.Device{article.Cameras, article.Recorders}

// deviceWords are short words for devices that stand beside numbers, and in them.
var deviceWords = map[string][]article.Device{
	"camera": article.Cameras, "cam": article.Cameras, "ipc": article.Cameras, "camara": article.Cameras, "cctv": nil, "webcam": article.Cameras,
	"nvr": article.Recorders, "dvr": article.Recorders, "xvr": article.Recorders, "recorder": article.Recorders, "grabador": article.Recorders,
	"doorbell": {"doorbell"}, "timbre": {"doorbell"}, "hub": {"hub"},
}

// kindsIn returns the kinds of device that a label begins with, as NVR1008 does.
func kindsIn(label []token) []article.Device {
	for _, t := range label {
		if kinds := deviceWords[strings.TrimRightFunc(t.word[:min(len(t.word), minModel)], unicode.IsDigit)]; kinds != nil {
			return kinds
		}
	}
	return nil
}

// device completes a reading with the articles, best first.
func (i *Index) device(q question, list []ranked) *Device {
	if q.device == nil {
		return nil
	}
	d := q.device.Device
	for _, r := range list {
		switch {
		case q.device.named[r.place] != NoModel:
			d.Named = append(d.Named, r.article)
		case r.fits && !r.article.Brand.General():
			d.Fitting = append(d.Fitting, r.article)
		}
	}
	return &d
}
