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

// How long a password is.
const (
	MinPassword = 12   // characters
	MaxPassword = 1024 // bytes
)

// ErrGuessable is what [CheckPassword] returns for a password that is long enough and easy to guess.
var ErrGuessable = errors.New("the password is easy to guess: it consists of common passwords, sequences or names; choose four words that have nothing to do with each other")

// CheckPassword says what is wrong with a new password, or nil. Length counts, and that it is none of those that are tried first
// (NIST SP 800-63B, section 3.1.1.2): the common ones, Pinhole's name, and the names given: the editor's, and the site's where it
// is known.
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

// The cost of a password's hash, one of those that the OWASP Password Storage Cheat Sheet names for argon2id: 46 MiB, one pass.
const (
	memory  = 46 * 1024 // KiB
	passes  = 1
	lanes   = 1
	saltLen = 16
	keyLen  = 32
)

// The greatest cost that a stored hash may ask for: a damaged one must not take the machine's memory.
const (
	maxMemory = 256 * 1024
	maxPasses = 16
)

// ErrBusy is what a [Hasher] returns at once while its queue is full.
var ErrBusy = errors.New("too many passwords are being checked at this moment")

const (
	maxHashing = 2  // hashes at once: each takes 46 MiB and a processor
	maxQueue   = 16 // callers of one lane, those whose password is being hashed among them
)

// Hasher hashes passwords with argon2id, two at once at most. It has two lanes: unknown callers have one of the two places and a
// queue of their own, so that a flood of logins leaves the other place to known ones. Both queues are bounded; whoever comes
// while one is full gets [ErrBusy] at once. Make one with [NewHasher]; it is safe for concurrent use.
type Hasher struct {
	places         chan struct{} // for all
	unknownPlaces  chan struct{} // how many of them unknown callers take
	known, unknown chan struct{} // who waits or hashes, by lane
}

// NewHasher makes a Hasher. One for each process is what bounds its memory.
func NewHasher() *Hasher {
	return &Hasher{
		places: make(chan struct{}, maxHashing), unknownPlaces: make(chan struct{}, maxHashing-1),
		known: make(chan struct{}, maxQueue), unknown: make(chan struct{}, maxQueue),
	}
}

// Hash gives a password's hash with a new salt, as a PHC string: $argon2id$v=19$m=47104,t=1,p=1$salt$hash. It waits in the lane
// of known callers and returns the context's error if that ends first.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLen)
	rand.Read(salt)
	key, err := h.key(ctx, true, password, phc{memory: memory, passes: passes, lanes: lanes, salt: salt, key: make([]byte, keyLen)})
	if err != nil {
		return "", err
	}
	return encode(salt, key), nil
}

// Verify reports whether a password belongs to a hash, in the lane of known callers or of unknown ones. How long it takes does
// not depend on how much of it is right. A hash that cannot be read is an error.
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

// nobodys is a hash to which no password is known: whoever logs in under an unknown name waits as long for its answer as under a known one.
func nobodys() string {
	random := make([]byte, saltLen+keyLen)
	rand.Read(random)
	return encode(random[:saltLen], random[saltLen:])
}

// phc is what a PHC string says.
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
