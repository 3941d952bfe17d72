package sqldb

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

func (e *sqliteEngine) explain(err error) error {
	kind := sqliteKind(err)
	if kind == nil {
		return fmt.Errorf("cannot open the database %s: %w", e.path, err)
	}
	advice := "check that this user may write to the file and to its folder"
	switch kind {
	case ErrDamaged:
		advice = "restore a backup, or move the file away to begin with an empty one"
	case ErrBusy:
		advice = "stop the other process that holds it"
	case ErrFull:
		advice = "make room on the disk"
	}
	return fmt.Errorf("cannot open the database %s: %w (%w): %s", e.path, kind, err, advice)
}

// sqliteKind returns the sentinel for an error of the driver, or nil where the
// code speaks of the statement and not of the database.
func sqliteKind(err error) error {
	failed, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return nil
	}
	switch failed.Code() & 0xff { // the other bits of an extended code are details
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return ErrDisk
	case sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL:
		return ErrUnavailable
	}
	return nil
}
