package main_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pinhole/internal/store/postgrestest"
)

// TestAttackLogins floods the desk's login with wrong passwords from many addresses. The editor
// whose browser has logged in before comes in meanwhile, readers read, and whoever has to wait is
// told so. With PINHOLE_TEST_LONG=1 the flood has 1,500 connections, and the log says how long the
// login and the pages take.
func TestAttackLogins(t *testing.T) {
	for name, database := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return t.TempDir() + "/pinhole.db" },
		"postgres": func(t *testing.T) string { return postgrestest.NewDatabase(t) },
	} {
		t.Run(name, func(t *testing.T) { floodLogins(t, "--database="+database(t)) })
	}
}

func floodLogins(t *testing.T, database string) {
	t.Helper()
	connections, limit := 60, 10*time.Second // other tests run beside the small flood
	if long {
		connections, limit = 1500, time.Second
	}
	p := start(t, database)
	if r := pipe(t, p.folder, deskPassword, "editor", "add", "marie", database); r.exit != 0 {
		t.Fatal(r.errors)
	}
	right := fields("name", "marie", "password", deskPassword)
	known := p.client()
	known.post("/desk/login", right).is(http.StatusSeeOther)
	quiet := pageTimes(p, 300)

	f := startFlood(t, p.base, connections)
	eventually(t, "the flood is on", func() bool { return f.refused.Load() > int64(2*connections) })
	var longest time.Duration
	for range 5 {
		known.post("/desk/logout", nil).is(http.StatusSeeOther)
		begun := time.Now()
		known.post("/desk/login", right).is(http.StatusSeeOther)
		longest = max(longest, time.Since(begun))
		known.get("/desk").is(http.StatusOK).says("Overview")
	}
	if longest > limit {
		t.Errorf("the login in a known browser takes %s beside the flood", longest)
	}
	flooded := pageTimes(p, 300)
	eventually(t, "a strange browser finds the queue full", func() bool {
		begun := time.Now()
		refused := p.stranger().post("/desk/login", right)
		if refused.status == http.StatusSeeOther {
			return false // a place had just become free
		}
		if took := time.Since(begun); took > limit {
			t.Errorf("the refusal takes %s", took)
		}
		refused.is(http.StatusTooManyRequests).says("then try again")
		if refused.header.Get("Retry-After") == "" {
			t.Error("it is not said when to try again")
		}
		return true
	})
	f.stop()
	if n := f.other.Load(); n > 0 {
		t.Errorf("%d answers were neither wrong nor too many", n)
	}
	t.Logf("%d connections: %d refused, %d checked; the known browser's login takes %s at most; pages p99 %s before, %s beside", connections,
		f.refused.Load(), f.wrong.Load(), longest.Round(time.Millisecond), percentile(quiet, 99), percentile(flooded, 99))
}

// pageTimes reads an article again and again and gives the times that it takes, in order.
func pageTimes(p *program, count int) []time.Duration {
	p.t.Helper()
	c := p.stranger()
	times := make([]time.Duration, count)
	for i := range times {
		begun := time.Now()
		c.get(articlePath).is(http.StatusOK)
		times[i] = time.Since(begun)
	}
	slices.Sort(times)
	return times
}

func percentile(sorted []time.Duration, percent int) time.Duration {
	return sorted[(len(sorted)-1)*percent/100].Round(10 * time.Microsecond)
}

// flood is a crowd that tries to log in, each on a connection of its own and from one of 250
// addresses.
type flood struct {
	refused, wrong, other atomic.Int64
	cancel                context.CancelFunc
	crowd                 sync.WaitGroup
}

func startFlood(t *testing.T, base string, connections int) *flood {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*testTimeout)
	f := &flood{cancel: cancel}
	t.Cleanup(f.stop)
	for i := range connections {
		dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(i%250))}}
		transport := &http.Transport{DialContext: dialer.DialContext}
		f.crowd.Go(func() {
			defer transport.CloseIdleConnections()
			for try := 0; ctx.Err() == nil; try++ {
				f.try(ctx, &http.Client{Transport: transport}, base, fmt.Sprintf("name-%d-%d", i, try))
			}
		})
	}
	return f
}

func (f *flood) try(ctx context.Context, client *http.Client, base, name string) {
	form := url.Values{"name": {name}, "password": {"a wrong password"}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/desk/login", strings.NewReader(form.Encode()))
	if err != nil {
		f.other.Add(1)
		return
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		return // a connection that was closed, or the end of the flood
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
	switch response.StatusCode {
	case http.StatusTooManyRequests:
		f.refused.Add(1)
	case http.StatusUnauthorized:
		f.wrong.Add(1)
	default:
		f.other.Add(1)
	}
}

func (f *flood) stop() {
	f.cancel()
	f.crowd.Wait()
}
