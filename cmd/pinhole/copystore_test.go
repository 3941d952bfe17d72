package main_test

import (
	"path/filepath"
	"strings"
	"testing"

	"pinhole/internal/store/postgrestest"
)

// It does not run beside others, whose migrations on the same server copy-store would wait for and
// say so.
func TestCopyStore(t *testing.T) {
	p := start(t)
	receipt := p.client().receipt("no", "comment", "It beeps.")
	there := postgrestest.NewDatabase(t)
	oneLine(t, runCommand(t, p.folder, "copy-store", p.database, there).errors, "stop Pinhole")
	p.stop()
	r := runCommand(t, p.folder, "copy-store", p.database, there)
	if r.exit != 0 || r.errors != "" && !strings.Contains(r.errors, "level=INFO") || !strings.HasPrefix(strings.Join(strings.Fields(r.out), " "), "feedback 1 rows") {
		t.Fatalf("copy-store ended with %d: %s%s", r.exit, r.out, r.errors)
	}
	start(t, "--database="+there).stranger().get(receipt).is(200).says("It beeps.")
	oneLine(t, runCommand(t, p.folder, "copy-store", p.database, there).errors, "holds something already")
	back := filepath.Join(t.TempDir(), "back.db")
	again := runCommand(t, p.folder, "copy-store", there, back)
	if again.exit != 0 || strings.Split(again.out, "\n")[0] != strings.Split(r.out, "\n")[0] {
		t.Errorf("copying back ended with %d: %s%s", again.exit, again.out, again.errors)
	}
	oneLine(t, runCommand(t, p.folder, "copy-store", "none.db", back).errors, "none.db", "there is no database")
	oneLine(t, runCommand(t, p.folder, "copy-store", "postgres://me:secret@h/n", back).errors, "holds a password")
}
