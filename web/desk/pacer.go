package desk

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"pinhole/internal/spam"
)

// pacer delays refusals, so that whoever floods the program with requests gets few of them and
// leaves the processors to others. The first ones of a client's network in a minute are not
// delayed: who is refused because of others learns it at once.
type pacer struct {
	free  int           // refusals a minute and network that are not delayed
	delay time.Duration // of further ones

	mu      sync.Mutex
	minute  int64
	refused map[netip.Prefix]int
}

// maxRefused is of how many networks a pacer counts the refusals in a minute, about 1 MB of them.
// Refusals to further ones are delayed.
const maxRefused = 10_000

// wait returns when a refusal may be sent or the context ends.
func (p *pacer) wait(ctx context.Context, client netip.Addr) {
	if p.isFree(client, time.Now()) {
		return
	}
	timer := time.NewTimer(p.delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// isFree counts a refusal and reports whether it is not to be delayed.
func (p *pacer) isFree(client netip.Addr, now time.Time) bool {
	network := spam.Network(client)
	p.mu.Lock()
	defer p.mu.Unlock()
	if minute := now.Unix() / 60; minute != p.minute || p.refused == nil {
		p.minute, p.refused = minute, map[netip.Prefix]int{}
	}
	before, known := p.refused[network]
	if before >= p.free || !known && len(p.refused) >= maxRefused {
		return false
	}
	p.refused[network]++
	return true
}
