package article

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// file is a content file to read.
type file struct {
	path string
	kind fileKind
	link bool // a symbolic link
}

type fileKind uint8

const (
	articleFile fileKind = iota
	translationFile
	brandFile
	siteFile
)

// stamp tells whether a file changed without reading it.
type stamp struct {
	size int64
	mod  time.Time // zero: not known, or so new that the file may change again without a later time
}

// tells says that a file with another stamp is the same file, unchanged.
func (s stamp) tells(other stamp) bool { return s == other && !s.mod.IsZero() }

const (
	maxFile = 1 << 20         // bytes
	tick    = 2 * time.Second // the coarsest clock of a file system in use, FAT's
)

// list finds the content files, in the order of their paths, without looking at them.
func (l *Loader) list() ([]file, Problems) {
	var files []file
	var problems Problems
	err := fs.WalkDir(l.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name != "." {
			return nil // removed while walking
		}
		if err != nil && name != "." {
			problems = append(problems, Problem{File: name, Line: 1, Message: fmt.Sprintf("this folder cannot be read: %v", reason(err))})
			return fs.SkipDir
		}
		if err != nil {
			return err
		}
		if name != "." && strings.ContainsAny(d.Name()[:1], "_.") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		if kind, known := classify(name); known {
			files = append(files, file{name, kind, d.Type()&fs.ModeSymlink != 0})
		} else if trouble := misplaced(name); trouble != "" {
			problems = append(problems, Problem{File: name, Line: 1, Message: trouble})
		}
		return nil
	})
	if err != nil {
		problems = append(problems, Problem{File: ".", Line: 1, Message: fmt.Sprintf("the content folder cannot be read: %v", reason(err))})
	}
	return files, problems
}

// stampOf trusts a time of change only when it is older than the clock's tick.
func stampOf(info fs.FileInfo) stamp {
	if time.Since(info.ModTime()) < tick {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// reason leaves the path out of an error: the problem names it already.
func reason(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

func classify(name string) (fileKind, bool) {
	dir, base := path.Split(name)
	switch {
	case name == "site.yaml":
		return siteFile, true
	case dir == "brands/" && strings.HasSuffix(base, ".yaml"):
		return brandFile, true
	case strings.Count(name, "/") != 2 || !strings.HasSuffix(base, ".md"):
		return 0, false
	}
	switch folder := languageOf(name); {
	case folder == English:
		return articleFile, true
	case slices.Contains(TranslatedInto(), folder):
		return translationFile, true
	}
	return 0, false
}

// languageOf is the first folder of a file's path, which for articles is their language.
func languageOf(name string) string {
	folder, _, _ := strings.Cut(name, "/")
	return folder
}

// misplaced says what is wrong with a file that is not content but looks as if it were meant to be.
func misplaced(name string) string {
	switch ext := path.Ext(name); {
	case !strings.Contains(name, "/"): // README.md, content.go and the like
		return ""
	case ext == ".md":
		return "an article stands two folders deep: en/<brand>/<name>.md, its translation the same way in " + strings.Join(TranslatedInto(), " or ") + "; move it"
	case strings.HasPrefix(name, "brands/") && (ext == ".yml" || ext == ".json"):
		return "a brand's file ends in .yaml; rename it"
	}
	return ""
}
