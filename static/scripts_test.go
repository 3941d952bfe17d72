package static_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"pinhole/internal/language"
	"pinhole/static"
)

// scriptBudget is what all scripts that readers load may weigh on the way, in bytes.
const scriptBudget = 12_000

// forAuthors are scripts that no reader loads.
var forAuthors = []string{"js/live.js"}

// served is a file as browsers get it.
func served(t *testing.T, name string) []byte {
	t.Helper()
	body, current, ok := static.Open(static.URL(name))
	if !ok || !current {
		t.Fatalf("%s is not served", name)
	}
	return body
}

func scripts(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS("."), "js/*.js")
	if err != nil || len(names) == 0 {
		t.Fatalf("there are %d scripts: %v", len(names), err)
	}
	return names
}

// squeezed is what a file weighs on the way.
func squeezed(t *testing.T, name string) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(served(t, name))
	w.Close()
	t.Logf("%5d %s", b.Len(), name)
	return b.Len()
}

func TestScriptsKeepToTheirBudget(t *testing.T) {
	total, words := 0, 0
	for _, name := range scripts(t) {
		size := squeezed(t, name)
		if !slices.Contains(forAuthors, name) {
			total += size
		}
	}
	for _, l := range language.Embedded().Locales() { // a reader loads those of one language
		words = max(words, squeezed(t, "js/words."+l.Tag()+".js"))
	}
	total += words
	t.Logf("%5d of %d", total, scriptBudget)
	if total > scriptBudget {
		t.Errorf("the scripts weigh %d bytes, %d too many", total, total-scriptBudget)
	}
}

var imported = regexp.MustCompile(`(?:from|import) ?"([^"]+)"`)

// TestScriptsAreModules holds every script to being one that is read after the page: a module, which imports others by relative
// paths so that the version in its address is theirs, too.
func TestScriptsAreModules(t *testing.T) {
	for _, name := range scripts(t) {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(`(?m)^(import|export) |import\.meta`).Match(source) {
			t.Errorf("%s is no module", name)
		}
		for _, found := range imported.FindAllSubmatch(source, -1) {
			if target := string(found[1]); !strings.HasPrefix(target, "./") {
				t.Errorf("%s imports %s", name, target)
			} else {
				served(t, path.Join("js", target))
			}
		}
	}
}

// TestFilesAreSmall looks for what browsers do not need, and for what they do.
func TestFilesAreSmall(t *testing.T) {
	for name, parts := range map[string][2][]string{
		"js/timer.js":       {{"@param", "// ", "\n  "}, {"timer.now", "export", "vibrate"}},
		"css/site.css":      {{"/*", "\n\n", "\n  "}, {"prefers-color-scheme:dark", ":focus-visible", "--measure:42rem"}},
		"css/live.css":      {{"/*"}, nil},
		"icons/pinhole.svg": {nil, {"<svg"}},
	} {
		body := string(served(t, name))
		for _, no := range parts[0] {
			if strings.Contains(body, no) {
				t.Errorf("%s holds %q", name, no)
			}
		}
		for _, want := range parts[1] {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not hold %q", name, want)
			}
		}
	}
}
