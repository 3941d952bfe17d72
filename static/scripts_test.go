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

// What scripts may weigh, in bytes of brotli: all of them together, and those that one article's
// page loads by and by, file by file; and of these the ones for the steps, their timers and the
// question below them.
const (
	scriptBudget = 14_200
	stepsBudget  = 9_000
)

// notOnArticles are scripts that no article loads, or only from the cache, without a network.
var notOnArticles = []string{"js/answers-page.js", "js/copy.js", "js/filter.js", "js/label.js", "js/offline-page.js"}

// noReaders says of a script that no reader loads it: those of authors and editors.
func noReaders(name string) bool { return name == "js/live.js" || strings.HasPrefix(name, "js/desk") }

// served returns a file as browsers get it.
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

// squeezed returns a text's compressed size.
func squeezed(text []byte) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(text)
	w.Close()
	return b.Len()
}

func TestScriptsKeepToTheirBudget(t *testing.T) {
	for _, l := range language.Embedded().Locales() { // a reader loads the words of one language
		var together []byte
		article, steps := 0, 0
		for _, name := range append(scripts(t), "js/words."+l.Tag()+".js") {
			text := served(t, name)
			t.Logf("%5d %s", squeezed(text), name)
			if !noReaders(name) {
				together = append(together, text...)
			}
			if !noReaders(name) && !slices.Contains(notOnArticles, name) {
				article += squeezed(text)
			}
			if name == "js/steps.js" || name == "js/timer.js" || name == "js/feedback.js" || name == "js/answers.js" {
				steps += squeezed(text)
			}
		}
		t.Logf("%s: %d together, %d for an article, of %d", l.Tag(), squeezed(together), article, scriptBudget)
		if steps > stepsBudget {
			t.Errorf("steps, timers and the question weigh %d bytes, %d are allowed", steps, stepsBudget)
		}
		if squeezed(together) > scriptBudget || article > scriptBudget {
			t.Errorf("in %s the scripts weigh %d bytes together, those of an article %d file by file; %d are allowed", l.Tag(), squeezed(together), article, scriptBudget)
		}
	}
}

var imported = regexp.MustCompile(`(?:from|import) ?"([^"]+)"`)

// TestScriptsAreModules holds every script to being one that is read after the page: a module,
// which imports others by relative paths so that the version in its address is theirs, too.
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
		"css/site.css":      {{"/*", "\n\n", "\n  "}, {"light-dark(", ":focus-visible", "--measure:42rem"}},
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
