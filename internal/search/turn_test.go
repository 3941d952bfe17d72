package search

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"
)

func TestTurns(t *testing.T) {
	turns := newTurns(3)
	var taken []*scores
	for range runtime.GOMAXPROCS(0) {
		s, err := turns.take(t.Context())
		if err != nil || slices.Contains(taken, s) {
			t.Fatalf("turn %d shares its room, or failed: %v", len(taken), err)
		}
		taken = append(taken, s)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := turns.take(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("a turn too many, error %v", err)
	}
	s := taken[0]
	s.score[1], s.covered[1], s.models[1], s.asked, s.best, s.list = 1, 1, ExactModel, 1, 1, append(s.list, ranked{score: 1})
	turns.end(s)
	if again, err := turns.take(t.Context()); err != nil || again != s {
		t.Fatalf("the turn that ended is not the next one: %v", err)
	}
	if s.score[1] != 0 || s.covered[1] != 0 || s.models[1] != NoModel || s.asked != 0 || s.best != 0 || len(s.list) != 0 {
		t.Errorf("the next turn finds %+v", s)
	}
}
