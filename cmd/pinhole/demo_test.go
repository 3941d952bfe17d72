package main_test

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// made is a demo's folder, from which tests take copies: making answers up takes long.
var made struct {
	sync.Mutex
	folder, line string
}

// demo returns a folder in which a demo has run, and the demo's first line.
func demo(t *testing.T) (folder, line string) {
	t.Helper()
	made.Lock()
	defer made.Unlock()
	if made.folder == "" {
		folder, err := os.MkdirTemp(filepath.Dir(binary), "demo-")
		if err != nil {
			t.Fatal(err)
		}
		made.line = demonstrate(t, folder)
		made.folder = folder
	}
	folder = t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(made.folder)); err != nil {
		t.Fatal(err)
	}
	return folder, made.line
}

// demonstrate runs a demo until it is open, and gives its first line.
func demonstrate(t *testing.T, folder string) string {
	t.Helper()
	c := command(folder, "demo", "--addr=127.0.0.1:0", "--ops-addr=")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	log := &output{}
	c.Stderr = log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	first, _ := lines.ReadString('\n')
	if second, err := lines.ReadString('\n'); err != nil || !strings.HasPrefix(second, "Pinhole is open at") {
		t.Errorf("after %q it says %q, %v\n%s", first, second, err, log)
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, lines)
	if err := c.Wait(); err != nil || strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("the demo ended with %v\n%s", err, log)
	}
	return first
}

func TestDemo(t *testing.T) {
	t.Parallel()
	folder, one := demo(t)
	two := demonstrate(t, folder)
	for _, line := range []string{one, two} {
		if !strings.HasPrefix(line, "All answers in data/demo.db are made up. Open /desk with the name demo and the password ") {
			t.Errorf("it says %q", line)
		}
	}
	if one == two {
		t.Error("the password is always the same")
	}
	rows := strings.Count(runCommand(t, folder, "feedback", "export", "--format=jsonl", "--database=data/demo.db").out, "\n")
	if rows < 10_000 {
		t.Errorf("%d answers are made up", rows)
	}
	db := openDatabase(t, filepath.Join(folder, "data", "demo.db"))
	var judged, edits int
	if err := db.QueryRow(`SELECT (SELECT count(*) FROM audit_item), (SELECT count(DISTINCT first_seen) FROM revision WHERE language = 'en')`).Scan(&judged, &edits); err != nil {
		t.Fatal(err)
	}
	if judged < 100 || edits < 8 {
		t.Errorf("%d comments are judged, and texts were changed at %d times", judged, edits)
	}
}

func TestADemoTouchesNoDatabaseInUse(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	p := startIn(t, folder)
	p.client().receipt("yes")
	p.stop()
	r := runCommand(t, folder, "demo", "--database=data/pinhole.db", "--addr=127.0.0.1:0", "--ops-addr=")
	if r.exit != 1 || !strings.Contains(r.errors, "data/pinhole.db holds what people said") {
		t.Errorf("it ended with %d: %s%s", r.exit, r.out, r.errors)
	}
	if rows := p.rows(); len(rows) != 1 {
		t.Errorf("%d rows are there, want the one", len(rows))
	}
}
