package editor

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"time"
)

// ErrWrong is what a login returns whose name or password is wrong; nothing tells which.
var ErrWrong = errors.New("the name or the password is wrong")

// WaitError is what a login returns that came too often. Nothing was checked.
type WaitError struct{ After time.Duration }

func (e *WaitError) Error() string {
	return fmt.Sprintf("too many tries: try again in %s", e.After.Round(time.Second))
}

// Accounts is where accounts are kept.
type Accounts interface {
	// Account gives the account and the password's hash; not ok when there is none of this name.
	Account(ctx context.Context, name string) (a Account, hash string, ok bool, err error)
}

// Login is what somebody sent.
type Login struct {
	Name, Password string
	Client         netip.Addr // kept in memory for some minutes, never logged or stored
	Browser        string     // what an earlier login from this browser gave, or empty
}

// Logins lets editors in, and keeps those out who guess.
//
// The scheme is OWASP's "Slow Down Online Guessing Attacks with Device Cookies". A browser that has logged in under a name gets a
// proof of it, which it keeps in a cookie of its own that outlives the session. Tries with a valid proof are counted for that
// browser alone. All others are counted twice, for the name with the client's address and for the name. So whoever guesses slows down
// himself and, from many addresses at once, other browsers that are new to this name, but never the browser in which the true
// editor has logged in before; nobody is locked out for good. Names that nobody has are counted and checked in the same way, and take
// as long.
type Logins struct {
	accounts Accounts
	hasher   *Hasher
	limits   limiter
	key      func() []byte
	nobody   string
}

// NewLogins makes a Logins. The key signs the proofs of browsers: it is secret, lasts, and is the same for all processes that
// share accounts. now is the clock.
func NewLogins(accounts Accounts, hasher *Hasher, key func() []byte, now func() time.Time) *Logins {
	return &Logins{accounts: accounts, hasher: hasher, key: key, nobody: nobodys(), limits: limiter{now: now, buckets: map[bucketName]*bucket{}}}
}

// Login returns the account and a proof for the browser's cookie, or [ErrWrong], a [WaitError], or what prevented an answer:
// an error of the store or of the context.
func (l *Logins) Login(ctx context.Context, try Login) (a Account, browser string, err error) {
	name, err := CleanName(try.Name)
	if err != nil || len(try.Password) > MaxPassword {
		return Account{}, "", ErrWrong
	}
	tries := l.tries(name, try)
	if wait := l.limits.take(tries); wait > 0 {
		return Account{}, "", &WaitError{After: wait}
	}
	a, err = l.check(ctx, name, try.Password)
	if err == nil || !errors.Is(err, ErrWrong) {
		l.limits.giveBack(tries) // also when nobody could look
	}
	if err != nil {
		return Account{}, "", err
	}
	return a, l.proof(name, rand.Text()), nil
}

func (l *Logins) check(ctx context.Context, name, password string) (Account, error) {
	a, hash, known, err := l.accounts.Account(ctx, name)
	if err != nil {
		return Account{}, err
	}
	if !known {
		hash = l.nobody
	}
	right, err := l.hasher.Verify(ctx, hash, password)
	switch {
	case err != nil:
		return Account{}, err
	case !right || !known:
		return Account{}, ErrWrong
	}
	return a, nil
}

func (l *Logins) tries(name string, try Login) map[bucketName]allowance {
	if nonce, ok := l.proven(name, try.Browser); ok {
		return map[bucketName]allowance{{name: name, browser: nonce}: perBrowser}
	}
	return map[bucketName]allowance{{name: name, client: network(try.Client)}: perClient, {name: name}: perName}
}

// network is the part of an address that one customer of a provider has: all of an IPv4 address, the first 64 bits of an IPv6 one.
func network(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return "address " + a.String() // never empty, or it would be the bucket of the name
}

var proofText = base64.RawURLEncoding

// proof signs that this browser has logged in under the name.
func (l *Logins) proof(name, nonce string) string {
	mac := hmac.New(sha256.New, l.key())
	fmt.Fprintf(mac, "browser\x00%s\x00%s", name, nonce)
	return nonce + "." + proofText.EncodeToString(mac.Sum(nil))
}

func (l *Logins) proven(name, browser string) (nonce string, ok bool) {
	nonce, _, ok = strings.Cut(browser, ".")
	return nonce, ok && hmac.Equal([]byte(browser), []byte(l.proof(name, nonce)))
}
