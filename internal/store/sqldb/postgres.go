package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// idleConnection is how long an unused connection is kept: shorter than routers
// remember one.
const idleConnection = time.Minute

// migrationLock is the number of the advisory lock under which one Pinhole
// migrates at a time.
const migrationLock = 7_465_637_866

// postgresEngine is a database of PostgreSQL's with one connection that writes
// and some that read.
type postgresEngine struct {
	config           *pgx.ConnConfig
	timeout          time.Duration
	writing, reading *sql.DB
}

// openPostgres reads the address. It connects to nothing yet.
func openPostgres(address string, timeout time.Duration) (*postgresEngine, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, explainAddress(err)
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = timeout / 2 // so that there is time for a second host
	}
	setDefault(config.RuntimeParams, "application_name", "pinhole")
	e := &postgresEngine{config: config, timeout: timeout, writing: openWriting(config, timeout), reading: openReading(config)}
	e.writing.SetMaxOpenConns(1)
	e.reading.SetMaxOpenConns(readers)
	e.reading.SetMaxIdleConns(readers)
	e.writing.SetConnMaxIdleTime(idleConnection)
	e.reading.SetConnMaxIdleTime(idleConnection)
	return e, nil
}

// openWriting makes a commit durable whatever the server's default is. A
// statement that the writer has given up must not be carried out later, after
// newer ones.
func openWriting(config *pgx.ConnConfig, timeout time.Duration) *sql.DB {
	config = config.Copy()
	setDefault(config.RuntimeParams, "synchronous_commit", "on")
	setDefault(config.RuntimeParams, "default_transaction_isolation", "read committed")
	setDefault(config.RuntimeParams, "statement_timeout", strconv.FormatInt(timeout.Milliseconds(), 10))
	return stdlib.OpenDB(*config)
}

func openReading(config *pgx.ConnConfig) *sql.DB {
	config = config.Copy()
	setDefault(config.RuntimeParams, "default_transaction_read_only", "on")
	return stdlib.OpenDB(*config)
}

// setDefault sets a parameter that the address does not set.
func setDefault(parameters map[string]string, name, value string) {
	if _, given := parameters[name]; !given {
		parameters[name] = value
	}
}

func (e *postgresEngine) reader() *sql.DB { return e.reading }

func (e *postgresEngine) writer() *sql.DB { return e.writing }

// migrate has connections of its own, because a migration may take as long as it
// needs. The lock goes with them.
func (e *postgresEngine) migrate(ctx context.Context, logger *slog.Logger) error {
	db := stdlib.OpenDB(*e.config)
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := lockMigrations(ctx, conn, logger); err != nil {
		return err
	}
	return migrate(ctx, goose.DialectPostgres, db, "migrations/postgres", logger)
}

func lockMigrations(ctx context.Context, conn *sql.Conn, logger *slog.Logger) error {
	var locked bool
	err := conn.QueryRowContext(ctx, `SELECT pg_try_advisory_lock($1)`, migrationLock).Scan(&locked)
	if err != nil || locked {
		return err
	}
	logger.Info("another Pinhole is migrating the database; this one waits for it")
	_, err = conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, migrationLock)
	return err
}

// optimize is what autovacuum does.
func (e *postgresEngine) optimize(context.Context) error { return nil }

func (e *postgresEngine) close() error { return errors.Join(e.reading.Close(), e.writing.Close()) }

// name is how messages call the database: never with a user or a password.
func (e *postgresEngine) name() string {
	return fmt.Sprintf("%s of PostgreSQL at %s:%d", e.config.Database, e.config.Host, e.config.Port)
}
