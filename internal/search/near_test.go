package search

import (
	"math/rand/v2"
	"pinhole/internal/fold"
	"testing"
)

// What is one edit away is tried out; that must be the same as holding every number against it.
func TestOneEditFrom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	number := func(length int) string {
		text := make([]byte, length)
		for n := range text {
			text[n] = "AB1"[random.IntN(3)]
		}
		return string(text)
	}
	for range 300 {
		from := number(4 + random.IntN(4))
		near := map[string]bool{from: true}
		for other := range oneEditFrom(from, []byte("1AB")) {
			near[string(other)] = true
		}
		for range 300 {
			other := number(3 + random.IntN(6))
			if edits := fold.Distance([]rune(from), []rune(other), 2); near[other] != (edits < 2) {
				t.Fatalf("%s is %d edits from %s, near %v", other, edits, from, near[other])
			}
			begins := false
			for n := range len(from) + 1 {
				begins = begins || fold.Distance([]rune(from[:n]), []rune(other), 2) < 2
			}
			if nearPrefix(from, other) != begins {
				t.Fatalf("%s begins like %s: %v, want %v", from, other, !begins, begins)
			}
		}
	}
}

// The work that a number makes must not grow with the models.
func TestNearNumbersAreBounded(t *testing.T) {
	tries := 0
	for range oneEditFrom("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCD"[:maxNumber], []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")) {
		tries++
	}
	if most := (maxNumber + 1) * 2 * 37; tries > most {
		t.Errorf("%d tries, want at most %d", tries, most)
	}
	for _, patterns := range []int{0, 10, 1_000, 10_000, 1_000_000} {
		if most := mostNear(patterns); most < 1 || most > maxLookedNear || most > 1 && (most-1)*patterns > maxHeldNear {
			t.Errorf("%d parts are held against %d patterns", most, patterns)
		}
	}
}
