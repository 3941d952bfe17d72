package markdown

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden compares what becomes of testdata/NAME.md with NAME.golden.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d golden sources, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".md"), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, strings.TrimSuffix(file, ".md")+".golden", describe(source))
			checkSafe(t, source)
			checkOutline(t, source)
		})
	}
}

// checkOutline compares an outline with the whole document, which has the same but the HTML, the
// text and the words.
func checkOutline(t *testing.T, source []byte) {
	t.Helper()
	want, wantProblems := Parse(source, Options{Resolve: resolve})
	want.Footnotes, want.Words = "", 0
	for i := range want.Sections {
		s := &want.Sections[i]
		s.HTML, s.After, s.Text = "", "", ""
		for j := range s.Steps {
			s.Steps[j].HTML, s.Steps[j].Text = "", ""
		}
	}
	got, problems := Parse(source, Options{Resolve: resolve, OutlineOnly: true})
	if !reflect.DeepEqual(got, want) || !slices.Equal(problems, wantProblems) {
		t.Errorf("the outline is\n%+v\n%v\nwant\n%+v\n%v", got, problems, want, wantProblems)
	}
}

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got:\n%s\nwant:\n%s\nlook at it and run go test with -update", file, got, want)
	}
}

// resolve stands in for the library: files become addresses, one is missing.
func resolve(dest string) (string, error) {
	if strings.HasPrefix(dest, "missing") {
		return "", errors.New("there is no article " + dest)
	}
	if name, fragment, _ := strings.Cut(dest, "#"); strings.HasSuffix(name, ".md") {
		if fragment != "" {
			fragment = "#" + fragment
		}
		return "/lorex/" + strings.TrimSuffix(name, ".md") + fragment, nil
	}
	return dest, nil
}

// describe writes down all that Parse and Plain give.
func describe(source []byte) []byte {
	var b bytes.Buffer
	d, problems := Parse(source, Options{Resolve: resolve})
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "== line %d: %q id=%q host=%q level=%d kind=%d\n%s", s.Line, s.Title, s.ID, s.HostID, s.Level, s.Kind, s.HTML)
		for _, step := range s.Steps {
			fmt.Fprintf(&b, "-- line %d: %d #%s holds=%v cues=%q\n%s\n-- text: %q\n", step.Line, step.Number, step.Anchor, step.Holds, step.Cues, step.HTML, step.Text)
		}
		if s.After != "" {
			fmt.Fprintf(&b, "-- after\n%s", s.After)
		}
		fmt.Fprintf(&b, "== text: %q\n\n", s.Text)
	}
	if d.Footnotes != "" {
		fmt.Fprintf(&b, "== footnotes\n%s\n", d.Footnotes)
	}
	for _, link := range d.Links {
		fmt.Fprintf(&b, "link %d: %s image=%t\n", link.Line, link.Dest, link.Image)
	}
	fmt.Fprintf(&b, "anchors %q\nwords %d\n", d.Anchors, d.Words)
	for _, p := range problems {
		fmt.Fprintf(&b, "%d: %s (warning=%t)\n", p.Line, p.Message, p.Warning)
	}
	if plain := Plain(source); !bytes.Equal(plain, source) {
		fmt.Fprintf(&b, "== plain\n%s", plain)
	}
	return b.Bytes()
}
