package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	p := start(t)
	c := p.client()
	receipt := c.receipt("no", "comment", "kept")
	file := filepath.Join(t.TempDir(), "pinhole.backup")
	r := runCommand(t, p.folder, "backup", file)
	if r.exit != 0 || r.errors != "" || !strings.HasPrefix(r.out, file+" holds 1 answer and ") {
		t.Fatalf("backup ended with %d: %s%s", r.exit, r.out, r.errors)
	}
	if r = runCommand(t, p.folder, "backup", file); r.exit != 1 {
		t.Errorf("backup replaces a file: %s", r.out)
	}
	oneLine(t, r.errors, file, "--force")
	if r = runCommand(t, p.folder, "backup", "--force", file); r.exit != 0 {
		t.Errorf("backup --force ended with %d: %s", r.exit, r.errors)
	}
	p.client().receipt("yes")
	if r = runCommand(t, p.folder, "restore", file); r.exit != 1 {
		t.Errorf("the database of a running program is replaced: %s", r.out)
	}
	oneLine(t, r.errors, "data/pinhole.db", "stop Pinhole")
	p.stop()
	r = runCommand(t, p.folder, "restore", file)
	if r.exit != 0 || r.errors != "" || !strings.Contains(r.out, " is kept in data/pinhole.db.replaced-") {
		t.Fatalf("restore ended with %d: %s%s", r.exit, r.out, r.errors)
	}
	again := startIn(t, p.folder)
	again.stranger().get(receipt).is(200).says("kept")
	again.stop()
	if got := again.onlyRow(); got.Comment != "kept" {
		t.Errorf("%+v is restored", got)
	}
}

func TestBackupOfPostgresIsPostgresOwnBusiness(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"backup", "restore"} {
		c := command(t.TempDir(), verb, "file")
		c.Env = append(c.Env, "PINHOLE_DATABASE=postgres://me:secret@db.example/pinhole?sslmode=require")
		output, err := c.CombinedOutput()
		if err == nil || strings.Contains(string(output), "secret") {
			t.Errorf("%s: %v", verb, err)
		}
		oneLine(t, string(output), "postgres://me@db.example/pinhole?sslmode=require", map[string]string{"backup": "pg_dump", "restore": "pg_restore"}[verb])
	}
}

func TestFailedBackupsLeaveNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	oneLine(t, runCommand(t, folder, "backup", "file").errors, "data/pinhole.db", "no such file")
	oneLine(t, runCommand(t, folder, "restore", "file").errors, "the backup file", "no such file")
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// With an old backup, accounts and passwords come back that were taken away for a reason.
func TestRestoreSaysWhoComesBack(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	startIn(t, folder).stop()
	edit := func(password string, args ...string) {
		t.Helper()
		if r := pipe(t, folder, password, append([]string{"editor"}, args...)...); r.exit != 0 {
			t.Fatalf("%q: %s", args, r.errors)
		}
	}
	for _, name := range []string{"marie", "ada", "eve", "paul"} {
		edit("the old password of "+name, "add", name)
	}
	if r := runCommand(t, folder, "backup", "old.db"); r.exit != 0 {
		t.Fatal(r.errors)
	}
	edit("a new password of ada", "reset-password", "ada")
	edit("", "remove", "eve")
	edit("", "set-role", "paul", "owner")
	edit("a password of zoe", "add", "zoe")
	r := runCommand(t, folder, "restore", "old.db")
	if r.exit != 0 || r.errors != "" {
		t.Fatalf("restore ended with %d: %s", r.exit, r.errors)
	}
	for name, says := range map[string]string{
		"marie": "as before", "ada": "comes back: the password before was set on ", "eve": "comes back: was not there before", "paul": "was owner before", "zoe": "is gone: not in the backup",
	} {
		line := regexp.MustCompile(`(?m)^  ` + name + ` .* password set on \d{4}-\d\d-\d\d .*$`).FindString(r.out)
		if !strings.Contains(line, says) {
			t.Errorf("of %s it says %q, want %q:\n%s", name, line, says, r.out)
		}
	}
	if r := runCommand(t, t.TempDir(), "restore", filepath.Join(folder, "old.db")); r.exit != 0 || strings.Contains(r.out, "before") || !strings.Contains(r.out, "  ada ") {
		t.Errorf("into nothing: %d\n%s%s", r.exit, r.out, r.errors)
	}
}
