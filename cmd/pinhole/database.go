package main

import (
	"errors"
	"net/url"
	"strings"

	"github.com/alecthomas/kong"

	"pinhole/internal/store"
)

// databaseFlag says which database is meant.
type databaseFlag struct {
	Database string `default:"data/pinhole.db" help:"Path of an SQLite file, which is made when it is not there, or postgres://USER@HOST/NAME. A password belongs into PGPASSWORD, PGPASSFILE or $$PINHOLE_DATABASE."`
}

// AfterApply refuses a password that stands on the command line, where everybody on the machine can read it in the list of
// processes. In the environment it may stand.
func (f databaseFlag) AfterApply(given *kong.Context) error {
	for _, part := range given.Path {
		if part.Flag != nil && part.Flag.Name == "database" && holdsPassword(f.Database) {
			return errors.New("--database holds a password, and others can read the command line: set it in PGPASSWORD, in the file that PGPASSFILE names, or in PINHOLE_DATABASE")
		}
	}
	return nil
}

// holdsPassword reads no more of the address than it needs, because it may be one of several hosts, or damaged.
func holdsPassword(database string) bool {
	_, address, _ := strings.Cut(database, "://")
	address, parameters, _ := strings.Cut(address, "?")
	user := address[:max(0, strings.LastIndex(address, "@"))]
	query, _ := url.ParseQuery(parameters) // what cannot be read is refused by the store
	return store.IsPostgres(database) && (strings.Contains(user, ":") || query.Has("password") || query.Has("sslpassword"))
}
