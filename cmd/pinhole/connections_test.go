package main_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// visitors are clients who keep connections open.
type visitors struct {
	t       *testing.T
	address string
	open    atomic.Int64
	ctx     context.Context
	all     sync.WaitGroup
}

// crowdAt opens connections until it is left.
func crowdAt(t *testing.T, p *program) (v *visitors, leave func()) {
	v = &visitors{t: t, address: strings.TrimPrefix(p.base, "http://")}
	ctx, cancel := context.WithCancel(t.Context())
	v.ctx = ctx
	leave = func() { cancel(); v.all.Wait() }
	t.Cleanup(leave)
	return v, leave
}

// come opens a connection again whenever it was closed, reads a page over it where idle says so or
// else begins a request, and waits.
func (v *visitors) come(n int, idle bool) {
	v.all.Go(func() {
		// From several addresses, so that there are ports enough.
		dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+n%8))}, Timeout: testTimeout}
		for v.ctx.Err() == nil {
			conn, err := dialer.DialContext(v.ctx, "tcp", v.address)
			if err != nil {
				if v.ctx.Err() == nil {
					v.t.Errorf("visitor %d: %v", n, err)
				}
				return
			}
			v.stay(conn, idle)
		}
	})
}

// stay holds a connection until the program closes it.
func (v *visitors) stay(conn net.Conn, idle bool) {
	defer context.AfterFunc(v.ctx, func() { conn.Close() })()
	defer conn.Close()
	request := "GET " + articlePath + " HTTP/1.1\r\nHost: localhost\r\n"
	if idle {
		request += "\r\n"
	}
	io.WriteString(conn, request)
	if idle {
		response, err := http.ReadResponse(bufio.NewReaderSize(conn, 512), nil)
		if err != nil {
			return
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
			return
		}
	}
	v.open.Add(1)
	defer v.open.Add(-1)
	conn.Read(make([]byte, 1))
}

// quickly reads pages and answers, each reader over a connection of its own and some time after the
// one before, and gives the times in order.
func quickly(t *testing.T, p *program, rounds int, every time.Duration) (pages, verdicts []time.Duration) {
	t.Helper()
	next := time.NewTicker(every)
	defer next.Stop()
	for range rounds {
		<-next.C
		reader, begun := p.client(), time.Now()
		reader.get(otherPath).is(http.StatusOK)
		pages = append(pages, time.Since(begun))
		begun = time.Now()
		reader.verdict("yes").is(http.StatusSeeOther)
		verdicts = append(verdicts, time.Since(begun))
		reader.http.CloseIdleConnections()
	}
	slices.Sort(pages)
	slices.Sort(verdicts)
	return pages, verdicts
}

// TestTenThousandConnections keeps many connections open, half of them idle and half in the middle
// of a header, from where the program cuts them off after ten seconds and they come again.
func TestTenThousandConnections(t *testing.T) {
	if os.Getenv("PINHOLE_TEST_LONG") == "" {
		t.Skip("it takes all of a machine for a minute; .ci/prove slow runs it")
	}
	const crowd = 10_000
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || limit.Max < crowd+1000 {
		missing(t, fmt.Sprintf("leave to open more than %d files (ulimit -Hn)", limit.Max))
	}
	p, ops := startWithOps(t, "--feedback-limit=0")
	watcher := p.stranger()
	watcher.base = "http://" + ops
	const rounds = 300
	const every = 50 * time.Millisecond // for longer than a header may take
	pages, verdicts := quickly(t, p, rounds, every)
	t.Logf("alone: pages %s; verdicts %s", spread(pages), spread(verdicts))
	before := sample(watcher.scrape(), "process_resident_memory_bytes")

	v, leave := crowdAt(t, p)
	begun := time.Now()
	for n := range crowd {
		v.come(n, n%2 == 0)
	}
	eventually(t, "all are there", func() bool { return v.open.Load() >= crowd*99/100 })
	m := watcher.scrape()
	open, resident := sample(m, "process_open_fds"), sample(m, "process_resident_memory_bytes")
	t.Logf("%.0f files are open after %s, and %.1f KB taken for each connection", open, time.Since(begun).Round(time.Millisecond), (resident-before)/crowd/1000)
	if open < crowd*95/100 {
		t.Errorf("%.0f files are open, want some %d", open, crowd)
	}
	pages, verdicts = quickly(t, p, rounds, every)
	t.Logf("beside %d others: pages %s; verdicts %s", v.open.Load(), spread(pages), spread(verdicts))
	const quick = time.Second
	if at := rounds * 99 / 100; pages[at] > quick || verdicts[at] > quick {
		t.Errorf("readers wait for others: pages %s; verdicts %s", spread(pages), spread(verdicts))
	}
	leave()
	eventually(t, "all have left", func() bool { return sample(watcher.scrape(), "process_open_fds") < 500 })
	quickly(t, p, 10, every)
}

// limited starts a program that may have only so many files open.
func limited(t *testing.T, files int) (*program, *client) {
	t.Helper()
	script := filepath.Join(t.TempDir(), "limited")
	if err := os.WriteFile(script, fmt.Appendf(nil, "#!/bin/sh\nulimit -n %d\nexec %s \"$@\"\n", files, binary), 0o700); err != nil {
		t.Fatal(err)
	}
	for {
		address := freeAddress(t)
		p, err := launchBinary(t, script, t.TempDir(), "--feedback-limit=0", "--ops-addr="+address)
		if err == nil {
			watcher := p.stranger()
			watcher.base = "http://" + address
			return p, watcher
		}
		if !strings.Contains(err.Error(), "in use") {
			t.Fatal(err)
		}
	}
}

// With no file left for another connection, those who watch the program and those who answer still
// find one; idle connections make room at once, and those that never ask for anything within
// seconds.
func TestMoreConnectionsThanFiles(t *testing.T) {
	const files, crowd = 256, 400
	for name, idle := range map[string]bool{"idle": true, "in a header": false} {
		t.Run(name, func(t *testing.T) {
			if !idle && os.Getenv("PINHOLE_TEST_LONG") == "" {
				t.Skip("it waits for the limits of the program; .ci/prove slow runs it")
			}
			p, watcher := limited(t, files)
			full := func() float64 { return sample(watcher.scrape(), "pinhole_connections") }
			limit := sample(watcher.scrape(), "pinhole_connections_limit")
			if limit != files*3/4 {
				t.Fatalf("%v connections are let in", limit)
			}
			v, leave := crowdAt(t, p)
			for n := range crowd {
				v.come(n, idle)
			}
			eventually(t, "the log says it", func() bool { return strings.Contains(p.log.String(), "too many connections are open") })
			cpu := sample(watcher.scrape(), "process_cpu_seconds_total")
			begun := time.Now()
			quickly(t, p, 3, time.Millisecond)
			took := time.Since(begun)
			if spent := sample(watcher.scrape(), "process_cpu_seconds_total") - cpu; !idle && spent > took.Seconds()/2 {
				t.Errorf("%.1f s of the processor's time were spent in %s on waiting", spent, took)
			}
			leave()
			eventually(t, "they have gone", func() bool { return full() < 10 })
			quickly(t, p, 10, time.Millisecond)
			c := p.stranger()
			if c.get("/").is(http.StatusOK).header.Get("Connection") == "close" {
				t.Error("connections are still closed after each answer")
			}
			if said := strings.Count(p.log.String(), "too many connections"); said > 2 {
				t.Errorf("the log says it %d times", said)
			}
		})
	}
}
