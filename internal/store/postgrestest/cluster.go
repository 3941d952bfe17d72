package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// startTimeout is how long a server may take to start, recovery included.
const startTimeout = time.Minute

// guard waits until the tests close its input, which also happens when they
// crash; then it ends the server and removes its folder.
const guard = `cat >/dev/null
server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
if [ "$(readlink "/proc/$server/cwd")" = "$1/data" ]; then kill -QUIT "$server"; fi
until rm -rf "$1" 2>/dev/null; do :; done`

// cluster is a PostgreSQL of the tests: a folder with its data and its socket.
// No port is used.
type cluster struct {
	programs string // where initdb and postgres are
	folder   string
	user     *syscall.Credential // whom the server runs as; nil: as the tests
	server   *exec.Cmd
	exited   chan struct{}
	guard    *exec.Cmd
	alive    io.Closer // while it is open, the guard waits
}

func newCluster() (*cluster, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil || len(found) == 0 {
		return nil, errors.Join(errors.New("there is no /usr/lib/postgresql/*/bin/postgres; Debian has it in the package postgresql"), err)
	}
	c := &cluster{programs: filepath.Dir(slices.MaxFunc(found, byVersion))}
	if err := c.chooseUser(); err != nil {
		return nil, err
	}
	if err := c.makeFolder(); err != nil {
		return nil, err
	}
	return c, nil
}

func byVersion(a, b string) int { return version(a) - version(b) }

func version(program string) int {
	number, _, _ := strings.Cut(strings.TrimPrefix(program, "/usr/lib/postgresql/"), "/")
	n, _ := strconv.Atoi(number)
	return n
}

// chooseUser finds somebody else to run the server as where the tests run as
// root, which PostgreSQL refuses.
func (c *cluster) chooseUser() error {
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return fmt.Errorf("root may not run PostgreSQL: %w", err)
	}
	uid, errUser := strconv.Atoi(u.Uid)
	gid, errGroup := strconv.Atoi(u.Gid)
	c.user = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return errors.Join(errUser, errGroup)
}

// makeFolder makes the folder with empty data, and sets the guard.
func (c *cluster) makeFolder() error {
	folder, err := os.MkdirTemp("", "pinhole-postgres-")
	if err != nil {
		return err
	}
	c.folder = folder
	if c.user != nil {
		if err := os.Chown(folder, int(c.user.Uid), int(c.user.Gid)); err != nil {
			return errors.Join(err, os.RemoveAll(folder))
		}
	}
	initdb := c.command(filepath.Join(c.programs, "initdb"), "--pgdata="+c.data(), "--username=postgres",
		"--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
	if output, err := initdb.CombinedOutput(); err != nil {
		return errors.Join(fmt.Errorf("initdb: %w\n%s", err, output), os.RemoveAll(folder))
	}
	c.guard = c.command("/bin/sh", "-c", guard, "guard", folder)
	if c.alive, err = c.guard.StdinPipe(); err != nil {
		return err
	}
	return c.guard.Start()
}

func (c *cluster) command(name string, args ...string) *exec.Cmd {
	command := exec.Command(name, args...)
	command.Dir = c.folder
	command.SysProcAttr = &syscall.SysProcAttr{Credential: c.user, Setpgid: true}
	return command
}

func (c *cluster) data() string { return filepath.Join(c.folder, "data") }

// address is where the server can be reached, without a password: only who may
// open the folder can.
func (c *cluster) address() string {
	return "postgres://postgres@/postgres?" + url.Values{"host": {c.folder}, "sslmode": {"disable"}}.Encode()
}

// start starts the server and waits until it takes connections.
func (c *cluster) start() error {
	log, err := os.OpenFile(filepath.Join(c.folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	c.server = c.command(filepath.Join(c.programs, "postgres"), "-D", c.data(), "-c", "listen_addresses=", "-c", "unix_socket_directories="+c.folder)
	c.server.Stdout, c.server.Stderr = log, log
	if err := c.server.Start(); err != nil {
		return err
	}
	c.exited = make(chan struct{})
	go func() {
		c.server.Wait()
		close(c.exited)
	}()
	return c.ready()
}

func (c *cluster) ready() error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for {
		conn, err := pgx.Connect(ctx, c.address())
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-again.C:
		case <-c.exited:
			return c.failed(errors.New("the server ended"))
		case <-ctx.Done():
			return c.failed(err)
		}
	}
}

func (c *cluster) failed(err error) error {
	log, logErr := os.ReadFile(filepath.Join(c.folder, "log"))
	return errors.Join(fmt.Errorf("PostgreSQL does not start: %w\n%s", err, log), logErr)
}

// remove ends the server and removes its folder.
func (c *cluster) remove() {
	c.alive.Close()
	c.guard.Wait()
	if c.exited != nil {
		<-c.exited
	}
}
