package sqldb

import (
	"errors"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestPostgresErrorsAreNamedByTheirStates(t *testing.T) {
	for state, want := range map[string]error{
		"08006": ErrUnreachable, "57P01": ErrUnreachable, "57P03": ErrUnreachable, "53300": ErrUnreachable,
		"40001": ErrBusy, "40P01": ErrBusy, "55P03": ErrBusy,
		"57014": ErrSlow,
		"53100": ErrFull,
		"25006": ErrReadOnly, "42501": ErrReadOnly,
		"XX001": ErrDamaged,
		"53200": ErrUnavailable, "58030": ErrUnavailable,
		"23514": nil, "22021": nil, "42P01": nil, "": nil, // these are about the statement
	} {
		err := Classify(fmt.Errorf("insert: %w", &pgconn.PgError{Code: state, Message: "cause"}))
		for _, kind := range []error{ErrUnavailable, ErrUnreachable, ErrBusy, ErrSlow, ErrFull, ErrReadOnly, ErrDamaged} {
			is := want != nil && (kind == want || kind == ErrUnavailable)
			if errors.Is(err, kind) != is {
				t.Errorf("%s: %v is %v: %v, want %v", state, err, kind, !is, is)
			}
		}
	}
}
