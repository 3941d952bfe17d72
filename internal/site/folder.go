package site

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// errOutside is why a file is not read whose symbolic link leads away.
var errOutside = errors.New("it is a symbolic link that leads outside the content folder, or an absolute one; put the file into the folder, or write a relative link")

// linkDepth is how deep below the content folder a symbolic link may stand for a folder: articles
// are two folders deep. It keeps a link to its own parent from being followed without end.
const linkDepth = 2

// Folder is the content folder of this path as a file system. The path may be a symbolic link,
// which each call follows again, so that it can be switched. Symbolic links inside count as
// what they lead to, as long as that is inside too; reading any other one is an error.
func Folder(dir string) fs.FS { return folder(filepath.Clean(dir)) }

type folder string

// Open opens a file for reading.
func (f folder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := os.OpenInRoot(string(f), filepath.FromSlash(name))
	if err == nil {
		return file, nil
	}
	reason := err
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		reason = pathError.Err
	}
	if _, found := os.Stat(f.path(name)); found == nil && !errors.Is(err, fs.ErrPermission) && f.throughLink(name) {
		reason = errOutside
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: reason}
}

// throughLink reports whether a part of a name is a symbolic link.
func (f folder) throughLink(name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if info, err := os.Lstat(f.path(name)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return true
		}
	}
	return false
}

// Stat describes what a name leads to, wherever that is: reading it is what Open refuses.
func (f folder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(os.DirFS(string(f)), name) }

// ReadDir lists a folder, in which links to folders look like folders.
func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	opened, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	list, err := opened.(*os.File).ReadDir(-1)
	for i, entry := range list {
		if entry.Type()&fs.ModeSymlink == 0 || !mayBeFolder(path.Join(name, entry.Name())) {
			continue
		}
		if info, err := os.Stat(f.path(path.Join(name, entry.Name()))); err == nil && info.IsDir() {
			list[i] = fs.FileInfoToDirEntry(info)
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

func (f folder) path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }

// mayBeFolder reports whether a link of this name below the content folder may stand for a folder.
func mayBeFolder(name string) bool { return strings.Count(name, "/") < linkDepth }
