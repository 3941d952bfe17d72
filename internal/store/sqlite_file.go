package store

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// prepareFile makes the database's folder and file where they are missing,
// readable by nobody else, and finds out whether they can be written. SQLite
// gives its companion files the same mode.
func prepareFile(path string) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("cannot make the folder %s for the database (%w): choose a folder that this user may write to", folder, reason(err))
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("cannot write the database %s (%w): choose a file that this user may write to", path, reason(err))
	}
	return file.Close()
}

// reason leaves the path out of a file's error, which is named already.
func reason(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	return err
}

// sqliteURL names the file so that no character of its path is taken for a
// parameter.
func sqliteURL(path string, parameters url.Values) string {
	name := url.URL{Scheme: "file", Path: path, OmitHost: true, RawQuery: parameters.Encode()}
	return name.String()
}
