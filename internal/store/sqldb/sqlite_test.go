package sqldb

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The log stays small however much is written, also after a reader that kept it from starting over.
func TestLogIsBounded(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pinhole.db")
	e, err := openSQLite(path, 10*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	execute(t, e.writing, `CREATE TABLE line (line TEXT)`)
	j := &job{Write: Write{Statement: `INSERT INTO line VALUES ($1)`}}
	for range 500 {
		j.Rows = append(j.Rows, []any{strings.Repeat("w", 4000)})
	}
	add := func(batches int) int64 {
		t.Helper()
		for range batches {
			if err := e.commit([]*job{j}); err != nil {
				t.Fatal(err)
			}
		}
		info, err := os.Stat(path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	if size := add(20); size > 3*MaxLog {
		t.Errorf("the log has %d bytes, want about %d", size, MaxLog)
	}
	tx, err := e.reading.Begin()
	if err != nil {
		t.Fatal(err)
	}
	var rows int
	if err := tx.QueryRow(`SELECT count(*) FROM line`).Scan(&rows); err != nil || rows != 10_000 {
		t.Fatalf("%d rows: %v", rows, err)
	}
	if size := add(20); size < 4*MaxLog {
		t.Errorf("beside a reader the log has %d bytes: it does not hold what the reader's snapshot lacks", size)
	}
	tx.Rollback()
	if size := add(3); size > 3*MaxLog {
		t.Errorf("after the reader the log has %d bytes, want about %d", size, MaxLog)
	}
}
