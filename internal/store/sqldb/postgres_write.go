package sqldb

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// attempts is how often a batch is tried in all, when trying again can help.
const attempts = 3

// commit tries a batch again after a deadlock, a serialisation failure, or the
// loss of the connection, when it may have been done already: see write.
func (e *postgresEngine) commit(batch []*job) error {
	ctx, cancel := context.WithTimeout(context.Background(), e.timeout)
	defer cancel()
	var err error
	for range attempts {
		if err = e.try(ctx, batch); !transient(err) {
			break
		}
	}
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("%w (%w)", ErrSlow, err)
	}
	return err
}

// transient reports whether an error may be gone at the next attempt. A server
// that takes no connection will not take the next one either.
func transient(err error) bool {
	if _, refused := errors.AsType[*pgconn.ConnectError](err); refused {
		return false
	}
	kind := postgresKind(err)
	return kind == ErrUnreachable || kind == ErrBusy
}

// try sends a batch at once, which PostgreSQL takes for one transaction, and
// reads the results. After a failure of the database itself the connection is
// closed: the next one may lead to another server.
func (e *postgresEngine) try(ctx context.Context, batch []*job) error {
	conn, err := e.writing.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(driver any) error {
		conn := driver.(*stdlib.Conn).Conn()
		err := send(ctx, conn, batch)
		if postgresKind(err) != nil {
			conn.Close(ctx) // the error that matters is known
		}
		return err
	})
}

func send(ctx context.Context, conn *pgx.Conn, batch []*job) error {
	var statements pgx.Batch
	for _, j := range batch {
		for _, c := range j.Before {
			statements.Queue(c.Statement, c.Args...)
		}
		for _, row := range j.Rows {
			statements.Queue(j.Statement, row...)
		}
		for _, c := range j.After {
			statements.Queue(c.Statement, c.Args...)
		}
	}
	results := conn.SendBatch(ctx, &statements)
	for _, j := range batch {
		j.changed = 0
		for i := range len(j.Before) + len(j.Rows) + len(j.After) {
			result, err := results.Exec()
			if err != nil {
				results.Close() // its error is the same
				return err
			}
			if i >= len(j.Before) && i < len(j.Before)+len(j.Rows) {
				j.changed += int(result.RowsAffected())
			}
		}
	}
	return results.Close() // nothing is committed before
}
