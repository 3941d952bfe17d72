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
	familiesFile
	otherBrandsFile
	siteFile
	questionFile
)

// stamp detects changes of a file without reading it.
type stamp struct {
	size int64
	mod  time.Time // zero: not known, or so new that the file may change again without a later time
}

// sameFile reports whether a file with stamp other is certainly unchanged.
func (s stamp) sameFile(other stamp) bool { return s == other && !s.mod.IsZero() }

const (
	maxFile = 1 << 20         // bytes
	tick    = 2 * time.Second // the coarsest clock of a file system in use, FAT's
)

// list returns the content files sorted by path, without reading them.
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
		} else if problem := misplacedProblem(name); problem != "" {
			problems = append(problems, Problem{File: name, Line: 1, Message: problem})
		}
		return nil
	})
	if err != nil {
		problems = append(problems, Problem{File: ".", Line: 1, Message: fmt.Sprintf("the content folder cannot be read: %v", reason(err))})
	}
	return files, problems
}

// stampOf uses a modification time only if it is older than the file system clock's tick.
func stampOf(info fs.FileInfo) stamp {
	if time.Since(info.ModTime()) < tick {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// reason strips the path from an error, because the problem names it already.
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
	case name == "families/"+otherBrandsName+".yaml":
		return otherBrandsFile, true
	case dir == "families/" && strings.HasSuffix(base, ".yaml"):
		return familiesFile, true
	case strings.Count(name, "/") != 2 || !strings.HasSuffix(base, ".md"):
		return 0, false
	}
	switch folder := languageOf(name); {
	case dir == folder+questionsPath && (folder == English || slices.Contains(TranslatedInto(), folder)):
		return questionFile, true
	case folder == English:
		return articleFile, true
	case slices.Contains(TranslatedInto(), folder):
		return translationFile, true
	}
	return 0, false
}

// languageOf returns the first folder of a file's path, which is the language of an article.
func languageOf(name string) string {
	folder, _, _ := strings.Cut(name, "/")
	return folder
}

// misplacedProblem describes what is wrong with a file that looks like misplaced content; it
// returns "" for any other file.
func misplacedProblem(name string) string {
	switch ext := path.Ext(name); {
	case !strings.Contains(name, "/"): // README.md, content.go and the like
		return ""
	case ext == ".md":
		return "an article stands two folders deep: en/<brand>/<name>.md, its translation the same way in " + strings.Join(TranslatedInto(), " or ") + "; move it"
	case strings.HasPrefix(name, "brands/") && (ext == ".yml" || ext == ".json"):
		return "a brand's file ends in .yaml; rename it"
	case strings.HasPrefix(name, "families/") && (ext == ".yml" || ext == ".json"):
		return "a file of families ends in .yaml; rename it"
	}
	return ""
}
