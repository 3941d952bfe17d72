package store

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// readers is how many queries may run at once beside the writer.
const readers = 4

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

// openSQLite returns one connection that writes and some that read. Nothing is
// opened yet.
func openSQLite(path string) (writer, reader *sql.DB, err error) {
	// FULL flushes the log at each commit, or a power cut could take the last ones
	// away. A transaction takes the lock when it begins, because one that reads
	// first could not get it later. The log is written back every 16 MB and the
	// cache holds 32 MB: under load that is a tenth faster than the defaults.
	writer, err = sql.Open("sqlite", sqliteURL(path, url.Values{
		"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "wal_autocheckpoint(4000)", "cache_size(-32000)"},
		"_txlock": {"immediate"},
	}))
	if err != nil {
		return nil, nil, err
	}
	reader, err = sql.Open("sqlite", sqliteURL(path, url.Values{
		"_pragma": {"busy_timeout(5000)", "query_only(ON)", "foreign_keys(ON)"},
	}))
	if err != nil {
		return nil, nil, errors.Join(err, writer.Close())
	}
	writer.SetMaxOpenConns(1)
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	return writer, reader, nil
}

// sqliteURL names the file so that no character of its path is taken for a
// parameter.
func sqliteURL(path string, parameters url.Values) string {
	name := url.URL{Scheme: "file", Path: path, OmitHost: true, RawQuery: parameters.Encode()}
	return name.String()
}

// sqliteKind returns the sentinel for an error of the driver, or nil where the
// code speaks of the statement and not of the database.
func sqliteKind(err error) error {
	failed, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return nil
	}
	switch failed.Code() & 0xff { // the rest of an extended code tells details
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL:
		return ErrUnavailable
	}
	return nil
}
