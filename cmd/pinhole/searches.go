package main

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"time"

	"pinhole/internal/export"
	"pinhole/internal/outage"
	"pinhole/internal/store"
)

// searches gathers what readers look for and writes it to the store now and then: a search never waits for the database. How many
// new texts a client's network may bring is bounded, so that nobody fills the database with them; what is beyond is counted without
// its text. Networks are held in memory alone.
type searches struct {
	store  *store.Store
	outage *outage.Log
	now    func() time.Time

	mu       sync.Mutex
	pending  map[string]*store.Search // by text; "" is for all that are counted without their texts
	minute   int64                    // whose texts are in recent
	recent   map[string]bool          // texts that somebody has searched for in this minute
	day      string                   // whose counts are in networks
	networks map[netip.Prefix]*newTexts
}

// newTexts is how many texts a network has brought that nobody else searched for at the time.
type newTexts struct {
	minute int64 // that inMinute is for
	inMinute,
	inDay int
}

const (
	searchesEvery = 5 * time.Second
	maxPending    = 2_000  // texts that wait to be written
	maxRecent     = 24_000 // what maxPending allows in a minute
	maxNetworks   = 50_000 // 5 MB; a busy site has some thousand a day

	// What one network, such as a company or a mobile operator's gateway, may bring: several times what its readers do.
	newInMinute = 30
	newInDay    = 1_000
)

// CountSearch notes one search.
func (s *searches) CountSearch(from netip.Addr, text string, results int) {
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

// ReportMissing notes that a reader says that something is missing.
func (s *searches) ReportMissing(ctx context.Context, from netip.Addr, text string) error {
	s.mu.Lock()
	text = s.bounded(from, text)
	s.mu.Unlock()
	return s.store.AddSearches(ctx, []store.Search{{Day: s.today(), Query: text, Missed: 1}})
}

// bounded is the text, or nothing where the network has brought too many new ones.
func (s *searches) bounded(from netip.Addr, text string) string {
	if now := s.now().Unix() / 60; now != s.minute {
		s.minute, s.recent = now, map[string]bool{}
	}
	if day := s.today(); day != s.day {
		s.day, s.networks = day, map[netip.Prefix]*newTexts{}
	}
	if text == "" || s.recent[text] {
		return text
	}
	network := networkOf(from)
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

// networkOf is the network that an address belongs to: what one provider usually gives to one customer or gateway.
func networkOf(a netip.Addr) netip.Prefix {
	a = a.Unmap()
	bits := 48
	if a.Is4() {
		bits = 24
	}
	network, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // of an address that is not known
	}
	return network
}

func (s *searches) today() string { return s.now().UTC().Format(time.DateOnly) }

// run writes what was gathered until the context ends, and once more then.
func (s *searches) run(ctx context.Context) {
	tick := time.NewTicker(searchesEvery)
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

func (s *searches) write(ctx context.Context) {
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

type searchesCommand struct {
	Export searchesExport `cmd:"" help:"Write what readers searched for to the standard output."`
}

type searchesExport struct {
	databaseFlag
	Format  string `enum:"csv,jsonl" default:"csv" help:"csv for spreadsheets, jsonl for programs."`
	Days    int    `default:"90" help:"How many days to look back."`
	Nothing bool   `help:"Only searches that found nothing, or after which a reader said that something is missing."`
}

// Run writes one row for each day and text. It may run beside a serving Pinhole.
func (c searchesExport) Run(ctx context.Context, t terminal) error {
	st, err := openExisting(ctx, c.databaseFlag, t)
	if err != nil {
		return err
	}
	list, err := st.Searches(ctx, time.Now().AddDate(0, 0, -c.Days))
	if err != nil {
		return errors.Join(err, st.Close())
	}
	if c.Nothing {
		list = nothingFound(list)
	}
	return errors.Join(write(t.out, c.Format, searchColumns, export.Rows(list)), st.Close())
}

func nothingFound(list []store.Search) []store.Search {
	var some []store.Search
	for _, x := range list {
		if x.Missed > 0 || x.Times > 0 && x.Results == 0 {
			some = append(some, x)
		}
	}
	return some
}

// searchColumns are the columns of the export.
var searchColumns = []export.Column[store.Search]{
	{Name: "day", Value: func(x store.Search) any { return x.Day }},
	{Name: "query", Value: func(x store.Search) any { return x.Query }},
	{Name: "times", Value: func(x store.Search) any { return x.Times }},
	{Name: "results", Value: func(x store.Search) any { return x.Results }},
	{Name: "missed", Value: func(x store.Search) any { return x.Missed }},
}
