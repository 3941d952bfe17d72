package main_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinhole/internal/store/postgrestest"
)

func TestPasswordsOnTheCommandLineAreRefused(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"postgres://me:secret@localhost:1/pinhole",
		"postgresql://me:secret@one:1,two:2/pinhole",
		"postgres://me:sec/secret@localhost/pinhole",
		"postgres://me@localhost:1/pinhole?password=secret",
		"postgres://me@localhost:1/pinhole?sslmode=disable&pass%77ord=secret",
		"postgres://me@localhost:1/pinhole?sslpassword=secret",
	} {
		message := refusedStart(t, t.TempDir(), "--database="+address)
		oneLine(t, message, "--database holds a password", "PGPASSWORD", "PGPASSFILE", "PINHOLE_DATABASE")
		export := runCommand(t, t.TempDir(), "feedback", "export", "--database", address)
		if export.exit != 1 || export.errors != message || strings.Contains(message, "secret") {
			t.Errorf("%s: the export ended with %d: %s", address, export.exit, export.errors)
		}
	}
	for _, address := range []string{"postgres://me@localhost:1/pinhole", "postgres://localhost:1/pinhole?sslmode=disable"} {
		oneLine(t, runCommand(t, t.TempDir(), "feedback", "export", "--database="+address).errors, "pinhole of PostgreSQL at localhost:1", "check that PostgreSQL runs there")
	}
}

func TestPasswordsInTheEnvironmentAreTaken(t *testing.T) {
	t.Parallel()
	c := command(t.TempDir(), "feedback", "export")
	c.Env = append(c.Env, "PINHOLE_DATABASE=postgres://me:secret@localhost:1/pinhole")
	message, err := c.CombinedOutput()
	if err == nil || strings.Contains(string(message), "secret") {
		t.Errorf("it exports without a database, or gives the password away: %v", err)
	}
	oneLine(t, string(message), "pinhole of PostgreSQL at localhost:1", "check that PostgreSQL runs there")
}

// Two programs on one PostgreSQL: what one takes, the other shows and counts.
func TestTwoProgramsOnOnePostgres(t *testing.T) {
	t.Parallel()
	database := "--database=" + postgrestest.NewDatabase(t)
	one, two := start(t, database), start(t, database)
	c := one.client()
	receipt := c.receipt("no", "comment", "It beeps.")
	c.base = two.base
	c.get(receipt).is(http.StatusOK).says("It beeps.")
	c.receipt("yes")
	export := runCommand(t, t.TempDir(), "feedback", "export", "--format=jsonl", database)
	if export.exit != 0 || strings.Count(export.out, "\n") != 1 || !strings.Contains(export.out, `"helpful":"yes"`) {
		t.Errorf("the same browser is not counted once: %d, %s%s", export.exit, export.out, export.errors)
	}
	if r := runCommand(t, t.TempDir(), "feedback", "forget", database, "--", receipt); r.exit != 0 {
		t.Errorf("forgetting ended with %d: %s", r.exit, r.errors)
	}
	c.base = one.base
	c.get(receipt).is(http.StatusNotFound)
}

// While PostgreSQL is away, pages are served and answers are given back with 503; when it is back,
// answers are taken without a restart.
func TestPostgresGoesAndComesBack(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	p := start(t, "--database="+server.NewDatabase(t))
	p.troubled = true
	c := p.client()
	receipt := c.receipt("yes")
	server.Kill(t)
	p.stranger().get("/").is(http.StatusOK)
	form := url.Values{"article": {articleID}, "helpful": {"no"}, "comment": {"my long text"}}
	a := c.post("/feedback", form).is(http.StatusServiceUnavailable).says("my long text")
	if a.header.Get("Retry-After") == "" {
		t.Error("it is not said when to try again")
	}
	c.get(receipt).is(http.StatusServiceUnavailable)
	server.Restart(t)
	c.post("/feedback", form).is(http.StatusSeeOther)
	c.get(receipt).is(http.StatusOK).says("my long text")
}
