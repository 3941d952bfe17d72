package store_test

import (
	"slices"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

// finds checks which feedback a search of the inbox finds.
func (db *database) finds(t *testing.T, text string, want ...byte) {
	t.Helper()
	items, err := db.Items(t.Context(), feedback.Filter{Text: text}, feedback.Cursor{}, 50)
	if err != nil {
		t.Fatal(err)
	}
	got := idsOf(items)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%q finds %v, want %v", text, got, want)
	}
	if counts, err := db.CountItems(t.Context(), feedback.Filter{Text: text}); err != nil || counts[0].Answers != len(want) {
		t.Errorf("%q is counted as %+v, %v, want %d", text, counts, err, len(want))
	}
}

// Letter case and accents do not count, in whatever alphabet, on both databases.
func TestCommentsAreFoundInAnySpelling(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for i, text := range []string{
			"No encuentro el botón; la señal no llega 100%", "Η συσκευή δεν ανάβει, μόνο ο Κόκκινος ΦΩΤΙΣΜΌΣ", "Кнопка сброса ЁРЖИТ",
			"İSTANBUL'da ışık yanmıyor", "Die STRASSE ist Größe_2", "Cafe\u0301 ｆｕｌｌ width", "100 percent",
		} {
			db.add(t, said(byte(i), "a", "r1", "", text))
		}
		for id, texts := range [][]string{
			{"botón", "BOTÓN", "boton", "SEÑAL", "senal", "llega BOTON", "sen\u0303al", "100%"},
			{"κοκκινοσ", "ΚΌΚΚΙΝΟΣ", "κόκκινος", "φωτισμός", "ΣΥΣΚΕΥΗ"},
			{"КНОПКА", "кнопка ержит", "ёржит"},
			{"istanbul", "ISTANBUL", "İstanbul", "ISIK", "ışık", "yanmiyor"},
			{"straße", "STRASSE", "grösse_2", "GROSSE"},
			{"CAFÉ", "cafe", "FULL", "ｗｉｄｔｈ"},
		} {
			for _, text := range texts {
				db.finds(t, text, byte(id))
			}
		}
		db.finds(t, "100", 0, 6)
		db.finds(t, "boton zebra")
		db.finds(t, "gr_sse")
	})
}

// What is searched is what is stored, however it came in.
func TestTheSearchFollowsTheComment(t *testing.T) {
	comment := func(text string) feedback.Change { return feedback.Change{Details: feedback.Details{Comment: &text}} }
	onEach(t, func(t *testing.T, db *database) {
		bare := said(1, "a", "r1", "", "")
		bare.Comment = nil
		db.add(t, bare)
		late := said(1, "a", "r1", "", "Botón")
		late.GivenAt = db.clock.Add(-time.Hour)
		db.add(t, late)
		db.finds(t, "boton", 1)
		late.Comment = pointer("Señal")
		db.add(t, late)
		db.finds(t, "senal")
		db.finds(t, "boton", 1)
		db.change(t, feedback.ID{1}, comment("Größe"))
		db.finds(t, "boton")
		db.finds(t, "grosse", 1)
		db.add(t, said(1, "a", "r1", "", "Кнопка"))
		db.finds(t, "кнопка", 1)
		db.change(t, feedback.ID{1}, feedback.Change{Withdraw: true})
		db.lacks(t, "кнопка")
		db.add(t, said(1, "a", "r1", "", "Señal"))
		db.finds(t, "кнопка")
		db.finds(t, "senal", 1)
		db.clock = db.clock.Add(time.Hour)
		if n, err := db.ForgetComments(t.Context(), db.clock); n != 1 || err != nil {
			t.Fatalf("forgot %d, %v", n, err)
		}
		db.lacks(t, "senal")
	})
}
