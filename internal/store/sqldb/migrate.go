package sqldb

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

// CheckSchema returns [ErrNewerSchema], with what to do, for a version of the schema that this
// program does not know yet.
func CheckSchema(version int64) error {
	if known := SchemaVersion(); version > known {
		return newerSchema(version, known)
	}
	return nil
}

func newerSchema(current, known int64) error {
	return fmt.Errorf("%w: its schema has version %d and this program knows versions up to %d; start the newer program, or restore a backup from before the upgrade",
		ErrNewerSchema, current, known)
}

// SchemaVersion returns the number of the last migration that this program knows, which is the same
// for both databases.
func SchemaVersion() (newest int64) {
	files, err := fs.Glob(migrations, "migrations/sqlite/*.sql")
	if err != nil || len(files) == 0 {
		panic("sqldb: no migrations are embedded")
	}
	for _, name := range files {
		version, err := goose.NumericComponent(name)
		if err != nil {
			panic("sqldb: " + err.Error())
		}
		newest = max(newest, version)
	}
	for _, m := range goMigrations() {
		newest = max(newest, m.Version)
	}
	return newest
}
