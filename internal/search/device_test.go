package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

// recognised is what a test asks of a text: brand's slug, label, kinds.
type recognised struct{ text, brand, label, kind string }

func checkRecognised(t *testing.T, i *search.Index, cases []recognised) {
	t.Helper()
	for _, c := range cases {
		d := i.Recognise(c.text)
		if d == nil {
			t.Errorf("%q: nothing is recognised, want %s %s", c.text, c.brand, c.label)
			continue
		}
		brand := "-"
		switch {
		case d.Brand != nil:
			brand = d.Brand.Slug
		case d.Other != nil:
			brand = "other " + d.Other.Name
		}
		kind := c.kind == "" || slices.Contains(d.Devices, article.Device(c.kind))
		if brand != c.brand || d.Label != c.label || !kind {
			t.Errorf("%q: brand %s, label %q, devices %v; want %s, %q, %s", c.text, brand, d.Label, d.Devices, c.brand, c.label, c.kind)
		}
	}
}

// What stands on labels beside the model, and how people type it, changes nothing.
func TestLabelsAreNormalised(t *testing.T) {
	t.Parallel()
	checkRecognised(t, index(t), []recognised{
		{"RLC-810A", "reolink", "RLC-810A", "ip-camera"},
		{"rlc810a", "reolink", "RLC-810A", "ip-camera"}, // as a source spells it
		{"rlc 810a reset", "reolink", "RLC-810A", "ip-camera"},
		{"my RLC-810A, 2 cameras", "reolink", "RLC-810A", "ip-camera"},
		{"ＲＬＣ－８１０Ａ", "reolink", "RLC-810A", "ip-camera"},
		{"RLC-8l0A", "reolink", "RLC-8L0A", "ip-camera"},
		{"DS-2CD2143G0-I (2.8mm)", "hikvision", "DS-2CD2143G0-I", "ip-camera"},
		{"DS-2CD2143G0-I(2.8mm)", "hikvision", "DS-2CD2143G0-I", "ip-camera"},
		{"DS-2CD2155FWD-I firmware V5.6.820", "hikvision", "DS-2CD2155FWD-I", "ip-camera"},
		{"D5-2CD2032-I", "hikvision", "D5-2CD2032-I", "ip-camera"},
		{"Tapo C210 V2.0", "tp-link-tapo-kasa", "C210", "wifi-camera"},
		{"TAPO-C210", "tp-link-tapo-kasa", "C210", "wifi-camera"},
		{"hfw4300 password", "dahua", "HFW4300", "ip-camera"},
	})
}

// A label leads to its own brand and kind of device, and never to another brand's model that shares
// a piece of it.
func TestPiecesOfNumbersMatchNothing(t *testing.T) {
	t.Parallel()
	i := index(t)
	for text, want := range map[string]struct {
		brand   string
		devices []article.Device
	}{
		"RLC-410":             {"reolink", []article.Device{"ip-camera", "wifi-camera"}},
		"RLC-810A":            {"reolink", []article.Device{"ip-camera", "wifi-camera"}},
		"DS-2CD2032-I":        {"hikvision", []article.Device{"ip-camera"}},
		"DS-7608NI-K2/8P":     {"hikvision", []article.Device{"nvr"}},
		"DS-7608NI-K2":        {"hikvision", []article.Device{"nvr"}},
		"IPC-HDW5442TM-AS":    {"dahua", []article.Device{"ip-camera"}},
		"C120":                {"tp-link-tapo-kasa", []article.Device{"wifi-camera"}},
		"N88B":                {"lorex", []article.Device{"nvr", "dvr"}},
		"tapo c200 reset":     {"tp-link-tapo-kasa", []article.Device{"wifi-camera"}},
		"HWC-C200-DW":         {"hikvision", []article.Device{"wifi-camera", "ip-camera"}}, // DW is another brand's name
		"NVR301-08X-P8":       {"uniview", []article.Device{"nvr"}},
		"IPC322LB-SF28-A":     {"uniview", []article.Device{"ip-camera"}},
		"TV-IP310PI password": {"trendnet", []article.Device{"ip-camera"}},
	} {
		r := i.Search(search.Query{Text: text})
		if r.Device == nil || r.Device.Brand == nil || r.Device.Brand.Slug != want.brand || r.Brand != r.Device.Brand {
			t.Errorf("%q: recognised is %+v", text, r.Device)
		}
		if len(r.Hits) == 0 {
			t.Errorf("%q finds nothing", text)
			continue
		}
		if first := r.Hits[0].Article; !slices.ContainsFunc(want.devices, func(d article.Device) bool { return slices.Contains(first.Devices, d) }) {
			t.Errorf("%q finds %s first, which is for %v", text, first.ID, first.Devices)
		}
		for _, h := range r.Hits {
			if b := h.Article.Brand; !b.General() && b.Slug != want.brand && !slices.Contains(r.Device.Also, b) {
				t.Errorf("%q finds %s", text, h.Article.ID)
			}
			if !h.Article.Brand.General() && h.Article.Goal.Procedure() && !slices.Contains(h.Article.Devices, "app") && !alike(h.Article.Devices, want.devices) {
				t.Errorf("%q finds %s, which is for %v", text, h.Article.ID, h.Article.Devices)
			}
		}
	}
}

// alike reports whether kinds are cameras both, or recorders both, or the same.
func alike(a, b []article.Device) bool {
	class := func(d article.Device) string {
		switch {
		case strings.HasSuffix(string(d), "camera"):
			return "camera"
		case d == "dvr" || d == "nvr":
			return "recorder"
		}
		return string(d)
	}
	return slices.ContainsFunc(a, func(x article.Device) bool {
		return slices.ContainsFunc(b, func(y article.Device) bool { return class(x) == class(y) })
	})
}

// What the words ask decides which of the fitting articles is first.
func TestWordsBesideALabel(t *testing.T) {
	t.Parallel()
	for text, goal := range map[string]article.Goal{
		"DS-2CD2032-I password":        article.PasswordRecovery,
		"RLN16-410 forgot password":    article.PasswordRecovery,
		"lorex N841A82 before selling": article.RemoveFromAccount,
		"wyze cam v4 reset":            article.FactoryReset,
	} {
		r := index(t).Search(search.Query{Text: text})
		if len(r.Hits) == 0 || r.Hits[0].Article.Goal != goal {
			t.Errorf("%q finds %v, want an article for %s first", text, ids(r), goal)
		}
	}
}

// A version or a lens beside a label is not looked for as full text.
func TestWhatStandsBesideALabel(t *testing.T) {
	t.Parallel()
	i := index(t)
	want := ids(i.Search(search.Query{Text: "Tapo C310"}))
	for _, text := range []string{"TAPO C310 V2.0", "tapo c310 (2.8mm)", "Tapo C310 firmware v1.3.9", "Tapo C310(EU) Ver 2.0"} {
		if got := ids(i.Search(search.Query{Text: text})); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", text, got, want)
		}
	}
}

// Of a label or a brand that is not covered, nothing but general articles are hits.
func TestUnknownLabelsFindGeneralArticles(t *testing.T) {
	t.Parallel()
	for text, label := range map[string]string{
		"RX-9941-ZZ": "RX-9941-ZZ", "QX77-4431-LM reset": "QX77-4431-LM", "KQ-88213 password": "KQ-88213", "wansview q5": "Q5", "wansview": "", "vstarcam c7824wip": "C7824WIP",
	} {
		r := index(t).Search(search.Query{Text: text})
		if r.Device == nil || r.Device.Brand != nil || r.Brand != nil || len(r.Device.Fitting)+len(r.Device.Named) > 0 || label != "" && !strings.EqualFold(r.Device.Label, label) {
			t.Errorf("%q: recognised is %+v", text, r.Device)
		}
		if len(r.Hits) == 0 {
			t.Errorf("%q finds nothing", text)
		}
		for _, h := range r.Hits {
			if !h.Article.Brand.General() {
				t.Errorf("%q finds %s", text, h.Article.ID)
			}
		}
		if strings.Contains(text, "wansview") && (r.Device == nil || r.Device.Other == nil || !strings.EqualFold(r.Device.Other.Name, "Wansview")) {
			t.Errorf("%q is not Wansview's: %+v", text, r.Device)
		}
	}
}

func TestBrandsAlone(t *testing.T) {
	t.Parallel()
	i := index(t)
	for text, slug := range map[string]string{"tapo": "tp-link-tapo-kasa", "ubnt": "unifi-protect", "reolink": "reolink", "how to reset a reolnik camera": "reolink"} {
		d := i.Recognise(text)
		if d == nil || d.Label != "" || d.Brand == nil || d.Brand.Slug != slug || len(d.Fitting) == 0 {
			t.Errorf("%q: recognised is %+v", text, d)
		}
	}
	for _, text := range []string{"", "forgot the password of my recorder", "4k camera 2.4ghz", "hold 30 seconds", "192.168.1.108", "1080p", "my camera is from 2019"} {
		if d := i.Recognise(text); d != nil {
			t.Errorf("%q: recognised is %+v", text, d)
		}
	}
}

// Quotation marks around a label do not ask for full text.
func TestQuotedLabels(t *testing.T) {
	t.Parallel()
	if r := index(t).Search(search.Query{Text: `"RLC-810A" reset`}); len(r.Hits) == 0 || r.Hits[0].Article.ID != "reolink-camera-factory-reset" {
		t.Errorf("got %v", ids(r))
	}
}

// The examples of every family are read as its brand's and kind's, however they are typed.
func TestExamplesOfFamilies(t *testing.T) {
	t.Parallel()
	i := index(t)
	asked := 0
	for _, f := range i.Library().Families() {
		for _, example := range f.Examples {
			if !strings.ContainsAny(example, "0123456789") {
				continue // the name of a product, which may be an ordinary word
			}
			for _, text := range []string{example, strings.ToLower(strings.ReplaceAll(example, "-", " ")), strings.ReplaceAll(example, "-", "")} {
				if f.Short && f.Brand != nil {
					text = f.Brand.Name + " " + text
				}
				asked++
				d := i.Recognise(text)
				if d == nil || d.Brand != f.Brand && !slices.Contains(d.Also, f.Brand) || d.Other != f.Other {
					t.Errorf("%q (%s:%d): recognised is %+v", text, f.File, f.Line, d)
				} else if d.Brand == f.Brand && !alike(d.Devices, f.Devices) {
					t.Errorf("%q (%s:%d) is read as %v, want %v", text, f.File, f.Line, d.Devices, f.Devices)
				}
			}
		}
	}
	if asked < 1000 {
		t.Errorf("%d examples", asked)
	}
}

// FuzzRecognise looks for texts that break the recogniser.
func FuzzRecognise(f *testing.F) {
	for _, text := range strange {
		f.Add(text)
	}
	for _, a := range askedTable(f, "labels.tsv") {
		f.Add(a.text)
	}
	f.Add(strings.Repeat("DS-2CD-", 30))
	f.Add(strings.Repeat("*", 200) + "?")
	f.Fuzz(func(t *testing.T, text string) {
		d := index(t).Recognise(text)
		if d == nil {
			return
		}
		if d.Brand != nil && d.Other != nil || d.Label == "" && d.Brand == nil && d.Other == nil || len([]rune(d.Label)) > 3*search.MaxText {
			t.Errorf("%q is read as %+v", text, d)
		}
		for _, a := range slices.Concat(d.Named, d.Fitting) {
			if a.Brand != d.Brand && !slices.Contains(d.Also, a.Brand) {
				t.Errorf("%q leads to %s", text, a.ID)
			}
		}
		if again := index(t).Recognise(text); fmt.Sprint(again) != fmt.Sprint(d) {
			t.Errorf("%q is read as %+v, then as %+v", text, d, again)
		}
	})
}

// families is a file of families; each line is pattern, kind, label, and what else there is.
func families(lines ...string) string {
	var b strings.Builder
	b.WriteString("families:\n")
	for _, line := range lines {
		f := strings.SplitN(line, "|", 4)
		fmt.Fprintf(&b, "- {pattern: '%s', devices: [%s], examples: [%s], confidence: vendor, source: {title: Labels, publisher: Maker, kind: vendor, checked: 2026-11-22}%s}\n", f[0], f[1], f[2], f[3])
	}
	return b.String()
}

// labelled is a library in which brands share labels, and brands are known by name only.
func labelled(t *testing.T) *search.Index {
	t.Helper()
	camera := "devices: [ip-camera]\n"
	lib := smallFiles(t, map[string]string{
		"families/acme.yaml":         families("C12?|ip-camera|C120|, short: true, shared_with: [bolt]", "ACM-*|ip-camera|ACM-100|", "AC-77??N*|nvr|AC-7708N|", "QZ*|nvr|QZ10|", "DD5|nvr|DD5|, short: true", "HK-2CD*|ip-camera|HK-2CD10|", "4?0?|nvr|410S|, short: true"),
		"families/bolt.yaml":         families("C12??*|doorbell|C1200|", "QZ*|nvr|QZ20|", "DD*|nvr|DD9|", "R2|ip-camera|R2|, short: true"),
		"families/nobody.yaml":       "other: Nobody\n" + families("NB-*|nvr|NB-100|"),
		"families/other-brands.yaml": "brands:\n- {name: Nobody, aliases: [No Body Cams], source: {title: List, publisher: Maker, kind: vendor, checked: 2026-11-22}}\n- {name: Trident, word: true, source: {title: List, publisher: Maker, kind: vendor, checked: 2026-11-22}}\n",
	},
		written{brand: "acme", slug: "camera", title: "Camera reset", more: camera},
		written{brand: "acme", slug: "named", title: "Another camera reset", more: camera + models("ACM-55")},
		written{brand: "acme", slug: "nvr", title: "Recorder reset"},
		written{brand: "bolt", slug: "nvr", title: "Recorder reset"},
		written{brand: "bolt", slug: "camera", title: "Camera reset", more: camera},
		written{brand: "bolt", slug: "bell", title: "Doorbell reset", more: "devices: [doorbell]\n"},
		written{brand: "general", slug: "button", title: "How to press a reset button", more: camera + "goal: understand\n"},
	)
	return search.New(lib, search.Options{})
}

func TestFamilies(t *testing.T) {
	t.Parallel()
	i := labelled(t)
	for text, want := range map[string]string{
		"ACM-100":         "acme fitting acme-camera,acme-named",
		"acm 55":          "acme named acme-named fitting acme-camera",
		"ACM-5S reset":    "acme fitting acme-camera,acme-named",
		"AC-7708N-K2/8P":  "acme fitting acme-nvr", // suffixes count for nothing
		"7708N":           "acme fitting acme-nvr", // nor does the beginning
		"X-AC-7708N":      "unknown",               // but the end of another number is none
		"C120":            "acme also bolt fitting acme-camera,acme-named,bolt-camera",
		"C1200":           "bolt fitting bolt-bell", // the more specific, and another kind
		"bolt C120":       "bolt fitting bolt-camera,bolt-bell,bolt-nvr",
		"QZ55":            "acme also bolt fitting acme-nvr,bolt-nvr", // both brands'
		"bolt qz55":       "bolt fitting bolt-nvr",
		"DD5":             "bolt fitting bolt-nvr", // too short to stand alone where another brand answers
		"acme DD5":        "acme fitting acme-nvr",
		"HK-2DC99":        "acme fitting acme-camera,acme-named", // two letters swapped
		"HK-2CE99":        "unknown",                             // another letter
		"HK-3CD99":        "unknown",                             // another digit
		"HK-CD99":         "unknown",
		"410S":            "acme fitting acme-nvr",
		"for 4 to 5 days": "nothing",
		"R2":              "bolt fitting bolt-camera",
		"r2 unit":         "nothing",
		"NB-4":            "other Nobody",
		"no body cams 12": "other Nobody",
		"trident":         "other Trident",
		"trident camera":  "other Trident",
		"a trident shape": "nothing",
		"ACN-100":         "unknown", // another letter is another number
		"CAM-100":         "unknown",
		"ZZ-9944":         "unknown",
	} {
		d := i.Recognise(text)
		got := "nothing"
		switch {
		case d == nil:
		case d.Brand != nil:
			got = d.Brand.Slug
			for _, b := range d.Also {
				got += " also " + b.Slug
			}
			if len(d.Named) > 0 {
				got += " named " + articleIDs(d.Named)
			}
			if len(d.Fitting) > 0 {
				got += " fitting " + articleIDs(d.Fitting)
			}
		case d.Other != nil:
			got = "other " + d.Other.Name
		default:
			got = "unknown"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func articleIDs(list []*article.Article) string {
	var all []string
	for _, a := range list {
		all = append(all, a.ID)
	}
	return strings.Join(all, ",")
}

// Labels that sources name are suggested, also behind the brand's name.
func TestSuggestionsOfLabels(t *testing.T) {
	t.Parallel()
	i := labelled(t)
	for typed, want := range map[string]string{"acm": "ACM-55,ACM-100", "acme ac-7": "AC-7708N", "bolt qz": "QZ20", "qz": "QZ10,QZ20"} {
		var got []string
		for _, s := range i.Suggest(typed, 8) {
			if s.Kind == search.ModelKind {
				got = append(got, s.Label)
				if s.Brand == nil || len(s.Devices) == 0 || s.Path != "/models/"+s.Label {
					t.Errorf("%q suggests %+v", typed, s)
				}
			}
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%q suggests %v, want %s", typed, got, want)
		}
	}
}
