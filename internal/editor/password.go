package editor

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// The limits of a password's length.
const (
	MinPassword = 12   // characters
	MaxPassword = 1024 // bytes
)

// ErrGuessable is the error of [CheckPassword] for a password that is long enough but easy to
// guess.
var ErrGuessable = errors.New("the password is easy to guess: it consists of common passwords, sequences or names; choose four words that have nothing to do with each other")

// CheckPassword returns an error if a new password is too short, too long or easy to guess (NIST SP
// 800-63B, section 3.1.1.2): common passwords, Pinhole's name, and names such as the editor's and
// the site's.
func CheckPassword(password string, names ...string) error {
	switch {
	case !utf8.ValidString(password):
		return errors.New("the password is not text in UTF-8")
	case len(password) > MaxPassword:
		return fmt.Errorf("the password is too long: it takes at most %d bytes", MaxPassword)
	case utf8.RuneCountInString(password) < MinPassword:
		return fmt.Errorf("the password is too short: it takes at least %d characters; four words in a row are easy to remember", MinPassword)
	case slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(strings.TrimSpace(password), name) }):
		return errors.New("the password is the name, which everybody tries first: choose another one")
	case isGuessable(password, names):
		return ErrGuessable
	}
	return nil
}

// The cost of a password's hash, as recommended by the OWASP Password Storage Cheat Sheet for
// argon2id: 46 MiB, one pass.
const (
	memory  = 46 * 1024 // KiB
	passes  = 1
	lanes   = 1
	saltLen = 16
	keyLen  = 32
)

// The maximum cost of a stored hash: a damaged one must not exhaust the machine's memory.
const (
	maxMemory = 256 * 1024
	maxPasses = 16
)

// ErrBusy is returned by a [Hasher] while its queue is full.
var ErrBusy = errors.New("too many passwords are being checked at this moment")

const (
	maxHashing = 2  // concurrent hashes: each takes 46 MiB and a processor
	maxQueue   = 16 // callers of one lane, including those being served
)

// Hasher hashes passwords with argon2id, at most two concurrently. It has two lanes: unknown
// callers may use one of the two slots and have their own queue, so that a flood of logins leaves
// the other slot to known callers. Both queues are bounded; if one is full, calls fail with
// [ErrBusy]. Create it with [NewHasher]; it is safe for concurrent use.
type Hasher struct {
	places         chan struct{} // for all
	unknownPlaces  chan struct{} // how many of them unknown callers take
	known, unknown chan struct{} // who waits or hashes, by lane
}

// NewHasher returns a Hasher. Use one per process, to bound its memory.
func NewHasher() *Hasher {
	return &Hasher{
		places: make(chan struct{}, maxHashing), unknownPlaces: make(chan struct{}, maxHashing-1),
		known: make(chan struct{}, maxQueue), unknown: make(chan struct{}, maxQueue),
	}
}

// Hash returns a password's hash with a new salt, as a PHC string:
// $argon2id$v=19$m=47104,t=1,p=1$salt$hash. It uses the lane of known callers and returns the
// context's error if that ends first.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLen)
	rand.Read(salt)
	key, err := h.key(ctx, true, password, phc{memory: memory, passes: passes, lanes: lanes, salt: salt, key: make([]byte, keyLen)})
	if err != nil {
		return "", err
	}
	return encode(salt, key), nil
}

// Verify reports whether a password matches a hash, in the lane of known or of unknown callers. The
// comparison takes constant time. A malformed hash is an error.
func (h *Hasher) Verify(ctx context.Context, known bool, hash, password string) (bool, error) {
	stored, err := decode(hash)
	if err != nil {
		return false, err
	}
	key, err := h.key(ctx, known, password, stored)
	return err == nil && subtle.ConstantTimeCompare(key, stored.key) == 1, err
}

func (h *Hasher) key(ctx context.Context, known bool, password string, p phc) ([]byte, error) {
	queue, places := h.known, []chan struct{}{h.places}
	if !known {
		queue, places = h.unknown, []chan struct{}{h.unknownPlaces, h.places}
	}
	select {
	case queue <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	defer func() { <-queue }()
	for _, place := range places {
		select {
		case place <- struct{}{}:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		defer func() { <-place }()
	}
	return argon2.IDKey([]byte(password), p.salt, p.passes, p.memory, p.lanes, uint32(len(p.key))), nil
}

// unknownHash returns a hash without a known password, so that a login under an unknown name takes
// as long as under a known one.
func unknownHash() string {
	random := make([]byte, saltLen+keyLen)
	rand.Read(random)
	return encode(random[:saltLen], random[saltLen:])
}

// phc is a decoded PHC string.
type phc struct {
	memory, passes uint32
	lanes          uint8
	salt, key      []byte
}

var phcText = base64.RawStdEncoding.Strict()

func encode(salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, lanes, phcText.EncodeToString(salt), phcText.EncodeToString(key))
}

var errHash = errors.New("the stored hash of this password cannot be read: set a new one with pinhole editor reset-password")

func decode(hash string) (p phc, err error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return phc{}, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.memory, &p.passes, &p.lanes); err != nil {
		return phc{}, errHash
	}
	var errSalt, errKey error
	p.salt, errSalt = phcText.DecodeString(parts[4])
	p.key, errKey = phcText.DecodeString(parts[5])
	if errSalt != nil || errKey != nil || len(p.salt) < 8 || len(p.key) < 16 || len(p.key) > 64 ||
		p.memory < 8 || p.memory > maxMemory || p.passes < 1 || p.passes > maxPasses || p.lanes < 1 {
		return phc{}, errHash
	}
	return p, nil
}
