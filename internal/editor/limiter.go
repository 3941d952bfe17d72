package editor

import (
	"sync"
	"time"
)

// allowance is a token bucket's size and refill interval.
type allowance struct {
	burst int
	every time.Duration
}

// The allowances of logins. A successful login does not use them up.
var (
	// For a name from one client that has not logged in under it before.
	perClient = allowance{5, time.Minute}
	// For a name from all such clients together: 2,880 guesses a day, from however many addresses.
	perName = allowance{20, 30 * time.Second}
	// For all names from one such client: an office behind one address has some editors.
	perAddress = allowance{30, 2 * time.Second}
	// For all such clients together: hashing for them takes at most a fifth of one processor.
	perProcess = allowance{50, 250 * time.Millisecond}
	// For a name from one browser that has logged in under it before.
	perBrowser = allowance{10, time.Minute}
)

// maxBuckets bounds the memory of a limiter, at about 100 bytes each.
const maxBuckets = 20_000

// limiter counts attempts in memory; it is never persisted.
type limiter struct {
	now     func() time.Time
	mu      sync.Mutex
	buckets map[bucketName]*bucket
}

// bucketName identifies a bucket: of a name, also with a client or a browser; of a client; or, if
// empty, of everybody.
type bucketName struct{ name, client, browser string }

// bucket is initially empty; used decreases with time.
type bucket struct {
	allowance
	used float64
	at   time.Time
}

// acquire uses one attempt of each bucket if all have one left. Otherwise it uses none and returns
// how long to wait; busy is whether only the bucket of everybody is exhausted.
func (l *limiter) acquire(buckets map[bucketName]allowance) (wait time.Duration, busy bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	for name, allowed := range buckets {
		b := l.buckets[name]
		if b == nil {
			continue
		}
		b.drain(now)
		if over := b.used + 1 - float64(allowed.burst); over > 0 {
			busy = name == bucketName{} && (busy || wait == 0)
			wait = max(wait, time.Duration(over*float64(allowed.every)))
		}
	}
	if wait > 0 {
		return wait, busy
	}
	for name, allowed := range buckets {
		b := l.buckets[name]
		if b == nil {
			l.evict(now)
			b = &bucket{allowance: allowed, at: now}
			l.buckets[name] = b
		}
		b.used++
	}
	return 0, false
}

// release undoes an acquire.
func (l *limiter) release(buckets map[bucketName]allowance) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for name := range buckets {
		if b := l.buckets[name]; b != nil {
			b.used = max(0, b.used-1)
		}
	}
}

func (b *bucket) drain(now time.Time) {
	b.used = max(0, b.used-float64(now.Sub(b.at))/float64(b.every))
	b.at = now
}

// evict drops empty buckets and, if that is not enough, those with the fewest attempts: a flood of
// names must not evict the one that is being guessed at.
func (l *limiter) evict(now time.Time) {
	for least := 0.0; len(l.buckets) >= maxBuckets; least = 2*least + 1 {
		for name, b := range l.buckets {
			if b.drain(now); b.used <= least {
				delete(l.buckets, name)
			}
		}
	}
}
