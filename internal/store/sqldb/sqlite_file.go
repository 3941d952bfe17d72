package sqldb

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
)

// prepareFile makes the database's folder and file where they are missing, readable by nobody else,
// and finds out whether they can be written. SQLite gives its companion files the same mode. The
// file is marked as in use until it is closed, which must not be before SQLite has closed it: a
// process that closes a file loses all locks that it has there.
func prepareFile(path string) (*os.File, error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, diskError(err, fmt.Sprintf("cannot make the folder %s for the database (%v): choose a folder that this user may write to", folder, WithoutPath(err)))
	}
	file, taken, err := OpenLocked(path, false)
	if err != nil {
		return nil, diskError(err, fmt.Sprintf("cannot write the database %s (%v): choose a file that this user may write to", path, WithoutPath(err)))
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

// OpenLocked opens a file, makes it where it is missing, and marks it as in use until it is closed:
// by this program alone or by any number of them. It does not wait: taken reports that another
// program has it. A file that is replaced meanwhile is opened again.
func OpenLocked(path string, exclusive bool) (file *os.File, taken bool, err error) {
	for {
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, false, err
		}
		if lockFile(file, exclusive) {
			return nil, true, file.Close()
		}
		opened, err := file.Stat()
		if err != nil {
			return nil, false, errors.Join(err, file.Close())
		}
		if there, err := os.Stat(path); err == nil && os.SameFile(opened, there) {
			return file, false, nil
		}
		file.Close() // nothing was written to it
	}
}

// WithoutPath returns an error of a file without the operation and the path, for messages that name
// the path already.
func WithoutPath(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	if linkErr, ok := errors.AsType[*os.LinkError](err); ok {
		return linkErr.Err
	}
	return err
}

// sqliteURL returns the file's name as the driver wants it, so that no character of its path is
// taken for a parameter.
func sqliteURL(path string, parameters url.Values) string {
	name := url.URL{Scheme: "file", Path: path, OmitHost: true, RawQuery: parameters.Encode()}
	return name.String()
}

// OpenFile opens an SQLite file that exists, without migrating it and beside whatever else has it
// open. With readOnly nobody else may write to the file; it is not changed, not even by what its
// log holds.
func OpenFile(path string, readOnly bool) (*sql.DB, error) {
	options := url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)"}}
	if readOnly {
		options.Set("mode", "ro")
		if _, err := os.Stat(path + "-wal"); err != nil {
			options.Set("immutable", "1") // else SQLite would put a log beside it
		}
	}
	db, err := sql.Open("sqlite", sqliteURL(path, options))
	if err != nil {
		return nil, fmt.Errorf("cannot open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}
