package store

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
)

// prepareFile makes the database's folder and file where they are missing,
// readable by nobody else, and finds out whether they can be written. SQLite
// gives its companion files the same mode. The file is marked as in use until it
// is closed, which must not be before SQLite has closed it: a process that closes
// a file gives up all that it has locked there.
func prepareFile(path string) (*os.File, error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, diskError(err, fmt.Sprintf("cannot make the folder %s for the database (%v): choose a folder that this user may write to", folder, reason(err)))
	}
	file, taken, err := openMarked(path, false)
	if err != nil {
		return nil, diskError(err, fmt.Sprintf("cannot write the database %s (%v): choose a file that this user may write to", path, reason(err)))
	}
	if taken {
		return nil, fmt.Errorf("cannot open the database %s: %w: pinhole restore is at work on it, so start again when that is done", path, ErrBusy)
	}
	return file, nil
}

// diskError says what is wrong with the disk, or else what the text says.
func diskError(err error, text string) error {
	switch {
	case errors.Is(err, syscall.EROFS):
		return explained{text, []error{ErrReadOnly, err}}
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return explained{text, []error{ErrFull, err}}
	case errors.Is(err, syscall.EIO):
		return explained{text, []error{ErrUnavailable, err}}
	}
	return explained{text, []error{err}}
}

// openMarked opens a file, makes it where it is missing, and marks it as in use.
// Whoever replaces the file between the two leaves a mark on nothing; then it
// begins anew.
func openMarked(path string, alone bool) (file *os.File, taken bool, err error) {
	for {
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, false, err
		}
		if lockFile(file, alone) {
			return nil, true, file.Close()
		}
		held, err := file.Stat()
		if err != nil {
			return nil, false, errors.Join(err, file.Close())
		}
		if there, err := os.Stat(path); err == nil && os.SameFile(held, there) {
			return file, false, nil
		}
		file.Close() // nothing was written to it
	}
}

// reason leaves the path out of a file's error, which is named already.
func reason(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	if linkErr, ok := errors.AsType[*os.LinkError](err); ok {
		return linkErr.Err
	}
	return err
}

// sqliteURL names the file so that no character of its path is taken for a
// parameter.
func sqliteURL(path string, parameters url.Values) string {
	name := url.URL{Scheme: "file", Path: path, OmitHost: true, RawQuery: parameters.Encode()}
	return name.String()
}
