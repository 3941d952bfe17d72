package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"pinhole/internal/feedback"
)

// ErrNotFound is what a look-up or a change returns for what is not stored. It
// is [feedback.ErrNotFound].
var ErrNotFound = feedback.ErrNotFound

// ErrUnavailable is what every error below wraps: the database cannot do its
// work now, and the same call may succeed later. It is
// [feedback.ErrUnavailable].
var ErrUnavailable = feedback.ErrUnavailable

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

// ErrNewerSchema is what [Open] returns for a database that a newer program has
// already changed.
var ErrNewerSchema = errors.New("the database belongs to a newer pinhole")

// kindOf returns the sentinel for an error of a driver, or nil where it speaks
// of the statement and not of the database.
func kindOf(err error) error { return cmp.Or(sqliteKind(err), postgresKind(err)) }

// named wraps an error of a driver with the sentinel for its kind, if it has one.
func named(err error) error {
	if err == nil || tellsItself(err) {
		return err
	}
	if kind := kindOf(err); kind != nil {
		return fmt.Errorf("%w (%w)", kind, err)
	}
	return err
}

// tellsItself reports whether an error says what it is without its driver.
func tellsItself(err error) bool {
	for _, known := range []error{ErrUnavailable, ErrNotFound, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// failure wraps what went wrong while doing something, with the sentinel that
// says which kind it is.
func (s *Store) failure(doing string, err error) error {
	if err == nil {
		return nil
	}
	err = named(err)
	if patient, ok := s.engine.(*patientEngine); ok {
		patient.suspect(err)
		if !tellsItself(err) && patient.away() {
			err = fmt.Errorf("%w (%w)", patient.reason(), err)
		}
	}
	if s.writer.closed() && !tellsItself(err) {
		err = ErrClosed // database/sql has no name for a closed database
	}
	return fmt.Errorf("%s: %w", doing, err)
}
