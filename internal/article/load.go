package article

import (
	"bytes"
	"hash/maphash"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Options configures a load.
type Options struct {
	Today    time.Time          // for checks of dates; its day in UTC counts
	Now      func() time.Time   // overrides Today at each load, for long-running programs
	Pages    []string           // addresses of the program's own pages, to which articles may link
	Pictures map[string]Picture // by address, such as /drawings/label.svg; nil: pictures are not checked
}

// Picture is a picture's size in CSS pixels, which pages state to avoid layout shifts.
type Picture struct{ Width, Height int }

// today returns the day of a load, at midnight UTC.
func (o Options) today() time.Time {
	now := o.Today
	if o.Now != nil {
		now = o.Now()
	}
	return now.UTC().Truncate(24 * time.Hour)
}

// seed is the seed of all fingerprints of this process.
var seed = maphash.MakeSeed()

// Load loads a content folder once. The Library is nil if any problem is an error; the problems may
// hold warnings in either case.
func Load(fsys fs.FS, o Options) (*Library, Problems) { return NewLoader(fsys, o).Load() }

// Loader loads a content folder repeatedly and parses only changed files. It is not safe for
// concurrent use.
type Loader struct {
	fsys    fs.FS
	options Options

	parsed   map[string]*parsed
	compared map[pair]Problems // of translations
	library  *Library          // of the last load; nil if that had an error
	problems Problems
	day      time.Time
}

// NewLoader returns a loader for a content folder. Its first load reads files in parallel.
func NewLoader(fsys fs.FS, o Options) *Loader {
	return &Loader{fsys: fsys, options: o, parsed: map[string]*parsed{}}
}

// Load returns a new Library and its warnings, or nil and all problems. If nothing changed since
// the last load, it returns the same Library.
func (l *Loader) Load() (*Library, Problems) {
	files, problems := l.list()
	files, changed := l.parseChanged(files)
	today := l.options.today()
	if !changed && len(problems) == 0 && l.library != nil && today.Equal(l.day) {
		return l.library, l.problems
	}
	for _, f := range files {
		p := l.parsed[f.path]
		problems = append(problems, p.problems...)
		problems = append(problems, checkDates(f.path, p.dated, today)...)
	}
	lib, more := l.assemble(files)
	problems = append(problems, more...)
	problems.sort()
	if slices.ContainsFunc(problems, func(p Problem) bool { return !p.Warning }) {
		lib = nil
	} else {
		for _, view := range lib.views {
			view.Warnings = problems
		}
	}
	l.library, l.problems, l.day = lib, problems, today
	return lib, problems
}

// parseChanged parses the files that changed. It returns those that still exist, and whether
// anything changed. The first load, for which somebody waits, uses all processors; later ones only
// the caller's goroutine, to leave processors for serving articles.
func (l *Loader) parseChanged(files []file) (remaining []file, changed bool) {
	results := make([]*parsed, len(files))
	var next atomic.Int64
	worker := func() {
		var text bytes.Buffer
		for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
			results[i] = l.loadFile(files[i], l.parsed[files[i].path], &text)
		}
	}
	if len(l.parsed) > 0 {
		worker()
	} else {
		var wg sync.WaitGroup
		for range min(runtime.GOMAXPROCS(0), len(files)) {
			wg.Go(worker)
		}
		wg.Wait()
	}

	current := make(map[string]*parsed, len(files))
	remaining = files[:0]
	for i, f := range files {
		if results[i] == nil {
			continue // removed meanwhile
		}
		old := l.parsed[f.path]
		changed = changed || old == nil || old.sum != results[i].sum
		current[f.path] = results[i]
		remaining = append(remaining, f)
	}
	changed = changed || len(current) != len(l.parsed)
	l.parsed = current
	return remaining, changed
}
