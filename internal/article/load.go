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

// Options are what a load needs to know beside the files.
type Options struct {
	Today    time.Time          // for dates in the future and reviews that are due; its day in UTC counts
	Now      func() time.Time   // where it is set, it gives Today anew at each load, for programs that run for weeks
	Pages    []string           // addresses that the program itself serves, to which articles may link
	Pictures map[string]Picture // by address, such as /drawings/label.svg; nil: pictures are not looked up
}

// Picture is what a page must know of a picture before it is there: its size in CSS pixels.
type Picture struct{ Width, Height int }

// today is the day on which a load happens, at midnight UTC.
func (o Options) today() time.Time {
	now := o.Today
	if o.Now != nil {
		now = o.Now()
	}
	return now.UTC().Truncate(24 * time.Hour)
}

// seed is that of the fingerprints, which are good for as long as the program runs.
var seed = maphash.MakeSeed()

// Load reads a content folder. It gives a Library only when there is no error; the problems hold warnings even then.
func Load(fsys fs.FS, o Options) (*Library, Problems) { return NewLoader(fsys, o).Load() }

// Loader loads a content folder again and again, and parses only the files that changed since. Its Load may not be called
// by two goroutines at once.
type Loader struct {
	fsys    fs.FS
	options Options

	parsed   map[string]*parsed
	compared map[pair]Problems // of translations
	library  *Library          // of the last load; nil when it had an error
	problems Problems
	day      time.Time
}

// NewLoader prepares a loader for a content folder. The first load reads its files by several goroutines at once.
func NewLoader(fsys fs.FS, o Options) *Loader {
	return &Loader{fsys: fsys, options: o, parsed: map[string]*parsed{}}
}

// Load gives a new Library, or every problem that stands in its way. When nothing changed since the last load, it gives the
// same Library again.
func (l *Loader) Load() (*Library, Problems) {
	files, problems := l.list()
	files, changed := l.read(files)
	today := l.options.today()
	if !changed && len(problems) == 0 && l.library != nil && today.Equal(l.day) {
		return l.library, l.problems
	}
	for _, f := range files {
		p := l.parsed[f.path]
		problems = append(problems, p.problems...)
		problems = append(problems, judge(f.path, p.dated, today)...)
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

// read looks at every file and parses those that changed. It gives the files that are still there, and says whether anything is
// not as it was. For the first load, which somebody waits for, all processors read; later only the caller's goroutine does, so
// that those who read articles meanwhile find a processor that is free.
func (l *Loader) read(files []file) (still []file, changed bool) {
	results := make([]*parsed, len(files))
	var next atomic.Int64
	look := func() {
		var text bytes.Buffer
		for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
			results[i] = l.look(files[i], l.parsed[files[i].path], &text)
		}
	}
	if len(l.parsed) > 0 {
		look()
	} else {
		var wg sync.WaitGroup
		for range min(runtime.GOMAXPROCS(0), len(files)) {
			wg.Go(look)
		}
		wg.Wait()
	}

	now := make(map[string]*parsed, len(files))
	still = files[:0]
	for i, f := range files {
		if results[i] == nil {
			continue // removed meanwhile
		}
		old := l.parsed[f.path]
		changed = changed || old == nil || old.sum != results[i].sum
		now[f.path] = results[i]
		still = append(still, f)
	}
	changed = changed || len(now) != len(l.parsed)
	l.parsed = now
	return still, changed
}
