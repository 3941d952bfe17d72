package maintenance_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/maintenance"
	"pinhole/internal/store/sqldb"
)

// sqliteWith is the path of a database with that many rows, which is open.
func sqliteWith(t *testing.T, rows int) (*store.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pinhole.db")
	s := open(t, store.Config{Database: path})
	for i := range rows {
		if err := s.AddFeedback(t.Context(), no(byte(i))); err != nil {
			t.Fatal(err)
		}
	}
	return s, path
}

// Whatever was acknowledged before a backup began is in it, however much is
// written meanwhile.
func TestBackupOfADatabaseInUse(t *testing.T) {
	s, path := sqliteWith(t, 100)
	done := make(chan struct{})
	var writing sync.WaitGroup
	for range 8 {
		writing.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if err := s.AddFeedback(t.Context(), randomEntry()); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 3 {
		before := number(t, raw(t, path), `SELECT count(*) FROM feedback`)
		file := filepath.Join(t.TempDir(), "backup.db")
		found, err := maintenance.Backup(t.Context(), path, file, false)
		if err != nil {
			t.Fatal(err)
		}
		rows := number(t, raw(t, file), `SELECT count(*) FROM feedback`)
		if rows < before || found.Feedback != rows || found.Schema == 0 {
			t.Errorf("backup %d holds %d rows and says %+v, want at least %d", i, rows, found, before)
		}
	}
	close(done)
	writing.Wait()
}

func TestBackupFiles(t *testing.T) {
	_, path := sqliteWith(t, 3)
	folder := t.TempDir()
	file := filepath.Join(folder, "backup.db")
	// A killed backup has left this.
	write(t, file+".part", []byte(strings.Repeat("half a backup", 1000)))
	if _, err := maintenance.Backup(t.Context(), path, file, false); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Fatalf("the folder holds %v, %v", entries, err)
	}
	if info, err := entries[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup's mode is %v, %v", info.Mode(), err)
	}
	if _, err := maintenance.Backup(t.Context(), path, file, false); !errors.Is(err, maintenance.ErrExists) {
		t.Errorf("a backup is replaced: %v", err)
	}
	write(t, file, []byte("old"))
	if _, err := maintenance.Backup(t.Context(), path, file, true); err != nil {
		t.Error(err)
	}
	if rows := number(t, raw(t, file), `SELECT count(*) FROM feedback`); rows != 3 {
		t.Errorf("the new backup holds %d rows", rows)
	}
	for _, refused := range []string{filepath.Join(folder, "none.db"), file + "/pinhole.db"} {
		if _, err := maintenance.Backup(t.Context(), refused, filepath.Join(folder, "another.db"), false); err == nil {
			t.Errorf("%s is backed up", refused)
		}
	}
}

func TestBackupRefusesADamagedDatabase(t *testing.T) {
	path := damaged(t)
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := maintenance.Backup(t.Context(), path, file, false); !errors.Is(err, sqldb.ErrDamaged) {
		t.Errorf("a damaged database: %v", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(file)); err != nil || len(entries) != 0 {
		t.Errorf("the failed backup left %v, %v", entries, err)
	}
}

// damaged is the path of a database of which the second half was overwritten.
func damaged(t *testing.T) string {
	t.Helper()
	s, path := sqliteWith(t, 0)
	for range 200 {
		e := randomEntry()
		e.Comment = new(strings.Repeat("x", 2000))
		if err := s.AddFeedback(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(content) / 2; i < len(content); i++ {
		content[i] = 0xA5
	}
	write(t, path, content)
	return path
}

func TestRestore(t *testing.T) {
	s, path := sqliteWith(t, 3)
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := maintenance.Backup(t.Context(), path, file, false); err != nil {
		t.Fatal(err)
	}
	if err := s.AddFeedback(t.Context(), no(9)); err != nil {
		t.Fatal(err)
	}
	now := time.UnixMilli(1_763_600_000_000)
	if _, _, err := maintenance.Restore(t.Context(), path, file, now); !errors.Is(err, sqldb.ErrBusy) || !strings.Contains(err.Error(), "stop Pinhole") {
		t.Errorf("a database in use: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	found, kept, err := maintenance.Restore(t.Context(), path, file, now)
	if err != nil || found.Feedback != 3 || kept != path+".replaced-20251120T005320.000Z" {
		t.Fatalf("restored %+v, %s, %v", found, kept, err)
	}
	for name, want := range map[string]int{path: 3, kept: 4} {
		if rows := number(t, raw(t, name), `SELECT count(*) FROM feedback`); rows != want {
			t.Errorf("%s holds %d rows, want %d", name, rows, want)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if _, err := open(t, store.Config{Database: path}).Feedback(t.Context(), feedback.ID{2}); err != nil {
		t.Errorf("the restored database: %v", err)
	}
}

// A program was killed and has left its log: what is in it belongs to the old
// database and never comes into the new one.
func TestRestoreBesideALog(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path string){
		"sound": func(*testing.T, string) {},
		"damaged": func(t *testing.T, path string) {
			for _, end := range []string{"", "-wal"} {
				write(t, path+end, bytes.Repeat([]byte("a power cut's rubbish"), 1000))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, other := sqliteWith(t, 2)
			file := filepath.Join(t.TempDir(), "backup.db")
			if _, err := maintenance.Backup(t.Context(), other, file, false); err != nil {
				t.Fatal(err)
			}
			_, running := sqliteWith(t, 5)
			path := filepath.Join(t.TempDir(), "pinhole.db") // as the running one would be after a kill
			for _, end := range []string{"", "-wal", "-shm"} {
				content, err := os.ReadFile(running + end)
				if err != nil || len(content) == 0 {
					t.Fatalf("%d bytes, %v", len(content), err)
				}
				write(t, path+end, content)
			}
			spoil(t, path)
			_, kept, err := maintenance.Restore(t.Context(), path, file, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			if rows := number(t, raw(t, path), `SELECT count(*) FROM feedback`); rows != 2 {
				t.Errorf("%d rows are restored", rows)
			}
			if name == "sound" {
				if rows := number(t, raw(t, kept), `SELECT count(*) FROM feedback`); rows != 5 {
					t.Errorf("%d rows are kept", rows)
				}
			} else if content, err := os.ReadFile(kept); err != nil || !bytes.HasPrefix(content, []byte("a power cut")) {
				t.Errorf("the damaged one is not kept: %v", err)
			}
		})
	}
}

func TestRestoreTakesAPlainCopyWithItsLog(t *testing.T) {
	_, running := sqliteWith(t, 5)
	copied := filepath.Join(t.TempDir(), "copy.db")
	for _, end := range []string{"", "-wal"} {
		content, err := os.ReadFile(running + end)
		if err != nil {
			t.Fatal(err)
		}
		write(t, copied+end, content)
	}
	path := filepath.Join(t.TempDir(), "new", "pinhole.db")
	found, kept, err := maintenance.Restore(t.Context(), path, copied, time.Now())
	if err != nil || found.Feedback != 5 || kept != "" {
		t.Errorf("restored %+v, %q, %v", found, kept, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	s, path := sqliteWith(t, 3)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	notes := filepath.Join(t.TempDir(), "notes.txt")
	write(t, notes, []byte(strings.Repeat("no database ", 1000)))
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	execute(t, foreign, `CREATE TABLE dog (name TEXT)`)
	newer := filepath.Join(t.TempDir(), "newer.db")
	if err := open(t, store.Config{Database: newer}).Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	broken := damaged(t)
	for backup, says := range map[string]string{
		notes: "no database", foreign: "no database of Pinhole's", newer: "9999", broken: "damaged", notes + ".none": "no such file",
	} {
		if _, _, err := maintenance.Restore(t.Context(), path, backup, time.Now()); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), backup) {
			t.Errorf("%s: %v", backup, err)
		}
	}
	for _, folder := range []string{filepath.Dir(path), filepath.Dir(broken)} {
		if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
			t.Errorf("%s holds %v, %v", folder, entries, err)
		}
	}
	if rows := number(t, raw(t, path), `SELECT count(*) FROM feedback`); rows != 3 {
		t.Errorf("%d rows are left", rows)
	}
}
