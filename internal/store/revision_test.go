package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

func TestRecordRevisions(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		first := store.Revision{Article: "a", Revision: "0123456789ab", Language: "en", Title: "T", Markdown: []byte("# T\r\n\té\n")}
		spanish := first
		spanish.Language = "es"
		if err := db.RecordRevisions(t.Context(), []store.Revision{first, spanish, first}); err != nil {
			t.Fatal(err)
		}
		first.FirstSeen = db.clock

		// What is recorded stays as it is.
		db.clock = db.clock.Add(time.Hour)
		again := first
		again.Title, again.Markdown = "other", []byte("other")
		if err := db.RecordRevisions(t.Context(), []store.Revision{again}); err != nil {
			t.Fatal(err)
		}
		got, err := db.Revision(t.Context(), "a", "0123456789ab", "en")
		if err != nil || !reflect.DeepEqual(got, first) {
			t.Errorf("got %+v, %v\nwant %+v", got, err, first)
		}
		if _, err := db.Revision(t.Context(), "a", "0123456789ab", "fr"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an unknown revision: %v", err)
		}
		if err := db.RecordRevisions(t.Context(), nil); err != nil {
			t.Errorf("no revisions: %v", err)
		}
	})
}

func TestRecordManyRevisions(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		revisions := manyRevisions(1001, 100)
		if err := db.RecordRevisions(t.Context(), revisions); err != nil {
			t.Fatal(err)
		}
		last := revisions[1000]
		got, err := db.Revision(t.Context(), last.Article, last.Revision, last.Language)
		if err != nil || !bytes.Equal(got.Markdown, last.Markdown) {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}

// BenchmarkRecordRevisions measures what a start with 10,000 articles of 5 KB
// records, the first time and when all is recorded already.
func BenchmarkRecordRevisions(b *testing.B) {
	revisions := manyRevisions(10_000, 5000)
	for _, kind := range kinds {
		b.Run(kind.Name+"/known=false", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s := open(b, store.Config{Database: kind.Create(b)})
				b.StartTimer()
				record(b, s, revisions)
			}
		})
		b.Run(kind.Name+"/known=true", func(b *testing.B) {
			s := open(b, store.Config{Database: kind.Create(b)})
			record(b, s, revisions)
			for b.Loop() {
				record(b, s, revisions)
			}
		})
	}
}

func record(b *testing.B, s *store.Store, revisions []store.Revision) {
	if err := s.RecordRevisions(b.Context(), revisions); err != nil {
		b.Fatal(err)
	}
}

func manyRevisions(count, size int) []store.Revision {
	revisions := make([]store.Revision, count)
	for i := range revisions {
		name := fmt.Sprintf("%012x", i*7919)
		revisions[i] = store.Revision{Article: "article-" + name, Revision: name, Language: "en", Title: name,
			Markdown: bytes.Repeat([]byte("x"), size)}
	}
	return revisions
}

func TestServed(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		begin := db.clock
		for i, r := range []store.Revision{
			{Article: "a", Revision: "r2", Language: "en", Title: "First"}, {Article: "a", Revision: "r1", Language: "en", Title: "Second"},
			{Article: "a", Revision: "r3", Language: "es", Title: "Primero"}, {Article: "b", Revision: "r1", Language: "en", Title: "Other"},
		} {
			db.clock = begin.Add(time.Duration(i) * time.Hour)
			if err := db.RecordRevisions(t.Context(), []store.Revision{r}); err != nil {
				t.Fatal(err)
			}
		}
		got, err := db.Served(t.Context(), "a", "en")
		want := []feedback.Served{{Revision: "r2", Title: "First", Since: begin}, {Revision: "r1", Title: "Second", Since: begin.Add(time.Hour)}}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("served %+v, %v, want %+v", got, err, want)
		}
	})
}
