package sqldb

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// postgresKind returns the sentinel for an error of the driver, or nil where it
// speaks of the statement and not of the database.
func postgresKind(err error) error {
	if failed, ok := errors.AsType[*pgconn.PgError](err); ok {
		if kind := stateKind(failed.Code); kind != nil {
			return kind
		}
	}
	_, refused := errors.AsType[*pgconn.ConnectError](err)
	_, broken := errors.AsType[*net.OpError](err)
	if refused || broken {
		return ErrUnreachable
	}
	for _, lost := range []error{driver.ErrBadConn, pgconn.ErrConnClosed, io.EOF, io.ErrUnexpectedEOF} {
		if errors.Is(err, lost) {
			return ErrUnreachable
		}
	}
	return nil
}

// stateKind returns the sentinel for an SQLSTATE, as appendix A of PostgreSQL's
// manual lists them.
func stateKind(state string) error {
	switch state {
	case "40001", "40P01", "55P03": // serialisation, deadlock, lock
		return ErrBusy
	case "57014": // by statement_timeout
		return ErrSlow
	case "53300", "25P03", "57P01", "57P02", "57P03", "57P05": // too many connections, timed out, ended, crashed, starting
		return ErrUnreachable
	case "53100":
		return ErrFull
	case "25006", "3F000", "42501": // a standby, no schema, no privilege
		return ErrReadOnly
	case "XX001", "XX002":
		return ErrDamaged
	}
	switch state[:min(2, len(state))] {
	case "08": // connection
		return ErrUnreachable
	case "53", "57", "58": // resources, intervention, system
		return ErrUnavailable
	}
	return nil
}

func (e *postgresEngine) explain(err error) error {
	kind := postgresKind(err)
	if kind == nil {
		return fmt.Errorf("cannot open the database %s: %w", e.name(), err)
	}
	return explained{fmt.Sprintf("cannot open the database %s: %s (%s): %s", e.name(), kind, oneLine(err), postgresAdvice(err)), []error{kind, err}}
}

// explained is a sentence about other errors that does not repeat them.
type explained struct {
	text string
	errs []error
}

func (e explained) Error() string   { return e.text }
func (e explained) Unwrap() []error { return e.errs }

// postgresAdvice says what to do about a database that does not open.
func postgresAdvice(err error) string {
	state := ""
	if failed, ok := errors.AsType[*pgconn.PgError](err); ok {
		state = failed.Code
	}
	switch state {
	case "28000", "28P01":
		return "check the user, and the password in PGPASSWORD or in the file that PGPASSFILE names"
	case "3D000":
		return "make the database first, as with createdb"
	case "3F000", "42501":
		return "let this user make tables there, as with GRANT CREATE ON SCHEMA public"
	case "25006":
		return "name the server that takes writes"
	case "53100":
		return "make room on its disk"
	case "53300":
		return "let the server take more connections, or stop another program"
	}
	return "check that PostgreSQL runs there and takes connections from here"
}

// explainAddress says why an address cannot be read. It repeats nothing of it but
// the names of files, because any other part may be a password that stands where
// it should not.
func explainAddress(err error) error {
	if file, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("the address of the PostgreSQL database names a file that cannot be read: %w", file)
	}
	return errors.New("the address of the PostgreSQL database cannot be read: write it as postgres://USER@HOST:5432/NAME?PARAMETER=VALUE")
}

// oneLine makes one line of the attempts that the driver lists, each once.
func oneLine(err error) string {
	lines := strings.Split(err.Error(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	text := strings.Join(slices.Compact(lines), "; ")
	return strings.Replace(text, ":; ", ": ", 1)
}
