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
	noWorker string
)

// offlineFiles matches the files that readers' pages request: other styles are inline, other icons
// are for operating systems. deskScripts matches scripts for authors and editors.
var (
	offlineFiles = regexp.MustCompile(`^(js/.*|css/(print|card)\.css|icons/pinhole\.svg)$`)
	deskScripts  = regexp.MustCompile(`^js/(live|desk)`)
)

// Worker returns the script of the service worker for reading offline. It contains the version and
// the files to cache, so that a new version of the files is a new worker.
var Worker = sync.OnceValue(func() string {
	b := load()
	var files []string
	for name := range b.files {
		if offlineFiles.MatchString(name) && !deskScripts.MatchString(name) {
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

// NoWorker returns the script of a worker that clears the cache of Worker's and unregisters itself.
func NoWorker() string { return script(noWorker) }

// script converts concatenated modules to one classic script, because Firefox accepts no modules as
// service workers.
func script(modules string) string {
	var lines []string
	for line := range strings.Lines(modules) {
		if !strings.HasPrefix(line, "import ") && !strings.HasPrefix(line, "export {}") {
			lines = append(lines, strings.TrimPrefix(line, "export "))
		}
	}
	minified, err := minifyFile("sw.js", []byte(strings.Join(lines, "")))
	must(err)
	return string(minified)
}
