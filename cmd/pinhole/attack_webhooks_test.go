package main_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pinhole/internal/store/postgrestest"
)

// arrivals is a receiver that notes when each message came.
type arrivals struct {
	*httptest.Server
	mu sync.Mutex
	at map[string]time.Time // by webhook-id
}

func newArrivals(t *testing.T) *arrivals {
	r := &arrivals{at: map[string]time.Time{}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		io.Copy(io.Discard, request.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		if _, known := r.at[request.Header.Get("Webhook-Id")]; !known {
			r.at[request.Header.Get("Webhook-Id")] = time.Now()
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *arrivals) times() []time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []time.Time
	for _, at := range r.at {
		list = append(list, at)
	}
	slices.SortFunc(list, time.Time.Compare)
	return list
}

// One receiver hangs, and one breaks every connection. All others get each event within two
// seconds, and the log says once that the broken one keeps failing.
func TestAttackWebhooks(t *testing.T) {
	events, others := 30, 2
	if long {
		events, others = 150, 10
	}
	for name, run := range map[string]struct {
		database func() string
		programs int
	}{
		"sqlite":   {func() string { return filepath.Join(t.TempDir(), "pinhole.db") }, 1},
		"postgres": {func() string { return postgrestest.NewDatabase(t) }, 2},
	} {
		t.Run(name, func(t *testing.T) {
			database := "--database=" + run.database()
			release := make(chan struct{})
			hangs := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
			t.Cleanup(hangs.Close)
			t.Cleanup(func() { close(release) })
			breaks := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
			t.Cleanup(breaks.Close)
			urls := []string{hangs.URL, breaks.URL}
			var well []*arrivals
			for range others {
				r := newArrivals(t)
				well, urls = append(well, r), append(urls, r.URL)
			}
			start(t, database).stop()
			for _, url := range urls {
				if r := runCommand(t, t.TempDir(), "webhook", "add", url, "--webhooks-allow-private", "--event=feedback.created", database); r.exit != 0 {
					t.Fatal(r.errors)
				}
			}
			var programs []*program
			for range run.programs {
				programs = append(programs, start(t, database, "--webhooks-allow-private", "--feedback-limit=0"))
			}
			var posted []time.Time
			for i := range events {
				programs[i%len(programs)].client().receipt("yes", "browser-key", fmt.Sprintf("00000000-0000-4000-8000-%012d", i)) // not a double click
				posted = append(posted, time.Now())
			}
			for _, r := range well {
				eventually(t, "every event arrives", func() bool { return len(r.times()) == events })
				late := time.Duration(0)
				for i, at := range r.times() {
					late = max(late, at.Sub(posted[i]))
				}
				t.Logf("the latest of %d events came after %s", events, late.Round(time.Millisecond))
				if late > 2*time.Second {
					t.Errorf("an event came after %s, want two seconds at most", late)
				}
			}
			if !long {
				return
			}
			logs := func() (text string) {
				for _, p := range programs {
					text += p.log.String()
				}
				return text
			}
			eventually(t, "the log says that a webhook keeps failing", func() bool { return strings.Contains(logs(), "keeps failing") })
			for _, p := range programs {
				p.stop()
			}
			if n := strings.Count(logs(), "keeps failing"); n > 2 {
				t.Errorf("the log says %d times that one of two webhooks keeps failing:\n%s", n, logs())
			}
		})
	}
}
