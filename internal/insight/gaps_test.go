package insight_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
)

// withCoil is the content of web's tests with a brand that has no article.
func withCoil(t *testing.T) fs.FS {
	t.Helper()
	files := fstest.MapFS{"brands/coil.yaml": {Data: []byte("name: Coil\n")}}
	source := os.DirFS("../../web/testdata/content")
	err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(source, name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Acme has articles about a lost password, a restart and its support, Coil has none.
func TestGaps(t *testing.T) {
	lib, problems := article.Load(withCoil(t), article.Options{Today: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), Pages: []string{"/find", "/search", "/symptoms", "/coverage"}})
	if lib == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, g := range insight.Gaps(lib, []feedback.Missed{
		{Query: "acme wi-fi", Searches: 3}, {Query: "Coil doorbell", Searches: 4, Reports: 2}, {Query: "acme security password", Searches: 90},
		{Query: "factory reset", Searches: 2}, {Query: "wifi ACME camera", Searches: 5}, {Query: "recoiled", Searches: 50}, {Query: "acme", Searches: 50},
		{Query: "acme wlan", Searches: 1}, {Query: "acme router", Searches: 1}, {Query: "coil reset", Searches: 1},
	}) {
		name := "?"
		if g.Brand != nil {
			name = g.Brand.Slug
		}
		got = append(got, fmt.Sprintf("%s %s %d %s", name, g.Goal, g.Searches, strings.Join(g.Queries, ", ")))
	}
	want := `acme wifi-reset 10 acme wi-fi, wifi ACME camera, acme wlan
coil  6 Coil doorbell
? factory-reset 2 factory reset
coil factory-reset 1 coil reset`
	if strings.Join(got, "\n") != want {
		t.Errorf("the gaps are\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}
