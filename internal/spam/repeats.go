package spam

import (
	"hash/maphash"
	"strings"
	"sync"
	"time"
	"unicode"
)

const (
	repeatWindow = time.Hour // how long a text is counted
	maxSightings = 4096      // how many texts are counted, the latest
)

// Repeats counts how often the same comment is received. It is held in memory only and stores no
// texts and no addresses, only a keyed hash of each text and the id of its feedback, for an hour
// and for the latest 4,096. It is safe for concurrent use.
type Repeats struct {
	now  func() time.Time
	seed maphash.Seed

	mu     sync.Mutex
	latest []sighting // a ring, full once it has maxSightings
	oldest int
	counts map[uint64]int
	known  map[source]bool
}

// source identifies a text of a piece of feedback.
type source struct {
	text uint64
	id   [16]byte
}

type sighting struct {
	source
	at time.Time
}

// NewRepeats returns an empty counter.
func NewRepeats(now func() time.Time) *Repeats {
	return &Repeats{now: now, seed: maphash.MakeSeed(), counts: map[uint64]int{}, known: map[source]bool{}}
}

// Others records the comment of the feedback with this id and returns how many other pieces of
// feedback had the same one within the last hour. Case, spaces and punctuation are ignored.
// Repeated calls for the same feedback count once, so that retrying a form is not a repeat. An
// empty comment is not recorded and returns 0.
func (r *Repeats) Others(id [16]byte, comment string) int {
	if comment == "" {
		return 0
	}
	b := source{maphash.String(r.seed, plainText(comment)), id}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	for len(r.known) > 0 && now.Sub(r.latest[r.oldest].at) > repeatWindow {
		r.evictOldest()
	}
	if !r.known[b] {
		r.add(sighting{b, now})
	}
	return r.counts[b.text] - 1
}

func (r *Repeats) add(s sighting) {
	if len(r.known) == maxSightings {
		r.evictOldest()
	}
	next := (r.oldest + len(r.known)) % maxSightings
	if next == len(r.latest) {
		r.latest = append(r.latest, s)
	} else {
		r.latest[next] = s
	}
	r.known[s.source] = true
	r.counts[s.text]++
}

func (r *Repeats) evictOldest() {
	b := r.latest[r.oldest].source
	r.oldest = (r.oldest + 1) % maxSightings
	delete(r.known, b)
	if r.counts[b.text]--; r.counts[b.text] == 0 {
		delete(r.counts, b.text)
	}
}

// plainText reduces a text to its letters and digits in lower case.
func plainText(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
