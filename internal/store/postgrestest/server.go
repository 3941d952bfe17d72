// Package postgrestest gives tests a PostgreSQL: the one that the environment
// variable PINHOLE_TEST_POSTGRES names (the postgres:// address of a superuser, on
// a server where schemas may come and go), or else a throw-away server made with Debian's programs.
//
// Where neither is to be had, the test is skipped, or fails when
// PINHOLE_TEST_REQUIRE is 1.
package postgrestest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Server is a running PostgreSQL.
type Server struct {
	address string
	cluster *cluster // nil for one that the tests did not start
}

// shared is the server of all tests of a process that need no server of their
// own. It ends with the process.
var shared = sync.OnceValues(func() (*Server, error) {
	if address := os.Getenv("PINHOLE_TEST_POSTGRES"); address != "" {
		return &Server{address: address}, nil
	}
	return start()
})

// NewDatabase returns the address of an empty database on a server that all
// tests share. It is gone after the test.
func NewDatabase(t testing.TB) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		missing(t, err)
	}
	return s.NewDatabase(t)
}

// Start starts a server that belongs to the test alone and may be killed. It
// ends with the test.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := start()
	if err != nil {
		missing(t, err)
	}
	t.Cleanup(s.cluster.remove)
	return s
}

func start() (*Server, error) {
	c, err := newCluster()
	if err != nil {
		return nil, err
	}
	if err := c.start(); err != nil {
		c.remove()
		return nil, err
	}
	return &Server{address: c.address(), cluster: c}, nil
}

func missing(t testing.TB, err error) {
	t.Helper()
	if os.Getenv("PINHOLE_TEST_REQUIRE") == "1" {
		t.Fatalf("this test needs PostgreSQL: %v", err)
	}
	t.Skipf("skipped without PostgreSQL: %v", err)
}

// NewDatabase returns the address of an empty database: a schema of its own,
// which is gone after the test.
func (s *Server) NewDatabase(t testing.TB) string {
	t.Helper()
	schema := "pinhole_" + strings.ToLower(rand.Text())
	s.Execute(t, "CREATE SCHEMA "+schema)
	if s.cluster == nil { // else it goes with the server
		t.Cleanup(func() { s.Execute(t, "DROP SCHEMA "+schema+" CASCADE") })
	}
	u, err := url.Parse(s.address)
	if err != nil {
		t.Fatal("the server's address is none")
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

// Execute runs statements on the server as its administrator.
func (s *Server) Execute(t testing.TB, statements string) {
	t.Helper()
	ctx := context.Background() // the test's own has ended when it is cleaned up
	conn, err := pgx.Connect(ctx, s.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statements); err != nil {
		t.Fatal(err)
	}
}

// Kill ends every process of the server at once, as a power cut would.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	if err := s.cluster.kill(); err != nil {
		t.Fatal(err)
	}
}

// Restart starts a server again that was killed, and waits until it takes
// connections.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	if err := s.cluster.start(); err != nil {
		t.Fatal(err)
	}
}
