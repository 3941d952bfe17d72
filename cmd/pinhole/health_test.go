package main_test

import (
	"net"
	"net/http"
	"strings"
	"testing"
)

// startWithOps runs the program with its second listener, and gives the address of that, once it
// has something to search in. The program does not print it, so a free port is chosen beforehand;
// when somebody else is quicker to take it, another one is tried.
func startWithOps(t *testing.T, args ...string) (*program, string) {
	t.Helper()
	for {
		address := freeAddress(t)
		p, err := launch(t, t.TempDir(), append(args, "--ops-addr="+address)...)
		if err == nil {
			watcher := p.stranger()
			watcher.base = "http://" + address
			eventually(t, "the search index is made", func() bool { return watcher.get("/readyz?exclude=store").status == http.StatusOK })
			return p, address
		}
		if !strings.Contains(err.Error(), "in use") {
			t.Fatal(err)
		}
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	return free.Addr().String()
}

func TestHealth(t *testing.T) {
	t.Parallel()
	p, ops := startWithOps(t)
	watcher := p.stranger()
	watcher.base = "http://" + ops
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ready\n"} {
		if got := watcher.get(path).is(http.StatusOK).body; got != want {
			t.Errorf("%s says %q", path, got)
		}
		watcher.send(http.MethodHead, path, "").is(http.StatusOK)
		p.stranger().get(path).is(http.StatusNotFound) // readers have no business there
	}
	watcher.get("/").is(http.StatusNotFound)
	for _, name := range []string{ops, strings.Replace(ops, "127.0.0.1", "0.0.0.0", 1), strings.Replace(ops, "127.0.0.1", "", 1), strings.Replace(ops, "127.0.0.1", "localhost", 1)} {
		if r := runCommand(t, p.folder, "healthcheck", "--ops-addr="+name); r.exit != 0 || r.out != "ready\n" || r.errors != "" {
			t.Errorf("healthcheck of %s ended with %d: %s%s", name, r.exit, r.out, r.errors)
		}
	}
	p.stop()
	r := runCommand(t, p.folder, "healthcheck", "--ops-addr="+ops)
	if r.exit != 1 || r.out != "" {
		t.Errorf("healthcheck of a stopped program ended with %d and %q", r.exit, r.out)
	}
	oneLine(t, r.errors, "pinhole: no Pinhole answers at "+ops)
	r = runCommand(t, p.folder, "healthcheck", "--ops-addr=8081")
	if r.exit != 1 {
		t.Errorf("healthcheck without an address ended with %d", r.exit)
	}
	oneLine(t, r.errors, "--ops-addr")
}
