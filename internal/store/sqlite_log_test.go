package store

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTheLogGoesBackIntoTheFileBesideTheWriter(t *testing.T) {
	e, err := openSQLite(filepath.Join(t.TempDir(), "pinhole.db"), 10*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	if _, err := e.writing.Exec(`CREATE TABLE words (words TEXT)`); err != nil {
		t.Fatal(err)
	}
	page := strings.Repeat("w", 4000)
	add := func(rows int) {
		t.Helper()
		job := &write{statement: `INSERT INTO words VALUES ($1)`}
		for range rows {
			job.rows = append(job.rows, []any{page})
		}
		if err := e.transact([]*write{job}); err != nil {
			t.Fatal(err)
		}
	}
	for n := 0; n < writeBackEvery; n += 1000 {
		add(1000)
	}
	for !e.log.nearly.Load() { // the test's own limit ends this
	}
	e.log.nearly.Store(false)
	add(100) // as if written meanwhile
	e.log.nearly.Store(true)
	add(1) // after the rest
	add(1) // in the log that begins anew
	var busy, pages, back, rows int
	if err := e.writing.QueryRow(takeBack).Scan(&busy, &pages, &back); err != nil || pages > 50 {
		t.Errorf("the log holds %d pages after it went back, want a few: %v", pages, err)
	}
	if err := e.reading.QueryRow(`SELECT count(*) FROM words`).Scan(&rows); err != nil || rows != writeBackEvery+102 {
		t.Errorf("%d rows: %v", rows, err)
	}
}
