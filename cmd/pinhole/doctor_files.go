package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"pinhole/internal/store"
)

// Room on the disk of the database, in bytes, below which it is time to do something. SQLite's log takes [store.MaxLog] of it.
const (
	littleRoom = 1 << 30
	noRoom     = 64 << 20
)

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// lookAtFiles looks at who may read an SQLite file, whether it can be written, and how much room there is.
func (c doctorCommand) lookAtFiles(r *report) {
	if store.IsPostgres(c.Database) {
		return
	}
	if info, err := os.Stat(c.Database); err == nil {
		c.lookAtMode(r, info)
	}
	folder := filepath.Dir(c.Database)
	for missing(folder) && folder != filepath.Dir(folder) {
		folder = filepath.Dir(folder) // it will be made
	}
	room, known, err := freeBytes(folder)
	switch {
	case err != nil:
		r.add("disk", failure, "%s cannot be looked at: %v", folder, unwrapPath(err))
	case !known:
	case room < noRoom:
		r.add("disk", failure, "%d MB are free at %s: make room, or answers cannot be stored; keep %d MB free at least", room>>20, folder, noRoom>>20)
	case room < littleRoom:
		r.add("disk", warning, "%d MB are free at %s: make room before it is full; a backup there needs as much as the database", room>>20, folder)
	default:
		r.add("disk", fine, "%d GB are free at %s", room>>30, folder)
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
