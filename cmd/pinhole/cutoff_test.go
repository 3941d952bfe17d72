package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// rounds is how often something is cut off: once, or as often as PINHOLE_TEST_KILLS says.
func rounds(t *testing.T) int {
	t.Helper()
	setting := os.Getenv("PINHOLE_TEST_KILLS")
	if setting == "" {
		return 1
	}
	n, err := strconv.Atoi(setting)
	if err != nil {
		t.Fatalf("PINHOLE_TEST_KILLS: %v", err)
	}
	return n
}

// manyRows is how many answers a database holds that is killed once; where it is killed often, they
// are more, so that each step of a command takes long enough to be hit.
var manyRows = func() int {
	if os.Getenv("PINHOLE_TEST_KILLS") != "" {
		return 20_000
	}
	return 1_000
}()

// firstSchema makes a database as the first version of the program left it, with many answers.
func firstSchema(t *testing.T, path string) {
	t.Helper()
	migration, _, _ := strings.Cut(readText(t, "../../internal/store/sqldb/migrations/sqlite/0001_feedback.sql"), "-- +goose Down")
	db := openDatabase(t, path)
	for _, statement := range []string{
		migration,
		`CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))`,
		`INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1), (1, 1)`,
		fmt.Sprintf(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
INSERT INTO feedback SELECT randomblob(16), 'lorex-reset', 'r' || i %% 50, 1, i %% 2, 0, '', '', '', '', '', 'It beeps. ' || i, 'new', 'en', i, i, i FROM n`, manyRows),
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// cutOff kills a command at some moment of the time that it takes, and tells whether it was still
// at work.
func cutOff(t *testing.T, folder string, within time.Duration, args ...string) (killed bool) {
	t.Helper()
	c := command(folder, args...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(rand.Int64N(int64(within))), func() { c.Process.Kill() })
	defer timer.Stop()
	_ = c.Wait() // how it ended is seen below
	return c.ProcessState.Sys().(syscall.WaitStatus).Signaled()
}

func checkRows(t *testing.T, path string, want int) {
	t.Helper()
	checkIntegrity(t, &program{database: path})
	var n int
	if err := openDatabase(t, path).QueryRow(`SELECT count(*) FROM feedback`).Scan(&n); err != nil || n != want {
		t.Errorf("%s holds %d rows, want %d: %v", path, n, want, err)
	}
}

// A killed backup leaves the one from before, or the new one, whole.
func TestBackupsThatAreCutOff(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	database, file := filepath.Join(folder, "pinhole.db"), filepath.Join(folder, "backup.db")
	firstSchema(t, database)
	startIn(t, folder, "--database="+database)
	begun := time.Now()
	if r := runCommand(t, folder, "backup", "--database="+database, file); r.exit != 0 {
		t.Fatal(r.errors)
	}
	takes := time.Since(begun)
	killed := 0
	for range rounds(t) {
		if cutOff(t, folder, takes, "backup", "--force", "--database="+database, file) {
			killed++
		}
		checkRows(t, file, manyRows)
	}
	if r := runCommand(t, folder, "backup", "--force", "--database="+database, file); r.exit != 0 {
		t.Errorf("after kills: %s", r.errors)
	}
	if left, err := filepath.Glob(file + ".part*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	t.Logf("%d of %d backups were killed at work", killed, rounds(t))
}

// A killed restore leaves the old database, or the new one, whole.
func TestRestoresThatAreCutOff(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	database, backup := filepath.Join(folder, "pinhole.db"), filepath.Join(folder, "backup.db")
	firstSchema(t, database)
	firstSchema(t, backup)
	begun := time.Now()
	if r := runCommand(t, folder, "restore", "--database="+database, backup); r.exit != 0 {
		t.Fatal(r.errors)
	}
	takes, killed := time.Since(begun), 0
	for range rounds(t) {
		if cutOff(t, folder, takes, "restore", "--database="+database, backup) {
			killed++
		}
		checkRows(t, database, manyRows)
	}
	t.Logf("%d of %d restores were killed at work", killed, rounds(t))
}

// A killed migration is taken up by the next start.
func TestMigrationsThatAreCutOff(t *testing.T) {
	t.Parallel()
	template := filepath.Join(t.TempDir(), "first.db")
	firstSchema(t, template)
	content := []byte(readText(t, template))
	takes, killed := time.Duration(0), 0
	for round := range rounds(t) + 1 {
		folder := t.TempDir()
		database := filepath.Join(folder, "pinhole.db")
		if err := os.WriteFile(database, content, 0o600); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		if round > 0 && cutOff(t, folder, takes, "searches", "export", "--database="+database) {
			killed++
		}
		if r := runCommand(t, folder, "searches", "export", "--database="+database); r.exit != 0 {
			t.Fatalf("the start after a kill: %s", r.errors)
		}
		if round == 0 {
			takes = time.Since(begun)
		}
		checkRows(t, database, manyRows)
	}
	t.Logf("%d of %d migrations were killed at work", killed, rounds(t))
}

// The program is killed while it reads its content again and again under load: what was
// acknowledged is there.
func TestReloadsThatAreCutOff(t *testing.T) {
	t.Parallel()
	folder, next := copyOfContent(t), new(atomic.Int64)
	database := filepath.Join(t.TempDir(), "pinhole.db")
	acknowledged := map[string]string{}
	for range rounds(t) {
		p := start(t, "--feedback-limit=0", "--database="+database, "--content="+folder)
		c := newCrowd(p, next)
		c.enough = 1 + rand.IntN(300)
		done := make(chan struct{})
		go func() {
			defer close(done)
			for {
				select {
				case <-p.exited:
					return
				default:
					_ = p.command.Process.Signal(syscall.SIGHUP) // it may just have been killed
				}
			}
		}()
		c.send()
		<-p.exited
		<-done
		for number, receipt := range c.answered {
			acknowledged[number] = receipt
		}
		survivors(t, database, c.answered, acknowledged)
	}
}
