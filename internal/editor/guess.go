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
	// guessBuckets is the number of buckets that names share in the store: few enough that a bucket
	// reveals nothing of the name as typed, which may be a password, and enough that guesses at one
	// name rarely affect another.
	guessBuckets = 4096
	// sharedTimeout is how long a login waits for the store's count of guesses before it uses only
	// those of its process.
	sharedTimeout = 500 * time.Millisecond
)

// guesses is the bucket of the store in which a login's wrong passwords are counted.
type guesses struct {
	bucket int
	allowance
}

// guesses returns the bucket of a name, or of a browser that has logged in under it before. The two
// sets of buckets are disjoint.
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

// sharedWait returns how long a login must wait because of wrong passwords sent to any process; 0
// if the store fails.
func (l *Logins) sharedWait(ctx context.Context, g guesses) time.Duration {
	ctx, cancel := context.WithTimeout(ctx, sharedTimeout)
	defer cancel()
	empty, err := l.accounts.GuessesUntil(ctx, g.bucket)
	now := l.limits.now()
	if err != nil || !empty.After(now) { // the store logs the error, and the limits of this process still apply
		return 0
	}
	return empty.Sub(now) - time.Duration(g.burst-1)*g.every
}

func (l *Logins) addShared(ctx context.Context, g guesses) {
	ctx, cancel := context.WithTimeout(ctx, sharedTimeout)
	defer cancel()
	_ = l.accounts.AddGuess(ctx, g.bucket, g.every) // as in sharedWait
}
