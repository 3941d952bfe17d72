package maintenance_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/store"
	"pinhole/internal/store/maintenance"
)

func TestFileAccounts(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pinhole.db")
	clock := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	s := open(t, store.Config{Database: path, Now: func() time.Time { return clock }})
	for _, name := range []string{"marie", "ada"} {
		if _, err := s.AddEditor(t.Context(), editor.Console, name, editor.Editor, "hash of "+name); err != nil {
			t.Fatal(err)
		}
	}
	clock = clock.AddDate(0, 1, 0)
	if err := s.SetPassword(t.Context(), "ada", "ada", "another hash"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	list, err := maintenance.FileAccounts(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, a := range list {
		got += fmt.Sprintln(a.Name, a.Role, a.PasswordSet.UTC().Format(time.DateOnly))
	}
	if want := "ada editor 2026-06-01\nmarie owner 2026-05-01\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if list[0].SamePassword(list[1]) || !list[0].SamePassword(list[0]) {
		t.Error("passwords are not told apart")
	}
	older := filepath.Join(t.TempDir(), "older.db")
	execute(t, older, `CREATE TABLE feedback (id INTEGER)`)
	if list, err := maintenance.FileAccounts(t.Context(), older); err != nil || len(list) != 0 {
		t.Errorf("a database from before there were editors: %v, %v", list, err)
	}
}
