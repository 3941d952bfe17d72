package connlimit_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pinhole/internal/connlimit"
)

// conn is an accepted connection that knows whether it is closed.
type conn struct {
	net.Conn
	remote net.Addr
	mu     sync.Mutex
	closed int
}

func (c *conn) RemoteAddr() net.Addr { return c.remote }

func (c *conn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed++
	return nil
}

func (c *conn) open() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed == 0
}

// listener accepts what a test sends.
type listener struct {
	net.Listener
	conns chan *conn
	done  chan struct{}
}

func (l listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l listener) Close() error { close(l.done); return nil }

// server accepts connections behind a limiter until its listener is closed.
type server struct {
	t        *testing.T
	limiter  *connlimit.Limiter
	inner    listener
	limited  net.Listener
	mu       sync.Mutex
	accepted map[string][]net.Conn // by remote address
	log      bytes.Buffer
}

func serve(t *testing.T, c connlimit.Config) *server {
	s := &server{t: t, inner: listener{conns: make(chan *conn), done: make(chan struct{})}, accepted: map[string][]net.Conn{}}
	c.Logger = slog.New(slog.NewTextHandler(&s.log, nil))
	s.limiter = connlimit.New(c)
	s.limited = s.limiter.Listener(s.inner)
	go func() {
		for {
			c, err := s.limited.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.accepted[c.RemoteAddr().String()] = append(s.accepted[c.RemoteAddr().String()], c)
			s.mu.Unlock()
		}
	}()
	return s
}

// connect sends a connection from an address; it waits in the queue when the limit is reached.
func (s *server) connect(remote string) *conn {
	s.t.Helper()
	c := &conn{remote: net.TCPAddrFromAddrPort(netip.MustParseAddrPort(remote))}
	go func() {
		select {
		case s.inner.conns <- c:
		case <-s.inner.done:
		}
	}()
	synctest.Wait()
	return c
}

// state reports a state of the only connection from an address, as http.Server does.
func (s *server) state(remote string, state http.ConnState) {
	s.t.Helper()
	s.limiter.ConnState(s.only(remote), state)
}

func (s *server) only(remote string) net.Conn {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.accepted[remote]) != 1 {
		s.t.Fatalf("%d connections were accepted from %s, want 1", len(s.accepted[remote]), remote)
	}
	return s.accepted[remote][0]
}

func (s *server) count(remote string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.accepted[remote])
}

func TestAtTheLimitIdleConnectionsMakeWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, connlimit.Config{Max: 3})
		idle, busy, fresh := s.connect("192.0.2.1:1"), s.connect("192.0.2.2:1"), s.connect("192.0.2.3:1")
		s.state("192.0.2.1:1", http.StateActive)
		s.state("192.0.2.2:1", http.StateActive)
		s.state("192.0.2.1:1", http.StateIdle)
		s.connect("192.0.2.4:1")
		if got := s.count("192.0.2.4:1"); got != 0 || !s.limiter.Crowded() || !idle.open() {
			t.Fatalf("at the limit: %d more accepted, crowded %v, the one that has only just become idle is open: %v", got, s.limiter.Crowded(), idle.open())
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if s.count("192.0.2.4:1") != 1 || idle.open() || !busy.open() || !fresh.open() {
			t.Fatalf("after three seconds: %d more accepted, the idle one is open: %v, the busy one: %v, the new one: %v",
				s.count("192.0.2.4:1"), idle.open(), busy.open(), fresh.open())
		}
		s.state("192.0.2.4:1", http.StateActive)
		s.connect("192.0.2.5:1")
		time.Sleep(4 * time.Second)
		synctest.Wait()
		if s.count("192.0.2.5:1") != 1 || fresh.open() || !busy.open() {
			t.Errorf("a connection whose first request never came is open: %v, the busy one: %v", fresh.open(), busy.open())
		}
		if got := strings.Count(s.log.String(), "too many connections are open"); got != 1 {
			t.Errorf("the log says so %d times: %s", got, &s.log)
		}
		for _, c := range []string{"192.0.2.2:1", "192.0.2.4:1", "192.0.2.5:1"} {
			if err := errors.Join(s.only(c).Close(), s.only(c).Close()); err != nil { // as servers do, twice
				t.Error(err)
			}
		}
		synctest.Wait()
		if s.limiter.Crowded() || s.limiter.Open() != 1 {
			t.Errorf("without connections: crowded %v, %d open, want one that waits", s.limiter.Crowded(), s.limiter.Open())
		}
		s.limited.Close()
	})
}

func TestAClientAddressHasItsShare(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, connlimit.Config{Max: 100, PerAddress: 2, Exempt: netip.MustParsePrefix("10.0.0.0/8").Contains})
		first, second := s.connect("192.0.2.1:1"), s.connect("192.0.2.1:2")
		s.state("192.0.2.1:1", http.StateActive)
		s.state("192.0.2.1:2", http.StateActive)
		if refused := s.connect("192.0.2.1:3"); refused.open() || s.count("192.0.2.1:3") != 0 || !first.open() || !second.open() {
			t.Errorf("a third connection is open: %v; two busy ones: %v, %v", refused.open(), first.open(), second.open())
		}
		s.state("192.0.2.1:2", http.StateIdle)
		time.Sleep(2 * time.Second)
		if third := s.connect("192.0.2.1:3"); !third.open() || s.count("192.0.2.1:3") != 1 || second.open() || !first.open() {
			t.Errorf("beside an idle one: the third is open: %v, the idle one: %v, the busy one: %v", third.open(), second.open(), first.open())
		}
		for port := range 5 { // others and proxies have room
			for _, remote := range []string{"10.1.2.3", "[::ffff:10.1.2.3]"} {
				if c := s.connect(remote + ":" + string(rune('1'+port))); !c.open() {
					t.Errorf("a connection of the trusted proxy %s was refused", remote)
				}
			}
		}
		if c := s.connect("192.0.2.2:1"); !c.open() {
			t.Error("another address was refused")
		}
		if s.limiter.Crowded() {
			t.Error("one client's share makes all answers close their connections")
		}
		if got := strings.Count(s.log.String(), "more connections than its share"); got != 1 || strings.Contains(s.log.String(), "192.0.2") {
			t.Errorf("the log says so %d times, want once and without the address: %s", got, &s.log)
		}
		s.limited.Close()
	})
}

func TestAClientHasAWholeNetworkOfIPv6(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, connlimit.Config{Max: 100, PerAddress: 2})
		s.connect("[2001:db8::1]:1")
		s.connect("[2001:db8::2]:1")
		if c := s.connect("[2001:db8::3]:1"); c.open() {
			t.Error("a third connection from the same /64 is let in")
		}
		if c := s.connect("[2001:db8:0:1::1]:1"); !c.open() {
			t.Error("a connection from another /64 is refused")
		}
		s.limited.Close()
	})
}

func TestClosingTheListenerEndsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := listener{conns: make(chan *conn, 1), done: make(chan struct{})}
		limited := connlimit.New(connlimit.Config{Max: 1, Logger: slog.New(slog.DiscardHandler)}).Listener(inner)
		inner.conns <- &conn{remote: &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1)}}
		if _, err := limited.Accept(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error)
		go func() { _, err := limited.Accept(); ended <- err }()
		synctest.Wait()
		limited.Close()
		if err := <-ended; !errors.Is(err, net.ErrClosed) {
			t.Errorf("Accept at the limit ended with %v", err)
		}
	})
}

func TestMaxConnections(t *testing.T) {
	for files, want := range map[uint64]int{0: 0, 256: 192, 1024: 896, 65536: 65408, 1 << 40: 1<<20 - 128} {
		if got := connlimit.MaxConnections(files); got != want {
			t.Errorf("with %d files: %d connections, want %d", files, got, want)
		}
	}
	if connlimit.New(connlimit.Config{}) != nil {
		t.Error("without a limit there is a limiter")
	}
	var none *connlimit.Limiter
	if none.Crowded() {
		t.Error("no limiter is crowded")
	}
}
