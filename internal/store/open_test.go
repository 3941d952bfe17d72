package store_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/sqldb"
)

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	write(t, file, []byte("This is no database, but it is long enough to look like one at first."))
	tests := map[string]struct {
		database string
		is       error
		says     []string
	}{
		"nothing":                {"", nil, []string{"no database is given"}},
		"a file for a folder":    {filepath.Join(file, "pinhole.db"), nil, []string{file, "not a directory", "choose a folder"}},
		"a folder for a file":    {folder, nil, []string{folder, "is a directory", "choose a file"}},
		"something else's file":  {file, sqldb.ErrDamaged, []string{file, "is no database", "restore a backup"}},
		"a folder without files": {"/proc/self/pinhole.db", nil, []string{"/proc/self/pinhole.db", "choose a file"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(t.Context(), store.Config{Database: test.database})
			if err == nil {
				s.Close()
				t.Fatal("it opens")
			}
			if test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("%v is not %v", err, test.is)
			}
			for _, says := range test.says {
				if !strings.Contains(err.Error(), says) {
					t.Errorf("%q does not say %q", err, says)
				}
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%q is no single line", err)
			}
		})
	}
}

func TestOpenRefusesWhatMayNotBeWritten(t *testing.T) {
	if os.Geteuid() == 0 && os.Getenv("PINHOLE_TEST_BOUND") == "" {
		// Root may write everything, unless it is kept from it.
		c := exec.Command("setpriv", "--bounding-set=-dac_override", os.Args[0], "-test.run=^"+t.Name()+"$", "-test.count=1")
		c.Env = append(os.Environ(), "PINHOLE_TEST_BOUND=1")
		output, err := c.CombinedOutput()
		if errors.Is(err, exec.ErrNotFound) && os.Getenv("PINHOLE_TEST_REQUIRE") != "1" {
			t.Skip("setpriv is missing, which keeps root from writing everything")
		}
		if err != nil || !bytes.Contains(output, []byte("PASS")) {
			t.Errorf("%v: %s", err, output)
		}
		return
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "pinhole.db")
	openAndClose(t, path)
	for _, protected := range []string{path, folder} {
		info, err := os.Stat(protected)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(protected, info.Mode()&^0o222); err != nil {
			t.Fatal(err)
		}
		if s, err := store.Open(t.Context(), store.Config{Database: path}); err == nil {
			s.Close()
			t.Errorf("opens although %s may not be written", protected)
		} else if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "may write to") {
			t.Errorf("%q does not say what and what to do", err)
		}
		if err := os.Chmod(protected, info.Mode()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenRefusesANewerSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pinhole.db")
	openAndClose(t, path)
	execute(t, path, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	_, err := store.Open(t.Context(), store.Config{Database: path})
	if !errors.Is(err, sqldb.ErrNewerSchema) || !strings.Contains(err.Error(), "9999") || !strings.Contains(err.Error(), path) {
		t.Errorf("a newer schema: %v", err)
	}
}

func TestFilesAreNobodyElsesBusiness(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data", "deep")
	path := filepath.Join(folder, "pinhole.db")
	s, err := store.Open(t.Context(), store.Config{Database: path})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, name := range []string{folder, path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v", name, info.Mode())
		}
	}
}

func TestCloseLeavesOneSoundFile(t *testing.T) {
	folder := t.TempDir()
	// No character of the name may be taken for a parameter or an escape.
	path := filepath.Join(folder, "a?mode=ro&b#c%41 d.db")
	s, err := store.Open(t.Context(), store.Config{Database: path})
	if err != nil {
		t.Fatal(err)
	}
	for i := range byte(100) {
		if err := s.AddFeedback(t.Context(), no(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 || entries[0].Name() != filepath.Base(path) {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	plain := filepath.Join(folder, "pinhole.db")
	if err := os.Rename(path, plain); err != nil {
		t.Fatal(err)
	}
	if got := execute(t, plain, `PRAGMA integrity_check`); got != "ok" {
		t.Errorf("integrity check: %s", got)
	}
	if got := execute(t, plain, `SELECT count(*) FROM feedback`); got != "100" {
		t.Errorf("%s rows, want 100", got)
	}
}

func TestADamagedFileIsReported(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pinhole.db")
	s, err := store.Open(t.Context(), store.Config{Database: path})
	if err != nil {
		t.Fatal(err)
	}
	for i := range byte(200) {
		e := no(i)
		e.Comment = pointer(strings.Repeat("x", 2000))
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
	half := len(content) / 2
	write(t, path, append(content[:half:half], bytes.Repeat([]byte{0xA5}, len(content)-half)...))
	s, err = store.Open(t.Context(), store.Config{Database: path})
	if err == nil {
		defer s.Close()
		for _, err = range s.AllFeedback(t.Context()) {
		}
	}
	if !errors.Is(err, sqldb.ErrDamaged) || !errors.Is(err, feedback.ErrUnavailable) {
		t.Errorf("reading a damaged file: %v", err)
	}
}

func openAndClose(t *testing.T, path string) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Config{Database: path})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
