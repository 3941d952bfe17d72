package sqldb_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/postgrestest"
	"pinhole/internal/store/sqldb"
)

// Comments from before the column are found too, and what was withdrawn before is blanked.
func TestAnUpgradeFoldsCommentsAndBlanksWithdrawnOnes(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { upgradeFolds(t, "sqlite", filepath.Join(t.TempDir(), "pinhole.db")) })
	t.Run("postgres", func(t *testing.T) { upgradeFolds(t, "pgx", postgrestest.NewDatabase(t)) })
}

func upgradeFolds(t *testing.T, driver, database string) {
	const many = 1203 // more than two batches
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(t.Context(), store.Config{Database: database})
	check(err)
	add := func(id feedback.ID, comment string) {
		t.Helper()
		check(s.AddFeedback(t.Context(), feedback.Entry{ID: id, Article: "a", Revision: "r1", Details: feedback.Details{Comment: &comment}}))
	}
	for i := range many {
		comment := ""
		if i%2 == 0 {
			comment = fmt.Sprint("BOTÓN ", i)
		}
		add(feedback.ID{1, byte(i >> 8), byte(i)}, comment)
	}
	withdrawn, other := feedback.ID{2}, feedback.ID{3}
	add(withdrawn, "El Botón es mío")
	add(other, "El botón")
	for range 2 {
		item, err := s.Item(t.Context(), withdrawn)
		check(err)
		_, err = s.Triage(t.Context(), "marie", []feedback.Ref{item.Ref()}, feedback.Triage{Note: new(fmt.Sprint("mío ", item.Version))})
		check(err)
	}
	check(s.Close())

	old, err := sql.Open(driver, database)
	check(err)
	defer old.Close()
	for _, statement := range []string{
		`ALTER TABLE feedback DROP COLUMN comment_folded`, `UPDATE feedback SET status = 'withdrawn' WHERE note <> ''`,
	} {
		_, err := old.Exec(statement)
		check(err)
	}
	tx, err := old.Begin()
	check(err)
	check(errors.Join(sqldb.AddFoldedComments(t.Context(), tx), tx.Commit()))

	s, err = store.Open(t.Context(), store.Config{Database: database})
	check(err)
	defer s.Close()
	var left int
	check(old.QueryRow(`SELECT (SELECT count(*) FROM feedback WHERE comment || note LIKE '%mío%') + (SELECT count(*) FROM audit_item WHERE note LIKE '%mío%')`).Scan(&left))
	if left != 0 {
		t.Errorf("%d rows hold what was withdrawn", left)
	}
	item, err := s.Item(t.Context(), withdrawn)
	if err != nil || item.Status != feedback.Withdrawn || item.Comment+item.Note != "" {
		t.Errorf("withdrawn before, it is %+v, %v", item, err)
	}
	finds := func(text string, want int) {
		t.Helper()
		counts, err := s.CountItems(t.Context(), feedback.Filter{Text: text})
		if err != nil || counts[0].Answers != want {
			t.Errorf("%q counted as %+v, %v, want %d", text, counts, err, want)
		}
	}
	finds("boton", (many+1)/2+1)
	// A program from before that is still at work writes no such column.
	_, err = old.Exec(`UPDATE feedback SET comment_folded = '', comment = 'Still ONE' WHERE note = '' AND comment = 'El botón'`)
	check(err)
	finds("still one", 1)
}
