package store

import (
	"context"
	"database/sql"
	"log/slog"
)

// engine is an open database: what differs between SQLite and PostgreSQL.
type engine interface {
	// migrate brings the schema to what this program knows, once however many
	// programs start at the same time, and refuses a newer one with
	// [ErrNewerSchema].
	migrate(context.Context, *slog.Logger) error
	// explain turns an error of migrate into one sentence that names the database
	// and says what to do.
	explain(error) error
	// reader is for queries, any number at once.
	reader() *sql.DB
	// transact runs the statements of a batch in one transaction and sets how many
	// rows each write has changed. When nil comes back all of it is on the disk;
	// else nothing of it is, unless the database was lost meanwhile. One caller at
	// a time.
	transact([]*write) error
	// writer is the one connection that transact uses, for transactions that read
	// before they write. They must be short.
	writer() *sql.DB
	// skipLocked is what stands behind a query whose rows are to be taken by one
	// process.
	skipLocked() string
	// holdTables keeps others from writing to the tables that are copied, until the
	// transaction ends; lock is PostgreSQL's word for how.
	holdTables(ctx context.Context, tx *sql.Tx, lock string) error
	// ownIDs stands before the VALUES of an INSERT whose rows bring numbers that the
	// database would give out else.
	ownIDs() string
	// continueIDs lets the database give out numbers behind those that rows brought.
	continueIDs(context.Context, *sql.Tx) error
	// optimize looks at how large tables have become, where the database does not do
	// so by itself.
	optimize(context.Context) error
	// close closes the database.
	close() error
}
