package main_test

import (
	"database/sql"
	"net/http"
	"testing"

	"pinhole/internal/store/postgrestest"
)

// A PostgreSQL that takes no writes, such as a replica: the program starts and serves what it can
// read, and stores answers as soon as writes are taken.
func TestStartOnAReadOnlyPostgres(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	database := server.NewDatabase(t)
	first := start(t, "--database="+database)
	receipt := first.client().receipt("yes")
	first.stop()
	db, err := sql.Open("pgx", database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	set := func(value string) {
		t.Helper()
		if _, err := db.Exec(`ALTER SYSTEM SET default_transaction_read_only = ` + value); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(`SELECT pg_reload_conf()`); err != nil {
			t.Fatal(err)
		}
	}
	set("on")
	f := startFaulty(t, database)
	f.fails("can be written again")
	f.stranger().get(receipt).is(http.StatusOK)
	set("off")
	f.recovers()
}
