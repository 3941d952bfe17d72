// The tests of this package start the real program, built once for each run, and use it as its
// users do: over HTTP, with a browser, and from the command line.
package main_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"pinhole/content"
)

// testTimeout is how long a test waits for something that should happen at once; a busy machine is no
// failure.
const testTimeout = 60 * time.Second

// binary is the program under test, few a folder with the articles that it shows when a test does
// not ask for others.
var binary, few string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	folder, err := os.MkdirTemp("", "pinhole-test-")
	if err == nil {
		defer os.RemoveAll(folder)
		binary, few = filepath.Join(folder, "pinhole"), filepath.Join(folder, "few")
		err = errors.Join(build(binary), pick(few))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the program cannot be built:", err)
		return 1
	}
	defer chromium.close()
	exit := m.Run()
	if err := sharing.end(); err != nil {
		fmt.Fprintln(os.Stderr, "a program that tests shared:", err)
		return 1
	}
	return exit
}

// picked are the folders of articles that most tests need: the trees of questions lead to the last
// three.
var picked = []string{"lorex", "general", "axis", "reolink", "questions", "openeye", "night-owl", "tp-link-tapo-kasa"}

// pick copies all brands, but the articles of few of them, and the general ones: a start with these
// takes half the time.
func pick(folder string) error {
	return fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			text, err := content.FS.ReadFile(name)
			return errors.Join(err, os.WriteFile(filepath.Join(folder, name), text, 0o600))
		case path.Dir(name) == "." || slices.Contains(picked, d.Name()):
			return os.MkdirAll(filepath.Join(folder, name), 0o700)
		}
		return fs.SkipDir
	})
}

// build makes the program with the race detector when the tests have it: a race in the program then
// fails the test that stops it.
func build(target string, flags ...string) error {
	args := append([]string{"build", "-o", target}, flags...)
	if info, ok := debug.ReadBuildInfo(); ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		args = append(args, "-race")
	}
	output, err := exec.Command("go", append(args, ".")...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, output)
	}
	return nil
}

// program is one running Pinhole.
type program struct {
	t        testing.TB
	base     string // where it answers, such as http://127.0.0.1:40000
	folder   string // its working directory
	database string
	line     string  // what it printed when it was open
	more     *output // what it printed after that

	command *exec.Cmd
	log     *output
	exited  chan struct{}
	err     error // of the exit
	// troubled says that the test makes the program log errors on purpose.
	troubled bool
}

// start runs the program over few articles in an empty folder, with its default database, until the
// test ends.
func start(t testing.TB, args ...string) *program {
	t.Helper()
	return startIn(t, t.TempDir(), args...)
}

// startIn is start in a folder where a program may have run before.
func startIn(t testing.TB, folder string, args ...string) *program {
	t.Helper()
	p, err := launch(t, folder, args...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// hosts counts the loopback addresses that startAlone has given to programs.
var hosts atomic.Uint32

// startAlone is start at a loopback address of the program's own, so that no other program can take
// its port while it is stopped.
func startAlone(t testing.TB, args ...string) *program {
	t.Helper()
	n := hosts.Add(1)
	return start(t, append([]string{fmt.Sprintf("--addr=127.0.%d.%d:0", 2+n/250, 1+n%250)}, args...)...)
}

// launch returns a program that is open, or an error when it does not open.
func launch(t testing.TB, folder string, args ...string) (*program, error) {
	t.Helper()
	return launchBinary(t, binary, folder, args...)
}

// launchBinary is launch with a program that was built in another way.
func launchBinary(t testing.TB, path, folder string, args ...string) (*program, error) {
	t.Helper()
	p, err := open(path, folder, args...)
	if err != nil {
		return nil, err
	}
	p.t = t
	t.Cleanup(p.cleanUp)
	return p, nil
}

// open starts a program that nobody stops.
func open(path, folder string, args ...string) (*program, error) {
	p := &program{folder: folder, database: filepath.Join(folder, "data", "pinhole.db"), log: &output{}, more: &output{}, exited: make(chan struct{})}
	p.command = command(folder, append([]string{"--addr=127.0.0.1:0", "--ops-addr=", "--content=" + few}, args...)...)
	p.command.Path = path
	p.command.Stderr = p.log
	stdout, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	opened := make(chan string, 1)
	go p.watch(stdout, opened)
	select {
	case p.line = <-opened:
		p.base, err = p.address()
	case <-p.exited:
		return nil, fmt.Errorf("the program ended before it was open: %w\n%s", p.err, p.log)
	case <-time.After(testTimeout):
		err = fmt.Errorf("the program did not open within %s\n%s", testTimeout, p.log)
	}
	if err != nil {
		return nil, errors.Join(err, p.command.Process.Kill())
	}
	return p, nil
}

// watch hands the first line over, reads the rest, and notes the exit.
func (p *program) watch(stdout io.Reader, opened chan<- string) {
	lines := bufio.NewReader(stdout)
	if line, err := lines.ReadString('\n'); err == nil {
		opened <- line
	}
	io.Copy(p.more, lines)
	p.err = p.command.Wait()
	close(p.exited)
}

// address takes the port from the line that tells people where to open the site, and the host from
// --addr.
func (p *program) address() (string, error) {
	var host string
	for _, arg := range p.command.Args {
		if addr, ok := strings.CutPrefix(arg, "--addr="); ok {
			host, _, _ = net.SplitHostPort(addr)
		}
	}
	for _, word := range strings.Fields(p.line) {
		if u, err := url.Parse(word); err == nil && u.Port() != "" {
			return "http://" + net.JoinHostPort(host, u.Port()), nil
		}
	}
	return "", fmt.Errorf("the program does not say where it can be opened: %q", p.line)
}

// stop asks the program to end, and checks that it ended well.
func (p *program) stop() {
	p.t.Helper()
	p.signal(syscall.SIGTERM)
	p.ended()
}

func (p *program) signal(s os.Signal) {
	p.t.Helper()
	if err := p.command.Process.Signal(s); err != nil {
		p.t.Fatalf("send %v: %v", s, err)
	}
}

// ended waits for the program's end and checks it.
func (p *program) ended() {
	p.t.Helper()
	if err := p.end(); err != nil {
		p.t.Error(err)
	}
}

// end waits for the program's end and says what was wrong with the program.
func (p *program) end() error {
	select {
	case <-p.exited:
	case <-time.After(testTimeout):
		return errors.Join(fmt.Errorf("the program did not end within %s of being told to\n%s", testTimeout, p.log), p.command.Process.Kill())
	}
	if p.err != nil {
		return fmt.Errorf("the program ended with %w\n%s", p.err, p.log)
	}
	if logged := p.log.String(); !p.troubled && strings.Contains(logged, "level=ERROR") {
		return fmt.Errorf("the program logged errors:\n%s", logged)
	}
	return nil
}

func (p *program) cleanUp() {
	select {
	case <-p.exited:
	default:
		p.stop()
	}
}

// command prepares the program without starting it. Settings of whoever runs the tests do not reach
// it.
func command(folder string, args ...string) *exec.Cmd {
	c := exec.Command(binary, args...)
	c.Dir = folder
	c.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "PINHOLE_") })
	c.Env = append(c.Env, "GORACE=atexit_sleep_ms=0") // or each program with the race detector takes a second to end
	return c
}

// result is what a command that ends by itself leaves behind.
type result struct {
	exit        int
	out, errors string
}

// runCommand carries out one command of the program and waits for its end.
func runCommand(t testing.TB, folder string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), testTimeout)
	defer cancel()
	c := command(folder, args...)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer context.AfterFunc(ctx, func() { c.Process.Kill() })()
	err := c.Wait()
	if ctx.Err() != nil {
		t.Fatalf("pinhole %q did not end within %s\n%s%s", args, testTimeout, &out, &errs)
	}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return result{exit: c.ProcessState.ExitCode(), out: out.String(), errors: errs.String()}
}

// output is a buffer that may be read while the program writes to it.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// eventually waits until something holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(testTimeout)
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case <-again.C:
		case <-deadline:
			t.Fatalf("waited %s in vain: %s", testTimeout, what)
		}
	}
}
