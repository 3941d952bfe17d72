package desk

import (
	"context"
	"sync"
	"time"
)

// pacer spreads answers that nobody needs at once, so that whoever floods the program with requests
// gets few of them a second and leaves the processors to others. The first ones of a burst go out
// at once.
type pacer struct {
	interval time.Duration // between two answers
	burst    int           // how many go out at once
	max      time.Duration // that an answer waits

	mu   sync.Mutex
	next time.Time // when the next answer is due, with a full burst behind it
}

// wait returns when an answer may go out or the context ends.
func (p *pacer) wait(ctx context.Context) {
	timer := time.NewTimer(p.delay(time.Now()))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

func (p *pacer) delay(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next.Before(now) {
		p.next = now
	}
	if limit := now.Add(p.max); p.next.Before(limit) {
		p.next = p.next.Add(p.interval)
	}
	return p.next.Sub(now) - time.Duration(p.burst)*p.interval
}
