package editor

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"
)

// ErrWrong is wrapped by the [WrongError] of a login with a wrong name or password.
var ErrWrong = errors.New("the name or the password is wrong")

// WrongError is the error of a login with a wrong name or password. It wraps [ErrWrong].
type WrongError struct {
	// Editor is the account's name, or empty where there is no such account. The client must not
	// learn it. The name as typed must not be stored, because it may be a password.
	Editor string
}

func (e *WrongError) Error() string { return ErrWrong.Error() }

func (e *WrongError) Unwrap() error { return ErrWrong }

// WaitError is the error of a login over a rate limit. The password was not checked.
type WaitError struct {
	After time.Duration
	Busy  bool // because of the load by others, not because of this name or client
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("too many tries: try again in %s", e.After.Round(time.Second))
}

// BusyWait is how long to wait before a retry when a [Hasher] is busy: it drains a full queue in
// that time.
const BusyWait = 5 * time.Second

// Accounts is the store of accounts and guesses.
type Accounts interface {
	// Account returns an account and its password's hash; ok is false for an unknown name.
	Account(ctx context.Context, name string) (a Account, hash string, ok bool, err error)
	// GuessesUntil returns when a bucket of guesses will be empty; a past time if it is empty. All
	// processes share the buckets.
	GuessesUntil(ctx context.Context, bucket int) (time.Time, error)
	// AddGuess counts a guess, which expires after every.
	AddGuess(ctx context.Context, bucket int, every time.Duration) error
}

// Login is a login attempt.
type Login struct {
	Name, Password string
	Client         netip.Addr // held in memory for some minutes, never logged or stored
	Browser        string     // the proof returned by an earlier login from this browser, or empty
}

// Logins authenticates editors and limits guessing.
//
// The scheme is OWASP's "Slow Down Online Guessing Attacks with Device Cookies". A browser that has
// logged in under a name gets a proof of it, in a cookie that outlives the session. Attempts with a
// valid proof are limited per browser and have their own lane in the [Hasher]. All others are
// limited per name and client address, per name, per address, and in total. An attacker thus slows
// down only itself and, with many addresses, other new browsers, but never the browser in which the
// editor has logged in before; nobody is locked out for good. Unknown names are limited and checked
// in the same way and take as long.
//
// These counts are per process. Wrong passwords are also counted in the store, by name and by
// browser, so that several processes together allow no more guesses than one. While the store is
// slow or not writable, each process counts on its own.
type Logins struct {
	accounts    Accounts
	hasher      *Hasher
	limits      limiter
	key         func() []byte
	unknownHash string
}

// NewLogins returns a Logins. The key signs the proofs of browsers: it must be secret, persistent,
// and the same for all processes that share accounts. now is the clock.
func NewLogins(accounts Accounts, hasher *Hasher, key func() []byte, now func() time.Time) *Logins {
	return &Logins{accounts: accounts, hasher: hasher, key: key, unknownHash: unknownHash(), limits: limiter{now: now, buckets: map[bucketName]*bucket{}}}
}

// credentials is an account with its password's hash.
type credentials struct {
	Account
	hash  string
	known bool
}

func (l *Logins) credentials(ctx context.Context, name string) (c credentials, err error) {
	c.Account, c.hash, c.known, err = l.accounts.Account(ctx, name)
	if !c.known {
		c.hash = l.unknownHash
	}
	return c, err
}

// Login returns the account and a proof for the browser's cookie. Its error is a [WrongError], a
// [WaitError], or an error of the store or the context.
func (l *Logins) Login(ctx context.Context, try Login) (a Account, browser string, err error) {
	name, err := CleanName(try.Name)
	if err != nil {
		name = invalidName
	}
	proof, proven := l.verifyProof(name, try.Browser)
	var creds credentials
	if proven { // a new password invalidates earlier proofs
		if creds, err = l.credentials(ctx, name); err != nil {
			return Account{}, "", err
		}
		proven = creds.known && creds.Epoch == proof.epoch
	}
	buckets := l.buckets(name, try.Client, proof, proven)
	if wait, busy := l.limits.acquire(buckets); wait > 0 {
		return Account{}, "", &WaitError{After: wait, Busy: busy}
	}
	guesses := l.guesses(name, proof, proven)
	if !proven {
		creds, err = l.credentials(ctx, name)
	}
	if err == nil {
		err = l.check(ctx, creds, try.Password, proven, guesses)
	}
	if err == nil || !errors.Is(err, ErrWrong) {
		l.limits.release(buckets) // also when the password could not be checked
	}
	if err != nil {
		return Account{}, "", err
	}
	if !proven {
		proof = newProof(creds.Epoch)
	}
	return creds.Account, l.sign(creds.Name, proof), nil
}

// invalidName stands for all invalid names.
const invalidName = "?"

func (l *Logins) check(ctx context.Context, creds credentials, password string, proven bool, g guesses) error {
	if wait := l.sharedWait(ctx, g); wait > 0 {
		return &WaitError{After: wait}
	}
	right := false
	if len(password) <= MaxPassword {
		var err error
		right, err = l.hasher.Verify(ctx, proven, creds.hash, password)
		if errors.Is(err, ErrBusy) {
			return &WaitError{After: BusyWait, Busy: true}
		}
		if err != nil {
			return err
		}
	}
	if right && creds.known {
		return nil
	}
	l.addShared(ctx, g)
	return &WrongError{Editor: creds.Name}
}

func (l *Logins) buckets(name string, client netip.Addr, p proof, proven bool) map[bucketName]allowance {
	if proven {
		return map[bucketName]allowance{{name: name, browser: p.slot}: perBrowser}
	}
	address := network(client)
	return map[bucketName]allowance{{name: name, client: address}: perClient, {name: name}: perName, {client: address}: perAddress, {}: perProcess}
}

// network returns the part of an address that identifies a provider's customer: an IPv4 address, or
// an IPv6 address's first 64 bits.
func network(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return "address " + a.String() // never empty, or it would be the bucket of the name
}
