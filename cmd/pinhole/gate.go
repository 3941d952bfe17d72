package main

import (
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// gate bounds how many connections are open at once, below the number of files that the program may have open: the database, the
// content and whoever watches the program find one at any time. When it is full, those who come wait in the system's queue while
// idle connections are closed, and each answer closes its own. A nil gate bounds nothing.
type gate struct {
	logger *slog.Logger
	places chan struct{} // one for each connection
	full   atomic.Bool   // until a quarter is free again
	round  atomic.Int64  // counts the seconds in which room was made

	mu     sync.Mutex
	guests map[*guest]struct{}
	made   time.Time // when room was made
	told   time.Time // when the log was told
}

const (
	filesKept = 128 // files that connections do not get, or a quarter where there are few
	mostFiles = 1 << 20

	roomEvery = time.Second
	newRounds = 4 // a first request has so many seconds more to arrive than an idle connection has to go on
	tellEvery = time.Minute
)

// newGate makes one for a program that may have so many files open; 0 means that nobody knows.
func newGate(files uint64, logger *slog.Logger) *gate {
	if files == 0 {
		return nil
	}
	files = min(files, mostFiles)
	return &gate{logger: logger, places: make(chan struct{}, files-min(filesKept, files/4)), guests: map[*guest]struct{}{}}
}

// guard lets a server's connections through, one by one.
func (g *gate) guard(l net.Listener) net.Listener {
	if g == nil {
		return l
	}
	return &guarded{Listener: l, gate: g, closed: make(chan struct{})}
}

// crowded reports whether connections should end with their answers.
func (g *gate) crowded() bool { return g != nil && g.full.Load() }

// enter waits for a place, unless nobody is let in any more.
func (g *gate) enter(closed <-chan struct{}) bool {
	select {
	case g.places <- struct{}{}:
		return true
	default:
	}
	again := time.NewTicker(roomEvery)
	defer again.Stop()
	for {
		g.makeRoom()
		select {
		case g.places <- struct{}{}:
			return true
		case <-closed:
			return false
		case <-again.C:
		}
	}
}

// makeRoom closes connections that were idle for a second and more: on one that has only just become idle, the next request may be
// under way.
func (g *gate) makeRoom() {
	g.full.Store(true)
	for _, c := range g.idle() {
		c.Close() // whoever reads from it finds out
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if now := time.Now(); now.Sub(g.told) > tellEvery {
		g.told = now
		g.logger.Warn("too many connections are open: idle ones are closed, and new ones wait", "connections", cap(g.places),
			"what_to_do", "let the program open more files (LimitNOFILE= of its unit, ulimit -n), or see who opens so many")
	}
}

// idle gives the connections that may be closed, once a second.
func (g *gate) idle() (list []*guest) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now := time.Now(); now.Sub(g.made) >= roomEvery {
		g.made = now
		round := g.round.Add(1)
		for c := range g.guests {
			if since := c.idle.Load(); since != busy && since < round-1 {
				list = append(list, c)
			}
		}
	}
	return list
}

// leave gives a place back.
func (g *gate) leave() {
	<-g.places
	if g.full.Load() && len(g.places) < cap(g.places)*3/4 {
		g.full.Store(false)
	}
}

// note is told by a server when a request begins, and when its connection waits for the next one.
func (g *gate) note(conn net.Conn, state http.ConnState) {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	c, ok := conn.(*guest)
	if !ok {
		return
	}
	switch state {
	case http.StateActive:
		c.idle.Store(busy)
	case http.StateIdle:
		c.idle.Store(g.round.Load())
	}
}

// guarded is a listener behind a gate.
type guarded struct {
	net.Listener
	gate   *gate
	closed chan struct{}
	once   sync.Once
}

// Accept waits for a place and for somebody to take it.
func (l *guarded) Accept() (net.Conn, error) {
	if !l.gate.enter(l.closed) {
		return nil, net.ErrClosed
	}
	conn, err := l.Listener.Accept()
	if err != nil {
		l.gate.leave()
		return nil, err
	}
	c := &guest{Conn: conn, gate: l.gate}
	c.idle.Store(l.gate.round.Load() + newRounds)
	l.gate.mu.Lock()
	defer l.gate.mu.Unlock()
	l.gate.guests[c] = struct{}{}
	return c, nil
}

// Close lets nobody in any more.
func (l *guarded) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// guest is a connection that has a place.
type guest struct {
	net.Conn
	gate *gate
	idle atomic.Int64 // since which round it waits for a request, or busy
	gone atomic.Bool
}

const busy = -1

// Close gives the place back, once.
func (c *guest) Close() error {
	err := c.Conn.Close()
	if c.gone.CompareAndSwap(false, true) {
		c.gate.mu.Lock()
		delete(c.gate.guests, c)
		c.gate.mu.Unlock()
		c.gate.leave()
	}
	return err
}

// CloseWrite ends the program's side alone, as the server does after a refusal: the client, who may still be sending, then reads it.
func (c *guest) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}
