// Package connlimit bounds how many connections a server has open: in all, so that the program
// always finds a file to open, and from one client address, so that nobody takes them all.
package connlimit

import (
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

const (
	reservedFiles = 128 // files that connections do not get, or a quarter where there are few
	maxFiles      = 1 << 20

	// idleAfter is how long a connection has been idle before it may be closed: on one that has
	// only just become idle, the next request may be under way.
	idleAfter = time.Second
	// requestGrace is how long the first request of a connection may take to begin while the limit
	// is reached.
	requestGrace  = 5 * time.Second
	retryInterval = time.Second
	logInterval   = time.Minute
)

// MaxConnections is the limit for a program that may have so many files open: the rest is for the
// database, the content and the second listener. 0 means that the number of files is not known.
func MaxConnections(files uint64) int {
	files = min(files, maxFiles)
	return int(files - min(reservedFiles, files/4))
}

// Config sets up a limiter.
type Config struct {
	// Max is how many connections are open at once; 0 for no limit at all.
	Max int
	// PerAddress is how many of them one client address has; 0 for no limit of its own.
	PerAddress int
	// Exempt reports addresses without a limit of their own, such as trusted proxies; nil: none.
	Exempt func(netip.Addr) bool
	// Logger gets a warning when a limit is reached, at most one a minute. It names no address.
	Logger *slog.Logger
}

// Limiter bounds the connections of all its listeners together. At Max, new connections wait in the
// system's queue while idle ones are closed. At PerAddress, idle connections of that address are
// closed, and a new one is closed at once where none was idle. A nil Limiter bounds nothing. Its
// methods may be called concurrently.
type Limiter struct {
	Config
	slots   chan struct{} // one for each connection
	crowded atomic.Bool   // from reaching Max until a quarter is free again
	start   time.Time

	mu      sync.Mutex
	all     group
	clients map[netip.Addr]*group
	logged  map[string]time.Time
}

// group is the connections that share a limit.
type group struct {
	conns map[*trackedConn]struct{}
	swept time.Time // when idle ones were last closed
}

// New makes a limiter; nil without a limit.
func New(c Config) *Limiter {
	if c.Max <= 0 {
		return nil
	}
	return &Limiter{
		Config: c, slots: make(chan struct{}, c.Max), start: time.Now(),
		all: group{conns: map[*trackedConn]struct{}{}}, clients: map[netip.Addr]*group{}, logged: map[string]time.Time{},
	}
}

// Listener bounds the connections that a listener accepts.
func (l *Limiter) Listener(inner net.Listener) net.Listener {
	if l == nil {
		return inner
	}
	return &limitedListener{Listener: inner, limiter: l, closed: make(chan struct{})}
}

// Crowded reports whether connections should end with their answers: Max was reached lately.
func (l *Limiter) Crowded() bool { return l != nil && l.crowded.Load() }

// Open is how many connections are open, with one for each listener that waits for the next.
func (l *Limiter) Open() int { return len(l.slots) }

// ConnState is for http.Server.ConnState: it learns which connections are idle.
func (l *Limiter) ConnState(conn net.Conn, state http.ConnState) {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	c, ok := conn.(*trackedConn)
	if !ok {
		return
	}
	switch state {
	case http.StateActive:
		c.expires.Store(active)
	case http.StateIdle:
		c.expires.Store(int64(time.Since(l.start) + idleAfter))
	}
}

// acquire waits for a slot; false when the listener was closed.
func (l *Limiter) acquire(closed <-chan struct{}) bool {
	select {
	case l.slots <- struct{}{}:
		return true
	default:
	}
	l.crowded.Store(true)
	l.warn("too many connections are open: idle ones are closed, and new ones wait", "connections", l.Max,
		"what_to_do", "let the program open more files (LimitNOFILE= of its unit, ulimit -n), or see who opens so many")
	retry := time.NewTicker(retryInterval)
	defer retry.Stop()
	for {
		l.closeIdle(&l.all)
		select {
		case l.slots <- struct{}{}:
			return true
		case <-closed:
			return false
		case <-retry.C:
		}
	}
}

// release returns a slot.
func (l *Limiter) release() {
	<-l.slots
	if l.crowded.Load() && len(l.slots) < cap(l.slots)*3/4 {
		l.crowded.Store(false)
	}
}

// closeIdle closes the idle connections of a group, at most once a second.
func (l *Limiter) closeIdle(g *group) {
	var idle []*trackedConn
	l.mu.Lock()
	if now := time.Now(); now.Sub(g.swept) >= retryInterval {
		g.swept = now
		for c := range g.conns {
			if expires := c.expires.Load(); expires != active && expires <= int64(now.Sub(l.start)) {
				idle = append(idle, c)
			}
		}
	}
	l.mu.Unlock()
	for _, c := range idle {
		c.Close() // whoever reads from it gets the error
	}
}

// track adds an accepted connection; nil when its address has no share left.
func (l *Limiter) track(conn net.Conn) *trackedConn {
	c := &trackedConn{Conn: conn, limiter: l}
	c.expires.Store(int64(time.Since(l.start) + requestGrace))
	if l.PerAddress > 0 {
		if a := remoteAddr(conn); a.IsValid() && (l.Exempt == nil || !l.Exempt(a)) {
			c.client = clientOf(a)
		}
	}
	if l.add(c) {
		return c
	}
	l.warn("one client address has opened more connections than its share: its idle ones are closed, and more are refused",
		"connections", l.PerAddress, "what_to_do", "if it is a proxy, name it with --trusted-proxies")
	l.mu.Lock()
	g := l.clients[c.client]
	l.mu.Unlock()
	if g != nil {
		l.closeIdle(g)
	}
	if l.add(c) {
		return c
	}
	return nil
}

// add counts a connection; false when its client's share is used up.
func (l *Limiter) add(c *trackedConn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c.client.IsValid() {
		g := l.clients[c.client]
		if g == nil {
			g = &group{conns: map[*trackedConn]struct{}{}}
			l.clients[c.client] = g
		}
		if len(g.conns) >= l.PerAddress {
			return false
		}
		g.conns[c] = struct{}{}
	}
	l.all.conns[c] = struct{}{}
	return true
}

func (l *Limiter) remove(c *trackedConn) {
	l.mu.Lock()
	delete(l.all.conns, c)
	if g := l.clients[c.client]; g != nil {
		delete(g.conns, c)
		if len(g.conns) == 0 {
			delete(l.clients, c.client)
		}
	}
	l.mu.Unlock()
	l.release()
}

// warn logs a message at most once a minute.
func (l *Limiter) warn(message string, args ...any) {
	l.mu.Lock()
	now := time.Now()
	last, before := l.logged[message]
	due := !before || now.Sub(last) > logInterval
	if due {
		l.logged[message] = now
	}
	l.mu.Unlock()
	if due {
		l.Logger.Warn(message, args...)
	}
}

// remoteAddr is the address at the other end; not valid where there is none.
func remoteAddr(conn net.Conn) netip.Addr {
	if tcp, ok := conn.RemoteAddr().(*net.TCPAddr); ok {
		return tcp.AddrPort().Addr().Unmap().WithZone("")
	}
	return netip.Addr{}
}

// clientOf stands for all addresses of a client, who has a whole /64 of IPv6.
func clientOf(a netip.Addr) netip.Addr {
	if a.Is6() {
		return netip.PrefixFrom(a, 64).Masked().Addr()
	}
	return a
}

type limitedListener struct {
	net.Listener
	limiter *Limiter
	closed  chan struct{}
	once    sync.Once
}

// Accept waits for a slot and for a client.
func (l *limitedListener) Accept() (net.Conn, error) {
	if !l.limiter.acquire(l.closed) {
		return nil, net.ErrClosed
	}
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			l.limiter.release()
			return nil, err
		}
		if c := l.limiter.track(conn); c != nil {
			return c, nil
		}
		conn.Close() // nothing was read from it or written to it
	}
}

// Close ends waiting for a slot, too.
func (l *limitedListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// trackedConn is a connection that has a slot.
type trackedConn struct {
	net.Conn
	limiter *Limiter
	client  netip.Addr   // whose share it counts against; not valid: nobody's
	expires atomic.Int64 // from when on it may be closed, in nanoseconds since the limiter's start, or active
	closed  atomic.Bool
}

const active = -1

// Close returns the slot, once.
func (c *trackedConn) Close() error {
	err := c.Conn.Close()
	if c.closed.CompareAndSwap(false, true) {
		c.limiter.remove(c)
	}
	return err
}

// CloseWrite ends the program's side alone, as the server does after a refusal: the client, who may
// still be sending, then reads it.
func (c *trackedConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}
