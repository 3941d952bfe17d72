package editor

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"
)

const (
	// guessBuckets is how many buckets names share in the store: so few that a bucket tells nothing of what was typed as a name,
	// which may be a password, and so many that whoever guesses at one name hardly meets another.
	guessBuckets = 4096
	// sharedTimeout is how long a login waits for the guesses in the store before it goes on with those of its process.
	sharedTimeout = 500 * time.Millisecond
)

// guesses is where the wrong passwords of a login are counted in the store.
type guesses struct {
	bucket int
	allowance
}

// guesses gives the bucket of a name, or of a browser that has logged in under it before. The two never meet.
func (l *Logins) guesses(name string, p proof, proven bool) guesses {
	if proven {
		return guesses{guessBuckets + l.bucket(name+"\x00"+p.slot), perBrowser}
	}
	return guesses{l.bucket(name), perName}
}

func (l *Logins) bucket(of string) int {
	mac := hmac.New(sha256.New, l.key())
	fmt.Fprintf(mac, "guesses\x00%s", of)
	return int(binary.BigEndian.Uint16(mac.Sum(nil))) % guessBuckets
}

// sharedWait is how long a login waits because of wrong passwords that other processes were sent; 0 also where nobody can tell.
func (l *Logins) sharedWait(ctx context.Context, g guesses) time.Duration {
	ctx, cancel := context.WithTimeout(ctx, sharedTimeout)
	defer cancel()
	empty, err := l.accounts.GuessesUntil(ctx, g.bucket)
	now := l.limits.now()
	if err != nil || !empty.After(now) { // the store says why, and this process goes on counting
		return 0
	}
	return empty.Sub(now) - time.Duration(g.burst-1)*g.every
}

func (l *Logins) addShared(ctx context.Context, g guesses) {
	ctx, cancel := context.WithTimeout(ctx, sharedTimeout)
	defer cancel()
	_ = l.accounts.AddGuess(ctx, g.bucket, g.every) // as in sharedWait
}
