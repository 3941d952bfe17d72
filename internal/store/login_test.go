package store_test

import (
	"testing"
	"time"
)

func TestGuesses(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		other := db.another(t)
		want := func(bucket int, want time.Duration) {
			t.Helper()
			empty, err := other.GuessesUntil(t.Context(), bucket)
			if left := max(0, empty.Sub(db.clock)); left != want || err != nil {
				t.Errorf("bucket %d is empty in %s, want %s; %v", bucket, left, want, err)
			}
		}
		add := func(bucket int) {
			t.Helper()
			if err := db.AddGuess(t.Context(), bucket, 30*time.Second); err != nil {
				t.Fatal(err)
			}
		}
		want(7, 0)
		add(7)
		add(7)
		add(8)
		want(7, time.Minute)
		want(8, 30*time.Second)
		db.clock = db.clock.Add(50 * time.Second)
		add(7)
		add(8)
		want(7, 40*time.Second)
		want(8, 30*time.Second)
	})
}
