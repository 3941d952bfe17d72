package search

import (
	"context"
	"runtime"
)

// turns has as many searches at work as there are processors; others wait for theirs in the order in which they came. A search takes
// less than a millisecond, a processor's time slice ten: without turns, one that is put aside in the middle of its work would wait for
// as many slices as there are others. Each turn has room to count in that the next one finds again.
type turns chan *scores

func newTurns(articles int) turns {
	t := make(turns, runtime.GOMAXPROCS(0))
	for range cap(t) {
		t <- newScores(articles)
	}
	return t
}

// take waits for a turn. The error is the context's.
func (t turns) take(ctx context.Context) (*scores, error) {
	select {
	case s := <-t:
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// end lets the next one have its turn. What lies in the scores is lost.
func (t turns) end(s *scores) {
	s.reset()
	t <- s
}
