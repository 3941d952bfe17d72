package sqldb

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"pinhole/internal/outage"

	"github.com/jackc/pgx/v5/pgconn"
)

// ErrUnavailable is what every error below wraps: the database cannot do its work now, and the same
// call may succeed later. It is [outage.ErrUnavailable].
var ErrUnavailable = outage.ErrUnavailable

// Why the database is unavailable.
var (
	ErrClosed      = fmt.Errorf("%w: it is closed", ErrUnavailable)
	ErrBusy        = fmt.Errorf("%w: another process keeps it locked", ErrUnavailable)
	ErrSlow        = fmt.Errorf("%w: it does not answer in time", ErrUnavailable)
	ErrUnreachable = fmt.Errorf("%w: it cannot be reached", ErrUnavailable)
	ErrFull        = fmt.Errorf("%w: no space is left", ErrUnavailable)
	ErrReadOnly    = fmt.Errorf("%w: it may not be written", ErrUnavailable)
	ErrDisk        = fmt.Errorf("%w: its disk does not do what it should", ErrUnavailable)
	ErrReplaced    = fmt.Errorf("%w: another file has taken its place", ErrUnavailable)
	ErrDamaged     = fmt.Errorf("%w: the file is damaged or is no database", ErrUnavailable)
)

// ErrNewerSchema is what [Open] returns for a database that a newer program has already changed.
var ErrNewerSchema = errors.New("the database belongs to a newer pinhole")

// kindOf returns the sentinel for an error of a driver, or nil where it is about the statement and
// not about the database.
func kindOf(err error) error { return cmp.Or(sqliteKind(err), postgresKind(err)) }

// Classify wraps an error of a driver with the sentinel for its kind, if it has one.
func Classify(err error) error {
	switch _, refused := errors.AsType[*pgconn.ConnectError](err); {
	case err == nil || errors.Is(err, ErrUnavailable) || errors.Is(err, context.Canceled):
		return err
	case refused: // in whatever time
		return fmt.Errorf("%w (%w)", ErrUnreachable, err)
	case isClassified(err):
		return err
	}
	if kind := kindOf(err); kind != nil {
		return fmt.Errorf("%w (%w)", kind, err)
	}
	return err
}

// isClassified reports whether callers can tell the kind of an error already.
func isClassified(err error) bool {
	for _, known := range []error{ErrUnavailable, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// Failure is [Classify] for an error of a call on this database: it also says when that was closed
// or has become unavailable meanwhile, and closes a file that is found damaged, see [Config].
func (db *DB) Failure(err error) error {
	if err == nil {
		return nil
	}
	err = Classify(err)
	db.connection.closeIfDamaged(err)
	if isClassified(err) {
		return err
	}
	if db.writer.closed() {
		return ErrClosed // database/sql has no sentinel for a closed database
	}
	if _, cause := db.connection.current(); cause != nil {
		return fmt.Errorf("%w (%w)", cause, err)
	}
	return err
}
