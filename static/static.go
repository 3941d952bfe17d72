// Package static embeds styles, scripts, icons and drawings, and serves them under versioned
// addresses, so that browsers may cache them forever.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"pinhole/internal/language"
)

//go:generate go run draw_icons.go
//go:embed css js icons inline
var embedded embed.FS

// Prefix is the prefix of addresses returned by URL.
const Prefix = "/static/"

// The style sheets of the public pages, in order: those of articles, those that articles load
// later, then those of other pages.
var (
	articleSheets = []string{"css/base.css", "css/article.css", "css/feedback.css", "css/drawings.css"}
	lateSheets    = []string{"css/card.css"}
	otherSheets   = []string{"css/browse.css", "css/coverage.css", "css/search.css", "css/offline.css"}
)

type bundle struct {
	files   map[string][]byte
	version string
}

// load reads and minifies all files once. Errors can only be mistakes in this package.
var load = sync.OnceValue(func() bundle {
	b := bundle{files: map[string][]byte{}}
	must(fs.WalkDir(embedded, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains(articleSheets, name) || slices.Contains(otherSheets, name) || path.Dir(name) == "inline" {
			return err
		}
		text, err := embedded.ReadFile(name)
		b.files[name] = text
		return err
	}))
	b.files["css/article-page.css"] = concat(articleSheets)
	b.files["css/site.css"] = concat(articleSheets, lateSheets, otherSheets)
	for name, text := range b.files {
		minified, err := minifyFile(name, text)
		must(err)
		b.files[name] = minified
	}
	for _, l := range language.Embedded().Locales() {
		b.files["js/words."+l.Tag()+".js"] = l.Module()
	}
	h := sha256.New()
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range b.files {
			if !yield(name) {
				return
			}
		}
	}) {
		fmt.Fprintf(h, "%s %d\n", name, len(b.files[name]))
		h.Write(b.files[name])
	}
	b.version = hex.EncodeToString(h.Sum(nil))[:10]
	return b
})

func concat(lists ...[]string) []byte {
	var all []byte
	for _, name := range slices.Concat(lists...) {
		text, err := embedded.ReadFile(name)
		must(err)
		all = append(all, text...)
	}
	return all
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Version returns a hash of all files.
func Version() string { return load().version }

// URL returns the address of a file such as "css/site.css". All files share one version, so that
// scripts may import one another by relative paths.
func URL(name string) string { return Prefix + load().version + "/" + name }

// Open returns the file at an address below Prefix. current is false if the address has another
// version: the file is then the newest one, and must not be cached forever.
func Open(address string) (body []byte, current, ok bool) {
	version, name, found := strings.Cut(strings.TrimPrefix(address, Prefix), "/")
	body, ok = load().files[path.Clean(name)]
	return body, version == load().version, found && ok
}
