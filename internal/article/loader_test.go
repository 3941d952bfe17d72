package article_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
)

// watched is a file system that records which files are read.
type watched struct {
	fstest.MapFS
	mu   sync.Mutex
	read []string
}

func (w *watched) Open(name string) (fs.File, error) {
	if w.MapFS[name] != nil {
		w.mu.Lock()
		w.read = append(w.read, name)
		w.mu.Unlock()
	}
	return w.MapFS.Open(name)
}

func (w *watched) loads(t *testing.T, l *article.Loader) (*article.Library, []string) {
	t.Helper()
	w.read = nil
	lib, problems := l.Load()
	if len(problems) > 0 {
		t.Fatalf("unexpected problems:\n%v", problems)
	}
	slices.Sort(w.read)
	return lib, w.read
}

// write gives a file new text and a new modification time.
func (w *watched) write(name, text string) {
	old := w.MapFS[name]
	w.MapFS[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: old.ModTime.Add(time.Second)}
}

func TestOnlyWhatChangedIsReadAgain(t *testing.T) {
	files := &watched{MapFS: library(t)}
	l := article.NewLoader(files, options)
	first, read := files.loads(t, l)
	if len(read) != len(base) {
		t.Errorf("the first load read %v, want every file once", read)
	}
	same, read := files.loads(t, l)
	if len(read) > 0 || same != first {
		t.Errorf("nothing changed, and %v was read; same library: %t", read, same == first)
	}

	files.write(otherFile, base[otherFile]+"2. Go on.\n")
	second, read := files.loads(t, l)
	if want := []string{otherFile}; !slices.Equal(read, want) {
		t.Errorf("read %v, want %v", read, want)
	}
	before, _ := first.Article("/acme/reset")
	after, _ := second.Article("/acme/reset")
	if &before.Markdown[0] != &after.Markdown[0] {
		t.Error("an article that did not change was parsed again")
	}
	if changed, _ := second.Article("/acme/other"); len(changed.Steps()) != 2 || after.Related[0] != changed {
		t.Error("the new library does not hold the change, or leads to the old article")
	}

	files.write(otherFile, string(files.MapFS[otherFile].Data))
	if third, read := files.loads(t, l); third != second || len(read) != 1 {
		t.Errorf("a file was touched, and gave another library: %t; read: %v", third != second, read)
	}
	delete(files.MapFS, resetFile)
	files.write(brandFile, "name: Acme\n")
	if fourth, _ := files.loads(t, l); len(fourth.Articles) != 1 {
		t.Errorf("an article was removed, and the library holds %d, want 1", len(fourth.Articles))
	}
}

func TestAnOldLibraryNeverChanges(t *testing.T) {
	reference := mustLoad(t)
	files := &watched{MapFS: library(t)}
	l := article.NewLoader(files, options)
	old, _ := files.loads(t, l)
	if !reflect.DeepEqual(old, reference) {
		t.Fatal("two loads of equal files differ")
	}
	files.write(resetFile, strings.Replace(base[resetFile], "aliases: [/acme/old, /old-reset]\nrelated: [acme-other]\n", "", 1))
	files.write(brandFile, strings.Replace(base[brandFile], "name: Acme\n", "name: Zenith\n", 1))
	if changed, _ := files.loads(t, l); reflect.DeepEqual(changed, reference) {
		t.Error("the change is not seen")
	}
	if !reflect.DeepEqual(old, reference) {
		t.Error("a load changed the library of an earlier one")
	}
}

func TestAnErrorGoesAwayWithItsCause(t *testing.T) {
	files := &watched{MapFS: library(t)}
	l := article.NewLoader(files, options)
	files.loads(t, l)
	for range 2 {
		files.write(otherFile, "no front matter")
		for range 2 { // the second time, nothing changed
			if lib, problems := l.Load(); lib != nil || len(problems.Errors()) != 1 {
				t.Fatalf("a broken file gave a library: %t, and %v", lib != nil, problems)
			}
		}
		files.write(otherFile, base[otherFile])
		files.loads(t, l)
	}
}

func TestDaysAreJudgedAtEachLoad(t *testing.T) {
	now := time.Date(2026, 11, 21, 23, 59, 0, 0, time.UTC)
	daily := options
	daily.Now = func() time.Time { return now }
	l := article.NewLoader(library(t), daily)
	const future = "error: checked lies in the future; write the day on which the source was read"
	if _, problems := l.Load(); len(problems) != 3 || !strings.HasSuffix(problems[0].String(), future) {
		t.Errorf("a day early: got\n%v", problems)
	}
	now = now.Add(time.Minute)
	first, problems := l.Load()
	if len(problems) > 0 {
		t.Errorf("on the day: got\n%v", problems)
	}
	now = now.Add(24 * time.Hour)
	second, problems := l.Load()
	if len(problems.Warnings()) != 1 || !strings.Contains(problems.Error(), "the review was due on 2026-11-22") {
		t.Errorf("a day later: got\n%v", problems)
	}
	if len(first.Warnings) != 0 || len(second.Warnings) != 1 {
		t.Errorf("warnings of the libraries: %v and %v", first.Warnings, second.Warnings)
	}
}

// A file may be written twice within one tick of the file system's clock, with texts of equal
// length.
func TestAFreshFileIsReadAgain(t *testing.T) {
	files := &watched{MapFS: library(t)}
	now := time.Now()
	files.MapFS[otherFile].ModTime = now
	l := article.NewLoader(files, options)
	files.loads(t, l)
	files.MapFS[otherFile] = &fstest.MapFile{Data: []byte(strings.Replace(base[otherFile], "Why a", "How a", 1)), ModTime: now}
	lib, _ := files.loads(t, l)
	if a, _ := lib.Article("/acme/other"); a.Title != "How a reset helps" {
		t.Errorf("the change was not seen: %s", a.Title)
	}
}

// Embedded files have no time.
func TestFilesWithoutTimeGiveTheSameLibrary(t *testing.T) {
	fsys := library(t)
	for _, f := range fsys {
		f.ModTime = time.Time{}
	}
	l := article.NewLoader(fsys, options)
	first, _ := l.Load()
	if second, _ := l.Load(); first == nil || first != second {
		t.Error("nothing changed, and the library is another")
	}
}

func TestSymbolicLinks(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, library(t)); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "linked.md")
	text := strings.NewReplacer("acme-other", "acme-linked", "Why", "Also why").Replace(base[otherFile])
	write := func(text string, at time.Time) {
		t.Helper()
		if err := os.WriteFile(outside, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(outside, at, at); err != nil {
			t.Fatal(err)
		}
	}
	link := func(to, name string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(dir, "en", "acme", name)); err != nil {
			t.Fatal(err)
		}
	}
	write(text, today.AddDate(0, -1, 0))
	link(outside, "linked.md")
	l := article.NewLoader(os.DirFS(dir), options)
	if _, problems := l.Load(); len(problems) > 0 {
		t.Fatal(problems)
	}
	write(text+"2. Go on.\n", today.AddDate(0, -1, 1))
	lib, problems := l.Load()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if a, _ := lib.Article("/acme/linked"); len(a.Steps()) != 2 {
		t.Error("what the link leads to changed, and the library did not")
	}
	link(filepath.Join(dir, "nowhere"), "nowhere.md")
	link(dir, "folder.md")
	_, problems = l.Load()
	want := "en/acme/folder.md:1: error: this is no file; move it out of the content folder\n" +
		"en/acme/nowhere.md:1: error: this file cannot be read: no such file or directory"
	if got := problems.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// vanishing is a file system from which a file is removed while it is walked through.
type vanishing struct{ fstest.MapFS }

func (v vanishing) Stat(name string) (fs.FileInfo, error) {
	if name == resetFile {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return v.MapFS.Stat(name)
}

func TestAFileThatIsRemovedMeanwhileIsNoProblem(t *testing.T) {
	lib, problems := article.Load(vanishing{library(t, change{brandFile, "(/acme/reset#step-2)", "(/acme)"})}, options)
	if lib == nil || len(lib.Articles) != 1 {
		t.Errorf("got %v", problems)
	}
}
