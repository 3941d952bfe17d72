package background

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestPiecesTakeTurns(t *testing.T) {
	var running, most atomic.Int64
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			Do(func() {
				most.Store(max(most.Load(), running.Add(1)))
				defer running.Add(-1)
				for range 1000 {
				}
			})
		})
	}
	all.Wait()
	if n := most.Load(); n > int64(workers) {
		t.Errorf("%d pieces at once, want at most %d", n, workers)
	}
}

func TestAPieceThatWaitsKeepsNobodyBack(t *testing.T) {
	waits, done := make(chan struct{}), make(chan struct{})
	for range workers {
		go Do(func() { <-waits })
	}
	go Do(func() { close(done) })
	<-done // the test's own limit ends this
	close(waits)
	for range 2 * workers {
		Do(func() {}) // no turn is lost
	}
}
