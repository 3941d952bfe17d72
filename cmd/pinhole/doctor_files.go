package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"pinhole/internal/store/sqldb"
)

// Free disk space at the database, in bytes: below the first the doctor warns, below the second it
// fails. SQLite's log takes up to [sqldb.MaxLog].
const (
	lowDiskSpace = 1 << 30
	minDiskSpace = 64 << 20
)

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// lookAtFiles looks at who may read an SQLite file, whether it can be written, and how much disk
// space is free.
func (c doctorCommand) lookAtFiles(r *report) {
	if sqldb.IsPostgres(c.Database) {
		return
	}
	if info, err := os.Stat(c.Database); err == nil {
		c.lookAtMode(r, info)
	}
	folder := filepath.Dir(c.Database)
	for missing(folder) && folder != filepath.Dir(folder) {
		folder = filepath.Dir(folder) // it will be made
	}
	free, known, err := freeBytes(folder)
	switch {
	case err != nil:
		r.add("disk", failure, "%s cannot be looked at: %v", folder, unwrapPath(err))
	case !known:
	case free < minDiskSpace:
		r.add("disk", failure, "%d MB are free at %s: make room, or answers cannot be stored; keep %d MB free at least", free>>20, folder, minDiskSpace>>20)
	case free < lowDiskSpace:
		r.add("disk", warning, "%d MB are free at %s: make room before it is full; a backup there needs as much as the database", free>>20, folder)
	default:
		r.add("disk", fine, "%d GB are free at %s", free>>30, folder)
	}
}

func (c doctorCommand) lookAtMode(r *report, info fs.FileInfo) {
	file, err := os.OpenFile(c.Database, os.O_RDWR, 0)
	switch {
	case err != nil:
		r.add("files", failure, "%s cannot be written by this user: %v", c.Database, unwrapPath(err))
		return
	case info.Mode().Perm()&0o077 != 0:
		r.add("files", warning, "others may read %s: chmod 600 it, and its -wal and -shm", c.Database)
	default:
		r.add("files", fine, "%s belongs to this user alone", c.Database)
	}
	file.Close()
}
