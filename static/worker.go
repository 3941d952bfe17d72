package static

import (
	_ "embed"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"sync"
)

var (
	//go:embed worker/sw.js
	worker string
	//go:embed worker/gone.js
	gone string
)

// Worker is the script of the worker that lets the site be read without a network. It names the version and the files that it
// keeps, so that another version of the files makes another worker.
var Worker = sync.OnceValue(func() string {
	b := load()
	var files []string
	for name := range b.files {
		forReaders := !strings.Contains(name, "live.") && !strings.Contains(name, "/desk")
		if path.Ext(name) != ".png" && forReaders { // the others are for systems, authors and editors
			files = append(files, URL(name))
		}
	}
	slices.Sort(files)
	list, err := json.Marshal(files)
	must(err)
	outbox, err := embedded.ReadFile("js/outbox.js")
	must(err)
	text := strings.NewReplacer(`"VERSION"`, `"`+b.version+`"`, `["FILES"]`, string(list)).Replace(worker)
	return script(string(outbox) + text)
})

// NoWorker is the script of a worker that clears what Worker's kept and removes itself.
func NoWorker() string { return script(gone) }

// script makes modules that were put together into one classic script: Firefox takes no other as a worker.
func script(modules string) string {
	var lines []string
	for line := range strings.Lines(modules) {
		if !strings.HasPrefix(line, "import ") && !strings.HasPrefix(line, "export {}") {
			lines = append(lines, strings.TrimPrefix(line, "export "))
		}
	}
	made, err := small("sw.js", []byte(strings.Join(lines, "")))
	must(err)
	return string(made)
}
