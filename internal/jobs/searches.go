package jobs

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"pinhole/internal/outage"
	"pinhole/internal/spam"
	"pinhole/internal/store"
)

// Searches counts what readers search for in memory and writes it to the store every few seconds,
// so that a search never waits for the database. The new texts of one client network are limited,
// so that nobody fills the database with them; beyond the limit a search is counted without its
// text. Networks are held in memory alone.
type Searches struct {
	store  *store.Store
	outage *outage.Log
	now    func() time.Time

	mu       sync.Mutex
	pending  map[string]*store.Search // by text; "" is for all that are counted without their texts
	minute   int64                    // whose texts are in recent
	recent   map[string]bool          // texts searched for in this minute
	day      string                   // whose counts are in networks
	networks map[netip.Prefix]*newTexts
}

// newTexts counts the texts of a network that nobody else searched for at the time.
type newTexts struct {
	minute int64 // that inMinute is for
	inMinute,
	inDay int
}

const (
	searchesInterval = 5 * time.Second
	maxPending       = 2_000  // texts that wait to be written
	maxRecent        = 24_000 // what maxPending allows in a minute
	maxNetworks      = 50_000 // 5 MB; a busy site has some thousand a day

	// New texts of one network, such as a company or a mobile operator's gateway: several times
	// what its readers usually search for.
	newInMinute = 30
	newInDay    = 1_000
)

// CountSearch counts a search of a client, and how many results it had.
func (s *Searches) CountSearch(from netip.Addr, text string, results int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text = s.bounded(from, text)
	if s.pending == nil {
		s.pending = map[string]*store.Search{}
	}
	if s.pending[text] == nil && len(s.pending) >= maxPending {
		text = ""
	}
	if s.pending[text] == nil {
		s.pending[text] = &store.Search{Query: text}
	}
	s.pending[text].Times++
	s.pending[text].Results = results
}

// ReportMissing stores a reader's report that something is missing. It waits for the database.
func (s *Searches) ReportMissing(ctx context.Context, from netip.Addr, text string) error {
	s.mu.Lock()
	text = s.bounded(from, text)
	s.mu.Unlock()
	return s.store.AddSearches(ctx, []store.Search{{Day: s.today(), Query: text, Missed: 1}})
}

// bounded returns the text, or "" when its network has had too many new ones.
func (s *Searches) bounded(from netip.Addr, text string) string {
	if now := s.now().Unix() / 60; now != s.minute {
		s.minute, s.recent = now, map[string]bool{}
	}
	if day := s.today(); day != s.day {
		s.day, s.networks = day, map[netip.Prefix]*newTexts{}
	}
	if text == "" || s.recent[text] {
		return text
	}
	network := spam.Network(from)
	n := s.networks[network]
	if n == nil {
		if len(s.networks) >= maxNetworks {
			return ""
		}
		n = &newTexts{}
		s.networks[network] = n
	}
	if n.minute != s.minute {
		n.minute, n.inMinute = s.minute, 0
	}
	if n.inMinute >= newInMinute || n.inDay >= newInDay || len(s.recent) >= maxRecent {
		return ""
	}
	n.inMinute++
	n.inDay++
	s.recent[text] = true
	return text
}

func (s *Searches) today() string { return s.now().UTC().Format(time.DateOnly) }

// Run writes the counts every few seconds until the context ends, and once more then.
func (s *Searches) Run(ctx context.Context) {
	tick := time.NewTicker(searchesInterval)
	defer tick.Stop()
	for running := true; running; {
		select {
		case <-tick.C:
		case <-ctx.Done():
			running = false
		}
		s.write(context.WithoutCancel(ctx))
	}
}

func (s *Searches) write(ctx context.Context) {
	s.mu.Lock()
	list := make([]store.Search, 0, len(s.pending))
	for _, x := range s.pending {
		x.Day = s.today()
		list = append(list, *x)
	}
	s.pending = nil
	s.mu.Unlock()
	if err := s.store.AddSearches(ctx, list); err != nil {
		s.outage.Failed(err)
	}
}
