package store

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

// transact tries a batch again after a deadlock, a serialisation failure, or the
// loss of the connection, when it may have been done already: see write.
func (e *postgresEngine) transact(batch []*write) error {
	ctx, cancel := context.WithTimeout(context.Background(), e.timeout)
	defer cancel()
	var err error
	for range attempts {
		if err = e.try(ctx, batch); !passing(err) {
			break
		}
	}
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("%w (%w)", ErrSlow, err)
	}
	return err
}

// passing reports whether an error may be gone at the next attempt. A server
// that takes no connection will not take the next one either.
func passing(err error) bool {
	if _, refused := errors.AsType[*pgconn.ConnectError](err); refused {
		return false
	}
	kind := postgresKind(err)
	return kind == ErrUnreachable || kind == ErrBusy
}

// try sends a batch at once, which PostgreSQL takes for one transaction, and
// reads the results. After a failure of the database itself the connection is
// closed: the next one may lead to another server.
func (e *postgresEngine) try(ctx context.Context, batch []*write) error {
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

func send(ctx context.Context, conn *pgx.Conn, batch []*write) error {
	var statements pgx.Batch
	for _, job := range batch {
		for _, c := range job.before {
			statements.Queue(c.statement, c.args...)
		}
		for _, row := range job.rows {
			statements.Queue(job.statement, row...)
		}
		for _, c := range job.after {
			statements.Queue(c.statement, c.args...)
		}
	}
	results := conn.SendBatch(ctx, &statements)
	for _, job := range batch {
		job.changed = 0
		for i := range len(job.before) + len(job.rows) + len(job.after) {
			result, err := results.Exec()
			if err != nil {
				results.Close() // says the same once more
				return err
			}
			if i >= len(job.before) && i < len(job.before)+len(job.rows) {
				job.changed += int(result.RowsAffected())
			}
		}
	}
	return results.Close() // nothing is committed before
}
