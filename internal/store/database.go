package store

import (
	"context"
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

// CheckDatabase refuses a database that is neither the path of a file nor the address of a PostgreSQL
// database, before a file of such a name is made. The error holds no password.
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

// Exists reports whether a database holds anything of Pinhole's, without making or changing it: not so
// for a file that is missing or empty, and a PostgreSQL database without tables. The error says why
// PostgreSQL cannot be asked.
func Exists(ctx context.Context, database string) (bool, error) {
	if !IsPostgres(database) {
		info, err := os.Stat(database)
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		return err != nil || info.Size() > 0, nil // what else is wrong with it, opening it says
	}
	e, err := openPostgres(database, defaultTimeout)
	if err != nil {
		return false, err
	}
	defer e.close()
	db := stdlib.OpenDB(*e.config)
	defer db.Close()
	var exists bool
	if err := db.QueryRowContext(ctx, `SELECT to_regclass('goose_db_version') IS NOT NULL`).Scan(&exists); err != nil {
		return false, e.explain(err)
	}
	return exists, nil
}
