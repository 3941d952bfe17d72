package main_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinhole/internal/store"
	"pinhole/internal/store/postgrestest"
)

// One address searches for as many different texts as it can. What is stored of them is bounded,
// every search is counted, and a reader's search from elsewhere is stored with its text.
func TestAttackSearches(t *testing.T) {
	t.Parallel()
	searches := 300
	if long {
		searches = 50_000
	}
	for name, database := range map[string]func() string{
		"sqlite":   func() string { return filepath.Join(t.TempDir(), "pinhole.db") },
		"postgres": func() string { return postgrestest.NewDatabase(t) },
	} {
		t.Run(name, func(t *testing.T) {
			address := database()
			p, ops := startWithOps(t, "--database="+address, "--trusted-proxies=127.0.0.1")
			watcher := p.stranger()
			watcher.base = "http://" + ops
			eventually(t, "there is an index", func() bool { return watcher.get("/readyz").status == http.StatusOK })
			begin := time.Now()
			attacker := p.stranger()
			numbers := rand.New(rand.NewPCG(1, 2))
			for i := range searches {
				attacker.get("/search?"+url.Values{"q": {fmt.Sprint(i, " ", randomWords(numbers, 40))}}.Encode(), "X-Forwarded-For", "192.0.2.7")
			}
			p.stranger().get("/search?q=beeping+recorder", "X-Forwarded-For", "198.51.100.7")
			minutes := int(time.Since(begin).Minutes()) + 2
			p.stop()
			s, err := store.Open(t.Context(), store.Config{Database: address})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			since := begin.AddDate(0, 0, -1)
			list, err := s.Searches(t.Context(), since)
			if err != nil {
				t.Fatal(err)
			}
			others, _, err := s.OtherSearches(t.Context(), since)
			if err != nil {
				t.Fatal(err)
			}
			total, found := others, false
			for _, x := range list {
				total += x.Times
				found = found || strings.Contains(x.Query, "beeping recorder")
			}
			t.Logf("of %d searches in %s, %d texts are stored", searches, time.Since(begin).Round(time.Second), len(list))
			if len(list) > 30*minutes+1 || total != searches+1 || !found {
				t.Errorf("%d texts are stored after %d minutes, %d searches counted of %d, the reader's is there: %v", len(list), minutes, total, searches+1, found)
			}
		})
	}
}
