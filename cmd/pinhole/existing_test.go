package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Commands that need what a database holds do not make one out of a mistyped name.
func TestMistypedDatabasesAreNotMade(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	before := listing(t, folder)
	for _, command := range []string{
		"feedback export", "feedback export --format=jsonl", "feedback forget AAAAAAAAAAAAAAAAAAAAAA", "searches export", "editor list", "editor remove marie", "editor set-role marie owner",
		"editor reset-password marie", "webhook list", "webhook remove 1", "webhook test 1", "backup file", "copy-store typo.db new.db",
	} {
		for _, database := range []string{"typo.db", "none/typo.db", empty} {
			args := strings.Fields(command)
			if args[0] != "copy-store" {
				args = append(args, "--database="+database)
			} else if database != "typo.db" {
				args[1] = database
			}
			if args[0] == "backup" && database == empty {
				continue // an empty file is refused by what is wrong with it
			}
			r := pipe(t, folder, "four words in a row", args...)
			if r.exit != 1 || r.out != "" {
				t.Errorf("%q ended with %d: %s", args, r.exit, r.out)
			}
			oneLine(t, r.errors, database)
			if after := listing(t, folder); after != before {
				t.Fatalf("%q made files: before %s, after %s", args, before, after)
			}
		}
	}
	if r := pipe(t, folder, "", "doctor", "--database=typo.db", "--ops-addr="); !strings.Contains(r.out, "typo.db is not there yet") || listing(t, folder) != before {
		t.Errorf("doctor says %s%s and leaves %s", r.out, r.errors, listing(t, folder))
	}
}
