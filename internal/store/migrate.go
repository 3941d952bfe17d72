package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the schema to what this program knows and refuses a newer one.
func migrate(ctx context.Context, dialect goose.Dialect, db *sql.DB, folder string, logger *slog.Logger) error {
	files, err := fs.Sub(migrations, folder)
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(dialect, db, files, goose.WithSlog(logger), goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(goMigrations()...))
	if err != nil {
		return err
	}
	return bringUp(ctx, provider)
}

// bringUp applies what is missing. When two processes start at once, each
// migration succeeds in one of them only: a failure counts only if the version
// has not moved meanwhile.
func bringUp(ctx context.Context, provider *goose.Provider) error {
	for last := int64(-1); ; {
		current, known, err := provider.GetVersions(ctx)
		if err != nil {
			return err
		}
		if current > known {
			return newerSchema(current, known)
		}
		if current == known {
			return nil
		}
		_, err = provider.Up(ctx)
		if err != nil && current == last {
			return err
		}
		last = current
	}
}

func newerSchema(current, known int64) error {
	return fmt.Errorf("%w: its schema has version %d and this program knows versions up to %d; start the newer program, or restore a backup from before the upgrade",
		ErrNewerSchema, current, known)
}

// SchemaVersion is the number of the last migration that this program knows.
func SchemaVersion() int64 {
	files, err := fs.Glob(migrations, "migrations/sqlite/*.sql")
	if err != nil || len(files) == 0 {
		panic("store: no migrations are embedded")
	}
	version, err := goose.NumericComponent(files[len(files)-1]) // Glob sorts
	if err != nil {
		panic("store: " + err.Error())
	}
	return version
}
