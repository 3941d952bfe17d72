package store

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"

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
	ErrClosed   = fmt.Errorf("%w: it is closed", ErrUnavailable)
	ErrBusy     = fmt.Errorf("%w: another process keeps it locked", ErrUnavailable)
	ErrFull     = fmt.Errorf("%w: no space is left", ErrUnavailable)
	ErrReadOnly = fmt.Errorf("%w: it may not be written", ErrUnavailable)
	ErrDamaged  = fmt.Errorf("%w: the file is damaged or is no database", ErrUnavailable)
)

// ErrNewerSchema is what [Open] returns for a database that a newer program has
// already changed.
var ErrNewerSchema = errors.New("the database belongs to a newer pinhole")

// failure wraps what went wrong while doing something, with the sentinel that
// says which kind it is.
func (s *Store) failure(doing string, err error) error {
	if err == nil {
		return nil
	}
	if kind := sqliteKind(err); kind != nil {
		return fmt.Errorf("%s: %w (%w)", doing, kind, err)
	}
	if s.closed() && !tellsItself(err) {
		return fmt.Errorf("%s: %w", doing, ErrClosed)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// tellsItself reports whether the error has a cause of its own. After Close the
// others come from database/sql, which has no name for a closed database.
func tellsItself(err error) bool {
	_, driver := errors.AsType[*sqlite.Error](err)
	return driver || errors.Is(err, ErrNotFound) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
