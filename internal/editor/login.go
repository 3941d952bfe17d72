package editor

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"
)

// ErrWrong is what a login returns whose name or password is wrong, as a [WrongError].
var ErrWrong = errors.New("the name or the password is wrong")

// WrongError is a login with a wrong name or password. It is [ErrWrong].
type WrongError struct {
	// Editor is the account's name, or empty where there is no such account. Whoever tries to log in must not learn it; what was
	// typed must not be stored, because it may be a password.
	Editor string
}

func (e *WrongError) Error() string { return ErrWrong.Error() }

func (e *WrongError) Unwrap() error { return ErrWrong }

// WaitError is what a login returns that came too often. Nothing was checked.
type WaitError struct {
	After time.Duration
	Busy  bool // because of what others do, not because of this name or client
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("too many tries: try again in %s", e.After.Round(time.Second))
}

// BusyWait is after what time whoever found a [Hasher] busy should try again: it has worked off a full queue by then.
const BusyWait = 5 * time.Second

// Accounts is where accounts and guesses are kept.
type Accounts interface {
	// Account gives the account and the password's hash; not ok when there is none of this name.
	Account(ctx context.Context, name string) (a Account, hash string, ok bool, err error)
	// GuessesUntil tells when a bucket of guesses is empty again; the past where it is. All processes share the buckets.
	GuessesUntil(ctx context.Context, bucket int) (time.Time, error)
	// AddGuess counts a guess, which is forgotten when so much time has passed.
	AddGuess(ctx context.Context, bucket int, every time.Duration) error
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
// browser alone and have a lane of their own in the [Hasher]. All others are counted for the name with the client's address, for
// the name, for the address, and for everybody together. So whoever guesses slows down himself and, from many addresses at once,
// other browsers that are new, but never the browser in which the true editor has logged in before; nobody is locked out for good.
// Names that nobody has are counted and checked in the same way, and take as long.
//
// The counts are those of one process. Wrong passwords are counted in the store too, by name and by browser, so that whoever asks
// several processes has no more guesses than at one. While the store is slow or cannot be written, each process counts for itself.
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

// found is an account with its password's hash.
type found struct {
	Account
	hash  string
	known bool
}

func (l *Logins) account(ctx context.Context, name string) (f found, err error) {
	f.Account, f.hash, f.known, err = l.accounts.Account(ctx, name)
	if !f.known {
		f.hash = l.nobody
	}
	return f, err
}

// Login returns the account and a proof for the browser's cookie, or a [WrongError], a [WaitError], or what prevented an answer:
// an error of the store or of the context.
func (l *Logins) Login(ctx context.Context, try Login) (a Account, browser string, err error) {
	name, err := CleanName(try.Name)
	if err != nil {
		name = noName
	}
	proof, proven := l.proven(name, try.Browser)
	var account found
	if proven { // a new password ends the proofs that came before it
		if account, err = l.account(ctx, name); err != nil {
			return Account{}, "", err
		}
		proven = account.known && account.Epoch == proof.epoch
	}
	tries := l.tries(name, try.Client, proof, proven)
	if wait, busy := l.limits.take(tries); wait > 0 {
		return Account{}, "", &WaitError{After: wait, Busy: busy}
	}
	guesses := l.guesses(name, proof, proven)
	if !proven {
		account, err = l.account(ctx, name)
	}
	if err == nil {
		err = l.check(ctx, account, try.Password, proven, guesses)
	}
	if err == nil || !errors.Is(err, ErrWrong) {
		l.limits.giveBack(tries) // also when nobody could look
	}
	if err != nil {
		return Account{}, "", err
	}
	if !proven {
		proof = newProof(account.Epoch)
	}
	return account.Account, l.sign(account.Name, proof), nil
}

// noName stands for all that is no name.
const noName = "?"

func (l *Logins) check(ctx context.Context, account found, password string, proven bool, g guesses) error {
	if wait := l.sharedWait(ctx, g); wait > 0 {
		return &WaitError{After: wait}
	}
	right := false
	if len(password) <= MaxPassword {
		var err error
		right, err = l.hasher.Verify(ctx, proven, account.hash, password)
		if errors.Is(err, ErrBusy) {
			return &WaitError{After: BusyWait, Busy: true}
		}
		if err != nil {
			return err
		}
	}
	if right && account.known {
		return nil
	}
	l.addShared(ctx, g)
	return &WrongError{Editor: account.Name}
}

func (l *Logins) tries(name string, client netip.Addr, p proof, proven bool) map[bucketName]allowance {
	if proven {
		return map[bucketName]allowance{{name: name, browser: p.slot}: perBrowser}
	}
	address := network(client)
	return map[bucketName]allowance{{name: name, client: address}: perClient, {name: name}: perName, {client: address}: perAddress, {}: perProcess}
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
