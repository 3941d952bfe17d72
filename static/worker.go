package static

import (
	_ "embed"
	"encoding/json"
	"regexp"
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

// kept are the files that readers' pages ask for: the other styles stand in the pages, the other icons are for systems.
// forOthers are scripts for authors and editors.
var (
	kept      = regexp.MustCompile(`^(js/.*|css/print\.css|icons/pinhole\.svg)$`)
	forOthers = regexp.MustCompile(`^js/(live|desk)`)
)

// Worker is the script of the worker that lets the site be read without a network. It names the version and the files that it
// keeps, so that another version of the files makes another worker.
var Worker = sync.OnceValue(func() string {
	b := load()
	var files []string
	for name := range b.files {
		if kept.MatchString(name) && !forOthers.MatchString(name) {
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
