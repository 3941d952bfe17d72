package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
)

// engine is an open database: what differs between SQLite and PostgreSQL beside the texts of
// [Dialect].
type engine interface {
	// migrate brings the schema to what this program knows, once however many programs start at the
	// same time, and refuses a newer one with [ErrNewerSchema].
	migrate(context.Context, *slog.Logger) error
	// explain turns an error of migrate into one sentence that names the database and says what to
	// do.
	explain(error) error
	// reader is for queries, any number at once.
	reader() *sql.DB
	// writer is the one connection that commit uses, for transactions that read before they write.
	// They must be short.
	writer() *sql.DB
	// commit runs the statements of a batch in one transaction and sets how many rows each write
	// has changed. When it returns nil, all of it is on the disk; else nothing of it is, unless the
	// database was lost meanwhile. One caller at a time.
	commit([]*job) error
	// lockTables keeps others from writing to tables until the transaction ends. It returns an
	// error where the database holds a table that is in neither list. mode is PostgreSQL's name of
	// the lock.
	lockTables(ctx context.Context, tx *sql.Tx, mode string, tables, others []string) error
	// continueIDs makes the database assign IDs above those that inserted rows brought.
	continueIDs(context.Context, *sql.Tx) error
	// optimize updates planner statistics, where the database does not do so by itself.
	optimize(context.Context) error
	// close closes the database.
	close() error
}

// Dialect holds the parts of statements that differ between SQLite and PostgreSQL. The rest of each
// statement has one text.
type Dialect struct {
	// SkipLocked stands at the end of a query whose rows one process is to take.
	SkipLocked string
	// OwnIDs stands before the VALUES of an INSERT whose rows bring IDs that the database would
	// assign otherwise.
	OwnIDs string
}

var (
	// A transaction of SQLite locks the whole file when it begins.
	sqliteDialect = Dialect{}
	// Two processes neither take the same rows nor wait for each other.
	postgresDialect = Dialect{SkipLocked: " FOR UPDATE SKIP LOCKED", OwnIDs: "OVERRIDING SYSTEM VALUE"}
)

func dialectOf(database string) Dialect {
	if IsPostgres(database) {
		return postgresDialect
	}
	return sqliteDialect
}

// openMigrated opens a database and brings its schema up to date.
func openMigrated(ctx context.Context, config Config) (engine, error) {
	opened, err := openEngine(config)
	if err != nil {
		return nil, err
	}
	if err := opened.migrate(ctx, config.Logger); err != nil {
		opened.close() // its error would repeat the one of migrate
		return nil, opened.explain(err)
	}
	return opened, nil
}

func openEngine(config Config) (engine, error) {
	switch {
	case config.Database == "":
		return nil, errors.New("no database is given: name a file, such as data/pinhole.db, or the address of a PostgreSQL database")
	case IsPostgres(config.Database):
		return openPostgres(config.Database, config.Timeout)
	}
	return openSQLite(config.Database, config.Timeout)
}
