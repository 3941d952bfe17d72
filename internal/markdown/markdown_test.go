package markdown

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// messages returns the problems as text, warnings marked.
func messages(problems []Problem) []string {
	var all []string
	for _, p := range problems {
		kind := "error"
		if p.Warning {
			kind = "warning"
		}
		all = append(all, fmt.Sprintf("%d: %s: %s", p.Line, kind, p.Message))
	}
	return all
}

func TestEmpty(t *testing.T) {
	for _, source := range []string{"", "\n\n", "\uFEFF", "<!-- nothing -->\n"} {
		d, problems := Parse([]byte(source), Options{})
		if !reflect.DeepEqual(d, Document{}) || problems != nil {
			t.Errorf("%q: %+v, %v", source, d, problems)
		}
	}
}

func TestThreeHundredSteps(t *testing.T) {
	const count = 300
	var b strings.Builder
	b.WriteString("## Steps\n\n")
	for i := 1; i <= count; i++ {
		fmt.Fprintf(&b, "%d. Do number %d and [hold for %d s](hold:%ds).\n", i, i, i, i)
	}
	d, problems := Parse([]byte(b.String()), Options{FirstLine: 21})
	if len(problems) > 0 || len(d.Sections) != 1 || len(d.Sections[0].Steps) != count {
		t.Fatalf("%d sections, problems %v", len(d.Sections), problems)
	}
	for i, got := range d.Sections[0].Steps {
		n := i + 1
		want := Step{
			Anchor: fmt.Sprintf("step-%d", n),
			Number: n,
			HTML:   fmt.Sprintf(`Do number %d and <span class="hold" data-seconds="%d">hold for %d s</span>.`, n, n, n),
			Text:   fmt.Sprintf("Do number %d and hold for %d s.", n, n),
			Line:   22 + n,
			Holds:  []time.Duration{time.Duration(n) * time.Second},
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("step %d\ngot  %+v\nwant %+v", n, got, want)
		}
	}
}

func TestOtherLanguage(t *testing.T) {
	source := "## Antes de empezar\n\n> [!NOTE]\n> Lea.\n\n## PASOS\n\n1. Uno.\n\n## Pasos: con la app\n\n1. Dos.\n\n## Pasos con todo\n\n|a|\n|-|\n"
	o := Options{
		Headings: map[string]Kind{"antes de empezar": Before, "pasos": Steps},
		Label:    func(word string) string { return map[string]string{"Note": `No<t>a`, "Table": `"Tabla"`}[word] },
	}
	d, problems := Parse([]byte(source), o)
	var kinds []Kind
	for _, s := range d.Sections {
		kinds = append(kinds, s.Kind)
	}
	if want := []Kind{Before, Steps, Steps, Other}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	for _, id := range []string{"steps", "step-1", "con-la-app", "con-la-app-step-1"} {
		if !slices.Contains(d.Anchors, id) {
			t.Errorf("no anchor %s among %q", id, d.Anchors)
		}
	}
	for i, want := range map[int]string{0: `>No&lt;t&gt;a</p>`, 3: `aria-label="&quot;Tabla&quot;"`} {
		if !strings.Contains(d.Sections[i].HTML, want) {
			t.Errorf("%q lacks %q", d.Sections[i].HTML, want)
		}
	}
	if want := []string{`14: error: write "## Pasos: con todo", with a colon, so that its list is read as steps`}; !reflect.DeepEqual(messages(problems), want) {
		t.Errorf("problems %q, want %q", messages(problems), want)
	}
}

func TestResolveIsNotTrusted(t *testing.T) {
	for address, refused := range map[string]bool{
		"/lorex/a": false, "https://x.example": false, "#a": false,
		"javascript:alert(1)": true, "//x.example": true, `/\x.example`: true, "": true, "java\tscript:x": true,
	} {
		o := Options{Resolve: func(string) (string, error) { return address, nil }}
		d, problems := Parse([]byte("[a](b) ![c](d)"), o)
		if refused != (len(problems) == 2) || refused != (len(d.Links) == 0) {
			t.Errorf("%q: problems %v, links %v", address, problems, d.Links)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	source := typical()
	want, _ := Parse(source, Options{})
	plain := bytes.Clone(Plain(source))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 10 {
				if got, _ := Parse(source, Options{}); !reflect.DeepEqual(got, want) {
					t.Error("two readings of one source differ")
				}
				if !bytes.Equal(Plain(source), plain) {
					t.Error("two plain forms of one source differ")
				}
			}
		})
	}
	group.Wait()
	if !bytes.Equal(source, typical()) {
		t.Error("the source was changed")
	}
}

func TestPicturesHaveTheirSize(t *testing.T) {
	size := func(address string) (width, height int) {
		if address == "/drawings/label.svg" {
			return 240, 160
		}
		return 0, 0
	}
	for source, want := range map[string]string{
		"![A](/drawings/label.svg)":       `<figure><img src="/drawings/label.svg" alt="A" width="240" height="160" loading="lazy" decoding="async"></figure>` + "\n",
		"A ![A](/drawings/label.svg) now": `<p>A <img src="/drawings/label.svg" alt="A" width="240" height="160" loading="lazy" decoding="async"> now</p>` + "\n",
		"![A](/drawings/other.svg)":       `<figure><img src="/drawings/other.svg" alt="A" loading="lazy" decoding="async"></figure>` + "\n",
	} {
		d, problems := Parse([]byte(source), Options{Size: size})
		if len(problems) > 0 || d.Sections[0].HTML != want {
			t.Errorf("%s gives %v and\n%swant\n%s", source, problems, d.Sections[0].HTML, want)
		}
	}
}
