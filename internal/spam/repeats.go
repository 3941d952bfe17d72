package spam

import (
	"hash/maphash"
	"strings"
	"sync"
	"time"
	"unicode"
)

const (
	repeatWindow = time.Hour // how long a text is remembered
	maxSightings = 4096      // how many texts are, the latest
)

// Repeats counts how often the same comment comes in. It is kept in memory alone
// and remembers neither texts nor where they came from, only a keyed hash of each
// and the id of its feedback, for an hour and for the latest 4,096. It is safe for
// concurrent use.
type Repeats struct {
	now  func() time.Time
	seed maphash.Seed

	mu     sync.Mutex
	latest []sighting // a ring, full once it has maxSightings
	oldest int
	counts map[uint64]int
	known  map[bringer]bool
}

// bringer is one piece of feedback with one text.
type bringer struct {
	text uint64
	id   [16]byte
}

type sighting struct {
	bringer
	at time.Time
}

// NewRepeats returns a counter that has seen nothing.
func NewRepeats(now func() time.Time) *Repeats {
	return &Repeats{now: now, seed: maphash.MakeSeed(), counts: map[uint64]int{}, known: map[bringer]bool{}}
}

// Others notes the comment of the feedback with this id and returns how many
// other pieces of feedback brought the same within the last hour. Case, spaces
// and punctuation make no difference. The same feedback that is sent again counts
// once, so that a form which is retried is no repeat. Without a comment it notes
// nothing and returns 0.
func (r *Repeats) Others(id [16]byte, comment string) int {
	if comment == "" {
		return 0
	}
	b := bringer{maphash.String(r.seed, plainText(comment)), id}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	for len(r.known) > 0 && now.Sub(r.latest[r.oldest].at) > repeatWindow {
		r.forgetOldest()
	}
	if !r.known[b] {
		r.note(sighting{b, now})
	}
	return r.counts[b.text] - 1
}

func (r *Repeats) note(s sighting) {
	if len(r.known) == maxSightings {
		r.forgetOldest()
	}
	next := (r.oldest + len(r.known)) % maxSightings
	if next == len(r.latest) {
		r.latest = append(r.latest, s)
	} else {
		r.latest[next] = s
	}
	r.known[s.bringer] = true
	r.counts[s.text]++
}

func (r *Repeats) forgetOldest() {
	b := r.latest[r.oldest].bringer
	r.oldest = (r.oldest + 1) % maxSightings
	delete(r.known, b)
	if r.counts[b.text]--; r.counts[b.text] == 0 {
		delete(r.counts, b.text)
	}
}

// plainText leaves of a text its letters and digits, in small.
func plainText(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
