package linkcheck

import (
	"context"
	"sync"
	"time"
)

// limiter allows one request at a time to each host, with a pause between two.
type limiter struct {
	pause time.Duration
	mu    sync.Mutex
	hosts map[string]*hostLimit
}

type hostLimit struct {
	slot chan struct{} // holds a token during a request
	free time.Time     // when the next one may start
}

// acquire waits until a request to the host is allowed. The caller must call release after the
// request.
func (g *limiter) acquire(ctx context.Context, host string) (release func(), err error) {
	at := g.host(host)
	select {
	case at.slot <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	wait := time.NewTimer(time.Until(at.free))
	defer wait.Stop()
	select {
	case <-wait.C:
	case <-ctx.Done():
		<-at.slot
		return nil, ctx.Err()
	}
	return func() {
		at.free = time.Now().Add(g.pause)
		<-at.slot
	}, nil
}

func (g *limiter) host(host string) *hostLimit {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.hosts == nil {
		g.hosts = map[string]*hostLimit{}
	}
	if g.hosts[host] == nil {
		g.hosts[host] = &hostLimit{slot: make(chan struct{}, 1)}
	}
	return g.hosts[host]
}
