package main_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinhole/internal/store/postgrestest"
)

// faulty is a program whose database is about to fail.
type faulty struct {
	*program
	t     *testing.T
	ops   *client
	count int
}

func startFaulty(t *testing.T, database string) *faulty {
	t.Helper()
	p, ops := startWithOps(t, "--database="+database, "--feedback-limit=0")
	p.troubled, p.database = true, database
	watcher := p.stranger()
	watcher.base = "http://" + ops
	return &faulty{program: p, t: t, ops: watcher}
}

func (f *faulty) form() url.Values {
	f.count++ // what is said twice is spam
	return url.Values{"article": {articleID}, "helpful": {"no"}, "comment": {strings.Repeat(fmt.Sprintf("It beeped %d times. ", f.count), 150)}}
}

// fails checks what a reader and a load balancer see while nothing can be stored.
func (f *faulty) fails(says string) {
	f.t.Helper()
	eventually(f.t, "answers are given back", func() bool {
		form := f.form()
		a := f.client().post("/feedback", form)
		if a.status == http.StatusSeeOther {
			return false // there was room for one more
		}
		a.is(http.StatusServiceUnavailable).says(strings.TrimSpace(form.Get("comment")))
		if a.header.Get("Retry-After") == "" {
			f.t.Error("it is not said when to try again")
		}
		return true
	})
	f.stranger().get(articlePath).is(http.StatusOK)
	f.ops.get("/healthz").is(http.StatusOK)
	f.ops.get("/readyz?exclude=store").is(http.StatusOK)
	eventually(f.t, "/readyz says "+says, func() bool {
		f.client().post("/feedback", f.form()) // where little room is left, a small write may have succeeded after all
		a := f.ops.get("/readyz")
		return a.status == http.StatusServiceUnavailable && strings.Contains(a.body, says) && strings.Count(a.body, "\n") == 1
	})
	for range 20 {
		f.client().post("/feedback", f.form())
	}
	logged := f.log.String()
	if n := strings.Count(logged, "requests fail because"); n > 1 || strings.Contains(logged, "a request failed") {
		f.t.Errorf("the log has a line for each request that fails:\n%s", logged)
	}
	if told := strings.Count(logged, "what_to_do="); told != 1+strings.Count(logged, "answers are stored again") || !strings.Contains(logged, says) {
		f.t.Errorf("the log says %d times what to do:\n%s", told, logged)
	}
}

// recovers waits until answers are taken again, without a restart.
func (f *faulty) recovers() {
	f.t.Helper()
	eventually(f.t, "/readyz says ready", func() bool { return f.ops.get("/readyz").status == http.StatusOK })
	c := f.client()
	receipt := c.receipt("no", "comment", "after all")
	c.get(receipt).is(http.StatusOK).says("after all")
	f.stop()
}

func TestADiskThatIsFull(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "4m")
	f := startFaulty(t, filepath.Join(d.folder, "pinhole.db"))
	before := f.client().receipt("yes")
	d.fill()
	f.fails("make room on its disk")
	f.stranger().get(before).is(http.StatusOK) // what was stored can be read
	d.free()
	f.recovers()
	checkIntegrity(t, f.program)
}

func TestStartOnADiskThatIsFull(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "4m")
	d.fill()
	f := startFaulty(t, filepath.Join(d.folder, "pinhole.db"))
	f.fails("make room on its disk")
	d.free()
	f.recovers()
}

func TestStartOnADiskThatIsReadOnly(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "4m")
	database := filepath.Join(d.folder, "pinhole.db")
	first := start(t, "--database="+database)
	receipt := first.client().receipt("yes")
	first.stop()
	d.remount("ro")
	f := startFaulty(t, database)
	f.fails("can be written again")
	f.stranger().get(receipt).is(http.StatusOK) // what was stored can be read
	d.remount("rw")
	eventually(t, "what was stored before is there", func() bool { return f.stranger().get(receipt).status == http.StatusOK })
	f.recovers()
}

// The kernel finds an error and lets nobody write to the disk any more. It can be taken off,
// checked and put back while readers read.
func TestADiskThatBreaksDown(t *testing.T) {
	t.Parallel()
	d := newBreakable(t)
	f := startFaulty(t, filepath.Join(d.folder, "pinhole.db"))
	receipt := f.client().receipt("yes")
	d.breakDown()
	f.fails("can be written again")
	f.stranger().get(receipt).is(http.StatusOK) // what was stored can be read
	d.repair()
	eventually(t, "what was stored before is there", func() bool { return f.stranger().get(receipt).status == http.StatusOK })
	f.recovers()
}

// A damaged database is let go, so that a backup can be restored while readers read.
func TestADatabaseThatIsDamaged(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	f := startFaulty(t, filepath.Join(folder, "pinhole.db"))
	receipt := f.client().receipt("yes")
	backup := filepath.Join(folder, "backup")
	if r := runCommand(t, folder, "backup", "--database="+f.database, backup); r.exit != 0 {
		t.Fatal(r.errors)
	}
	for _, end := range []string{"", "-wal"} {
		overwrite(t, f.database+end)
	}
	f.fails("restore a backup")
	if r := runCommand(t, folder, "restore", "--database="+f.database, backup); r.exit != 0 {
		t.Fatal(r.errors)
	}
	eventually(t, "what was stored before is there", func() bool { return f.stranger().get(receipt).status == http.StatusOK })
	f.recovers()
}

// overwrite damages a file in its place.
func overwrite(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Write(bytes.Repeat([]byte{0xA5}, int(info.Size()))); err != nil {
		t.Fatal(err)
	}
}

// Nothing is written to a file that was taken away: its successor is opened.
func TestADatabaseThatIsReplaced(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	f := startFaulty(t, filepath.Join(folder, "pinhole.db"))
	f.client().receipt("yes")
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(f.database+end, f.database+".old"+end); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "an answer is stored in the new file", func() bool {
		a := f.client().post("/feedback", f.form())
		return a.status == http.StatusSeeOther
	})
	f.recovers()
	if rows := f.rows(); len(rows) != 2 {
		t.Errorf("%d answers are in the new file, want the two that were acknowledged after the first one's was taken", len(rows))
	}
}

func TestStartWhilePostgresIsAway(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	database := server.NewDatabase(t)
	server.Kill(t)
	f := startFaulty(t, database)
	f.fails("check that PostgreSQL runs")
	server.Restart(t)
	f.recovers()
}
