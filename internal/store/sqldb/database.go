package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5/stdlib"
)

var (
	otherScheme = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*)://`)
	filePrefix  = regexp.MustCompile(`^(?i:sqlite3?|file):`)
	// libpq takes these words in place of an address.
	keywords = regexp.MustCompile(`(^|\s)(host|hostaddr|port|dbname|user|password|service|sslmode)\s*=`)
)

// CheckDatabase refuses a database that is neither the path of a file nor the address of a
// PostgreSQL database, before a file of such a name is made. The error holds no password.
func CheckDatabase(database string) error {
	if IsPostgres(database) {
		return nil
	}
	const want = "write the path of an SQLite file, or postgres://USER@HOST/NAME"
	if m := filePrefix.FindString(database); m != "" {
		return fmt.Errorf("%s does not belong there: for an SQLite file write the path alone, such as data/pinhole.db", m)
	}
	if m := otherScheme.FindStringSubmatch(database); m != nil {
		if IsPostgres(strings.ToLower(m[0])) {
			return fmt.Errorf("%s:// is spelt in small letters: write postgres://USER@HOST/NAME", m[1])
		}
		return fmt.Errorf("%s:// is not a kind of database that Pinhole knows: %s", m[1], want)
	}
	if keywords.MatchString(database) {
		return errors.New("it names a database by keywords such as host=: write postgres://USER@HOST/NAME")
	}
	return nil
}

// Exists reports whether a database holds anything of Pinhole's, without making or changing it: not
// so for a file that is missing or empty, and a PostgreSQL database without tables. The error says
// why PostgreSQL cannot be asked.
func Exists(ctx context.Context, database string) (bool, error) {
	if !IsPostgres(database) {
		info, err := os.Stat(database)
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		return err != nil || info.Size() > 0, nil // what else is wrong with it, opening it says
	}
	var exists bool
	err := UsePostgres(database, func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT to_regclass('goose_db_version') IS NOT NULL`).Scan(&exists)
	})
	return exists, err
}

// UsePostgres calls use with a PostgreSQL database that is not migrated, and closes it again. The
// error of use becomes one sentence that names the database and says what to do.
func UsePostgres(address string, use func(*sql.DB) error) error {
	e, err := openPostgres(address, DefaultTimeout)
	if err != nil {
		return err
	}
	defer e.close()
	db := stdlib.OpenDB(*e.config)
	defer db.Close()
	if err := use(db); err != nil {
		return e.explain(err)
	}
	return nil
}

// IsPostgres reports whether what is given as a database is the address of a PostgreSQL database
// and not the path of a file.
func IsPostgres(database string) bool {
	return strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://")
}
