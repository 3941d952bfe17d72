package store

import (
	"context"
	"crypto/rand"
	"sync"
	"sync/atomic"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/spam"
	"pinhole/internal/store/sqldb"
)

const (
	insertNetworkKey = `INSERT INTO network_key (day, secret) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING`
	findNetworkKey   = `SELECT secret FROM network_key WHERE day = $1`

	// A repeat of the same feedback is no new answer, nor is a write that is tried again.
	countNetwork = `
INSERT INTO network_count (day, hash, answers) SELECT $1, $2, 1 WHERE NOT EXISTS (SELECT 1 FROM feedback WHERE id = $3)
ON CONFLICT (day, hash) DO UPDATE SET answers = network_count.answers + 1`
	// What was put off is counted unless it was a repeat of an earlier day's.
	countDeferred = `
INSERT INTO network_count (day, hash, answers) SELECT $1, $2, 1 WHERE NOT EXISTS (SELECT 1 FROM feedback WHERE id = $3 AND received_at < $4)
ON CONFLICT (day, hash) DO UPDATE SET answers = network_count.answers + 1`
	findNetworkCount = `SELECT answers FROM network_count WHERE day = $1 AND hash = $2`

	// networkOver is a subquery of insertFeedback: it finds a row when the network has answered too
	// often.
	networkOver = `SELECT 1 FROM network_count WHERE day = $12 AND hash = $13 AND answers > $14`

	forgetNetworkKeys   = `DELETE FROM network_key WHERE day < $1`
	forgetNetworkCounts = `DELETE FROM network_count WHERE (day, hash) IN (SELECT day, hash FROM network_count WHERE day < $1 LIMIT $2)`
)

// maxNetworks bounds the networks of a day that are remembered beside the database, about 3 MB of
// them. A further one takes the place of any other; the count of that one is then asked of the
// database again, and a first answer of it that was not counted yet stays so.
const maxNetworks = 1 << 16

// busyEntries is from how many entries at once on the count of a network's first one is put off
// until its second: nearly all networks have no second one, and a row more for each entry would
// take a third of the verdicts that can be stored in a second. What is put off when a process ends
// is not counted, so a network may have one more answer then.
const busyEntries = 8

// networks holds what a process knows of the networks that answer today. The counts in the database
// decide; what is here spares writes.
type networks struct {
	adding atomic.Int32 // entries that are being added now

	mu     sync.Mutex
	day    int64
	hasher *spam.NetworkHasher
	known  map[networkHash]networkState
}

type networkHash = [16]byte

// networkState is what a process knows of a network's answers on one revision.
type networkState struct {
	attempts uint8        // entries that this process has added, up to isOver
	deferred *feedback.ID // its first one, while that is not counted; nil: none
}

// forget lets the key be read from the database again.
func (k *networks) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.hasher, k.known = nil, nil
}

// isOver marks a network whose answers of today are all held from now on.
const isOver = 255

// networkAnswer is an entry's network as the database knows it; the zero value is none.
type networkAnswer struct {
	day       any // nil without a network
	hash      networkHash
	over      bool         // so often that it need not be counted any more
	deferring bool         // its count is put off
	deferred  *feedback.ID // the one that was put off, which is counted with it
	attempts  uint8        // as in networkState, with this one
}

func (n networkAnswer) bytes() any {
	if n.day == nil {
		return nil
	}
	return n.hash[:]
}

// allowed is up to how many counted answers the entry is not held.
func (n networkAnswer) allowed() int {
	if n.deferring {
		return spam.NetworkLimit - 1
	}
	return spam.NetworkLimit
}

// calls count an entry, before it is added.
func (n networkAnswer) calls(id feedback.ID) []sqldb.Call {
	if n.day == nil || n.over || n.deferring {
		return nil
	}
	list := []sqldb.Call{newCall(countNetwork, n.day, n.bytes(), id[:])}
	if n.deferred != nil {
		list = append(list, newCall(countDeferred, n.day, n.bytes(), n.deferred[:], n.day.(int64)*24*3600*1000))
	}
	return list
}

func dayOf(t time.Time) int64 { return t.Unix() / (24 * 3600) }

func (s *Answers) networkOf(ctx context.Context, e feedback.Entry, now time.Time) (networkAnswer, error) {
	if !e.Network.IsValid() {
		return networkAnswer{}, nil
	}
	day := dayOf(now)
	hasher, err := s.networkHasher(ctx, day)
	if err != nil {
		return networkAnswer{}, err
	}
	n := networkAnswer{day: day, hash: hasher.Hash(e.Network, e.Article, e.Revision)}
	s.networks.note(&n, e.ID)
	return n, nil
}

// note notes that an entry is about to be added, and decides how it is counted.
func (k *networks) note(n *networkAnswer, id feedback.ID) {
	busy := k.adding.Load() > busyEntries
	k.mu.Lock()
	defer k.mu.Unlock()
	state, known := k.known[n.hash]
	if k.known == nil || k.day != n.day {
		return
	}
	if !known && len(k.known) >= maxNetworks {
		for other := range k.known {
			delete(k.known, other)
			break
		}
	}
	switch {
	case state.attempts == isOver:
		n.over = true
		return
	case !known && busy:
		n.deferring, state.deferred = true, &id
	case state.deferred != nil && *state.deferred == id:
		n.deferring = true
	default:
		n.deferred, state.deferred = state.deferred, nil
	}
	state.attempts = min(state.attempts+1, isOver-1)
	n.attempts = state.attempts
	k.known[n.hash] = state
}

// networkHasher has the secret of a day, the same for all programs on this database.
func (s *Answers) networkHasher(ctx context.Context, day int64) (*spam.NetworkHasher, error) {
	s.networks.mu.Lock()
	known, hasher := s.networks.day, s.networks.hasher
	s.networks.mu.Unlock()
	if known == day && hasher != nil {
		return hasher, nil
	}
	fresh := make([]byte, 32)
	rand.Read(fresh)
	if _, err := s.db.Write(ctx, sqldb.Write{Statement: insertNetworkKey, Rows: [][]any{{day, fresh}}}); err != nil {
		return nil, err
	}
	key, err := queryOne(ctx, s.base, findNetworkKey, scanBytes, day) // another program's, if that was quicker
	if err != nil {
		return nil, err
	}
	hasher = spam.NewNetworkHasher(key)
	s.networks.mu.Lock()
	defer s.networks.mu.Unlock()
	s.networks.day, s.networks.hasher, s.networks.known = day, hasher, map[networkHash]networkState{}
	return hasher, nil
}

func scanBytes(row row) (value []byte, err error) {
	err = row.Scan(&value)
	return value, err
}

// answered finds out, after an entry was added, whether its network's next ones need to be counted.
func (k *networks) answered(ctx context.Context, b *base, n networkAnswer) {
	if n.day == nil || n.over || n.attempts <= spam.NetworkLimit {
		return
	}
	answers, err := queryOne(ctx, b, findNetworkCount, scanInt, n.day, n.bytes())
	if err != nil || answers <= spam.NetworkLimit {
		return // the database is asked again next time
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, known := k.known[n.hash]; known && k.day == n.day {
		k.known[n.hash] = networkState{attempts: isOver}
	}
}

// forgetHashes is how many hashes are removed in one commit: few enough that
// feedback that comes meanwhile does not wait for long.
const forgetHashes = 2000

// ForgetNetworks removes the keys of past days (UTC) and all that was counted
// under them. Any number of processes may call it at the same time; after an error
// the same call may be made again.
func (s *Answers) ForgetNetworks(ctx context.Context) error {
	today := dayOf(s.now())
	for changed := 1; changed > 0; {
		var err error
		if changed, err = s.db.Write(ctx, sqldb.Write{Statement: forgetNetworkCounts, Rows: [][]any{{today, forgetHashes}}}); err != nil {
			return s.failure("remove what was counted by network", err)
		}
	}
	_, err := s.db.Write(ctx, sqldb.Write{Statement: forgetNetworkKeys, Rows: [][]any{{today}}})
	return s.failure("remove the keys of past days", err)
}
