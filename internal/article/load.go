package article

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"pinhole/internal/markdown"
)

// Options are what a load needs to know beside the files.
type Options struct {
	Today time.Time // for dates in the future and reviews that are due; its day in UTC counts
	Pages []string  // addresses that the program itself serves, to which articles may link
	Files fs.FS     // what stands below /drawings/ and the like, for pictures; nil: pictures are not looked up
}

// Load reads a content folder. It gives a Library only when there is no error; the problems hold warnings even then.
func Load(fsys fs.FS, o Options) (*Library, Problems) { return NewLoader(fsys, o).Load() }

// Loader loads a content folder again and again, and parses only the files that changed since. Its Load may not be called
// by two goroutines at once.
type Loader struct {
	fsys    fs.FS
	options Options
	parsed  map[string]*parsed
}

// parsed is one file's own result, before the files are seen together. It is never changed.
type parsed struct {
	stamp    stamp
	front    *front
	brand    *Brand
	site     Site
	problems Problems
}

// stamp tells whether a file changed without reading it.
type stamp struct {
	size int64
	mod  time.Time
}

// NewLoader prepares a loader for a content folder.
func NewLoader(fsys fs.FS, o Options) *Loader {
	o.Today = o.Today.UTC().Truncate(24 * time.Hour)
	return &Loader{fsys: fsys, options: o, parsed: map[string]*parsed{}}
}

// Load gives a new Library, or every problem that stands in its way.
func (l *Loader) Load() (*Library, Problems) {
	files, problems := l.list()
	next := l.parseAll(files)
	for _, f := range files {
		problems = append(problems, next[f.path].problems...)
	}
	l.parsed = next
	lib, more := assemble(files, next, l.options)
	problems = append(problems, more...)
	problems.sort()
	if len(problems.Errors()) > 0 {
		return nil, problems
	}
	lib.Warnings = problems
	return lib, problems
}

// file is a content file to read.
type file struct {
	path  string
	kind  fileKind
	stamp stamp
}

type fileKind uint8

const (
	articleFile fileKind = iota
	brandFile
	siteFile
)

const maxFile = 1 << 20 // bytes

func (l *Loader) list() ([]file, Problems) {
	var files []file
	var problems Problems
	err := fs.WalkDir(l.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); name != "." && strings.ContainsAny(base[:1], "_.") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		kind, known := classify(name)
		if !known {
			if problem := misplaced(name); problem != "" {
				problems = append(problems, Problem{File: name, Line: 1, Message: problem})
			}
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // removed while walking
		}
		if err != nil {
			return err
		}
		if info.Size() > maxFile {
			problems = append(problems, Problem{File: name, Line: 1, Message: "this file is larger than 1 MiB; split it"})
			return nil
		}
		files = append(files, file{name, kind, stamp{info.Size(), info.ModTime()}})
		return nil
	})
	if err != nil {
		problems = append(problems, Problem{File: ".", Line: 1, Message: fmt.Sprintf("the content folder cannot be read: %v", err)})
	}
	return files, problems
}

func classify(name string) (fileKind, bool) {
	dir, base := path.Split(name)
	switch {
	case name == "site.yaml":
		return siteFile, true
	case dir == "brands/" && strings.HasSuffix(base, ".yaml"):
		return brandFile, true
	case strings.Count(name, "/") == 2 && strings.HasPrefix(name, englishDir+"/") && strings.HasSuffix(base, ".md"):
		return articleFile, true
	}
	return 0, false
}

// misplaced says what is wrong with a file that is not content but looks as if it were meant to be.
func misplaced(name string) string {
	switch ext := path.Ext(name); {
	case !strings.Contains(name, "/"): // README.md, content.go and the like
		return ""
	case ext == ".md":
		return "an article stands two folders deep: en/<brand>/<name>.md; move it"
	case strings.HasPrefix(name, "brands/") && (ext == ".yml" || ext == ".json"):
		return "a brand's file ends in .yaml; rename it"
	}
	return ""
}

// parseAll parses what changed, on all cores.
func (l *Loader) parseAll(files []file) map[string]*parsed {
	results := make([]*parsed, len(files))
	work := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(1, len(files))) {
		wg.Go(func() {
			for i := range work {
				results[i] = l.parse(files[i])
			}
		})
	}
	for i, f := range files {
		if old := l.parsed[f.path]; old != nil && old.stamp == f.stamp && !f.stamp.mod.IsZero() {
			results[i] = old
			continue
		}
		work <- i
	}
	close(work)
	wg.Wait()
	next := make(map[string]*parsed, len(files))
	for i, f := range files {
		next[f.path] = results[i]
	}
	return next
}

func (l *Loader) parse(f file) *parsed {
	p := &parsed{stamp: f.stamp}
	text, err := fs.ReadFile(l.fsys, f.path)
	if err != nil {
		p.problems = Problems{{File: f.path, Line: 1, Message: fmt.Sprintf("this file cannot be read: %v", err)}}
		return p
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	}
	slug := strings.TrimSuffix(path.Base(f.path), path.Ext(f.path))
	switch f.kind {
	case siteFile:
		p.site, p.problems = parseSite(f.path, text, l.options.Today)
	case brandFile:
		p.brand, p.problems = parseBrand(f.path, slug, text, l.options.Today)
	case articleFile:
		p.front, p.problems = parseArticle(f.path, slug, text, l.options.Today)
	}
	return p
}

func parseArticle(name, slug string, text []byte, today time.Time) (*front, Problems) {
	r := &reader{file: name, before: 1, today: today}
	head, body, bodyLine, ok := splitFront(text)
	if !ok {
		r.fail(0, "the front matter is missing: begin the file with a line ---, the keys, and another line ---")
		return nil, r.problems
	}
	f := r.front(head)
	if f == nil {
		return nil, r.problems
	}
	a := f.article
	a.File, a.Slug, a.Language, a.Markdown = name, slug, englishDir, bytes.Clone(body)
	if !validSlug(slug) {
		r.fail(0, "the file name %q is not usable as an address; use small letters, digits and single hyphens", slug)
	}
	if folder := path.Base(path.Dir(name)); f.brand != "" && f.brand != folder {
		r.fail(f.lines["brand"], "brand %q stands in the folder %q; move the file or correct the brand", f.brand, folder)
	}
	doc, problems := markdown.Parse(a.Markdown, markdown.Options{FirstLine: bodyLine, Resolve: r.resolve})
	for _, p := range problems {
		r.problems = append(r.problems, Problem{File: name, Line: p.Line, Warning: p.Warning, Message: p.Message})
	}
	a.Body = doc
	r.body(f, bodyLine)
	a.Revision = revision(a)
	return f, r.problems
}

// body notes what an article of this goal and confidence lacks in its text.
func (r *reader) body(f *front, bodyLine int) {
	a := f.article
	has := func(k markdown.Kind) bool {
		return slices.ContainsFunc(a.Body.Sections, func(s markdown.Section) bool { return s.Kind == k })
	}
	switch {
	case a.Goal.Procedure() && a.Goal != "" && !has(markdown.Steps):
		r.fail(bodyLine-r.before, "a procedure needs its steps: add a heading \"## Steps\" with a numbered list")
	case len(a.Body.Sections) == 0:
		r.fail(bodyLine-r.before, "the article has no text; write it below the front matter")
	}
	if a.Confidence == "conflicting" && !has(markdown.Disagree) {
		r.fail(f.lines["confidence"], "sources conflict: add a section \"## Where sources disagree\" that says what each says and which to try first")
	}
}
