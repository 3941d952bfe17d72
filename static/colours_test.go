package static_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// What WCAG 2.2 asks of text and of what is not text (AA), and of text for readers who chose high
// contrast (AAA).
const (
	textRatio   = 4.5
	shapeRatio  = 3.0
	strongRatio = 7.0
)

// tokens are the colours of one theme by their names, each as #rrggbb or #rgb.
type tokens map[string]string

var (
	block       = regexp.MustCompile(`([^{};]+)\{([^{}]*)\}`)
	declaration = regexp.MustCompile(`--([\w-]+): ([^;]+);`)
	both        = regexp.MustCompile(`^light-dark\((#\w+), (#\w+)\)$`)
	another     = regexp.MustCompile(`^var\(--([\w-]+)\)$`)
)

// blocks returns the declarations of custom properties in each rule of base.css that has some, by
// selector, in their order.
func blocks(t *testing.T) (selectors []string, declared []map[string]string) {
	t.Helper()
	source, err := os.ReadFile("css/base.css")
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(source), "")
	for _, b := range block.FindAllStringSubmatch(text, -1) {
		if found := declaration.FindAllStringSubmatch(b[2], -1); len(found) > 0 && strings.Contains(b[2], "--paper:") {
			names := map[string]string{}
			for _, d := range found {
				names[d[1]] = d[2]
			}
			selectors, declared = append(selectors, strings.TrimSpace(b[1])), append(declared, names)
		}
	}
	return selectors, declared
}

// themes returns the colours of the four columns of the table in README.md. They stand in base.css
// as one plain set for old browsers, one set of pairs, and one set for high contrast, which is
// there twice: by the system's setting and by the reader's choice.
func themes(t *testing.T) []tokens {
	t.Helper()
	selectors, declared := blocks(t)
	if len(selectors) != 4 || selectors[3] != `[data-theme="contrast"]` {
		t.Fatalf("the colours stand in the rules %q", selectors)
	}
	plain, pairs, strong := declared[0], declared[1], declared[2]
	if !maps.Equal(strong, declared[3]) {
		t.Error("high contrast by preference and by choice differ")
	}
	light, dark := sides(t, pairs)
	for name, value := range light {
		if plain[name] != value {
			t.Errorf("browsers without light-dark() get %s for %s, others %s", plain[name], name, value)
		}
	}
	strongLight, strongDark := sides(t, strong)
	if len(strongLight) != len(light) {
		t.Errorf("there are %d colours, but %d in high contrast", len(light), len(strongLight))
	}
	return []tokens{light, dark, strongLight, strongDark}
}

// sides splits pairs into the light and the dark colours.
func sides(t *testing.T, pairs map[string]string) (light, dark tokens) {
	t.Helper()
	light, dark = tokens{}, tokens{}
	for name, value := range pairs {
		if m := another.FindStringSubmatch(value); m != nil {
			value = pairs[m[1]]
		}
		m := both.FindStringSubmatch(value)
		if m == nil {
			t.Fatalf("--%s: %s is no pair of colours", name, value)
		}
		light[name], dark[name] = m[1], m[2]
	}
	return light, dark
}

// ratio returns the contrast of two colours as WCAG 2.2 defines it.
func ratio(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	digits := strings.TrimPrefix(colour, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		v, err := strconv.ParseUint(digits[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatalf("%s is no colour: %v", colour, err)
		}
		c := float64(v) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

var row = regexp.MustCompile("(?m)^\\| (text|shape) \\| `([\\w-]+)` on `([\\w-]+)` \\|(.*)\\|$")

// TestColoursHaveContrast measures the pairs that README.md lists, in each theme, and holds the
// table to the styles.
func TestColoursHaveContrast(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := row.FindAllStringSubmatch(string(readme), -1)
	if len(rows) < 15 {
		t.Fatalf("README.md has a table of %d pairs", len(rows))
	}
	for _, r := range rows {
		var cells []string
		for i, colours := range themes(t) {
			got := ratio(t, colours[r[2]], colours[r[3]])
			cells = append(cells, fmt.Sprintf(" %.1f ", got))
			if least := needed(r[1], i >= 2); got < least {
				t.Errorf("%s on %s has %.2f in column %d, want %.1f", r[2], r[3], got, i+1, least)
			}
		}
		if want := strings.Join(cells, "|"); r[4] != want {
			t.Errorf("README.md says%sof %s on %s, but the styles have%s", r[4], r[2], r[3], want)
		}
	}
}

func needed(kind string, strong bool) float64 {
	switch {
	case kind == "shape":
		return shapeRatio
	case strong:
		return strongRatio
	}
	return textRatio
}

// physical are directions of the screen, which are wrong where text runs from right to left.
var physical = regexp.MustCompile(`(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))[\w-]*\s*:|(?:float|clear|text-align|caption-side)\s*:\s*(?:left|right)`)

// side is one value of a shorthand; it may hold brackets two deep.
const side = `((?:[^\s;()]|\((?:[^()]|\([^()]*\))*\))+)`

var fourSides = regexp.MustCompile(`[\s;{](?:padding|margin|inset|border-width|scroll-margin): ` + side + " " + side + " " + side + " " + side + ";")

// lopsided returns a shorthand of four sides that would be wrong from right to left.
func lopsided(line string) string {
	for _, m := range fourSides.FindAllStringSubmatch(line, -1) {
		if m[2] != m[4] {
			return strings.TrimSpace(m[0])
		}
	}
	return ""
}

// TestStylesHaveNoLeftAndRight holds all styles to directions of the text.
func TestStylesHaveNoLeftAndRight(t *testing.T) {
	files, err := os.ReadDir("css")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		source, err := os.ReadFile("css/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for number, line := range strings.Split(string(source), "\n") {
			if found := lopsided(line); found != "" {
				t.Errorf("css/%s:%d: %q is not the same at the left as at the right; use inline and block", f.Name(), number+1, found)
			}
			if found := physical.FindString(line); found != "" {
				t.Errorf("css/%s:%d: %q is a direction of the screen; use inline and block", f.Name(), number+1, strings.TrimSpace(found))
			}
		}
	}
}
