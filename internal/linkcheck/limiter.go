package linkcheck

import (
	"context"
	"sync"
	"time"
)

// gates let one request at a time through to each host, with a pause between two.
type gates struct {
	pause time.Duration
	mu    sync.Mutex
	hosts map[string]*gate
}

type gate struct {
	turn chan struct{} // holds a token while a request is under way
	free time.Time     // when the next one may begin
}

// enter waits for the host's turn. leave must be called when the request is over.
func (g *gates) enter(ctx context.Context, host string) (leave func(), err error) {
	at := g.gate(host)
	select {
	case at.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	wait := time.NewTimer(time.Until(at.free))
	defer wait.Stop()
	select {
	case <-wait.C:
	case <-ctx.Done():
		<-at.turn
		return nil, ctx.Err()
	}
	return func() {
		at.free = time.Now().Add(g.pause)
		<-at.turn
	}, nil
}

func (g *gates) gate(host string) *gate {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.hosts == nil {
		g.hosts = map[string]*gate{}
	}
	if g.hosts[host] == nil {
		g.hosts[host] = &gate{turn: make(chan struct{}, 1)}
	}
	return g.hosts[host]
}
