package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"pinhole/internal/connlimit"
	"pinhole/internal/httplog"
	"pinhole/internal/jobs"
	"pinhole/internal/site"
	"pinhole/internal/store"
	"pinhole/web"
)

// Limits of the servers. A form is at most 512 KiB, so a minute is plenty even on a slow phone.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	writeTimeout  = time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 16 << 10
	drainTimeout  = 20 * time.Second
)

// process is everything that runs until the program ends.
type process struct {
	logger  *slog.Logger
	metrics *metrics
	access  *accessLog // nil without --access-log
	site    *site.Site
	store   *store.Store
	jobs    *jobs.Jobs
	index   *site.Index
	watcher *site.Watcher // nil without --watch
	servers []*http.Server
	conns   *connlimit.Limiter // nil for no limit
	failed  chan error

	certificate *certificate // nil without --tls-cert
	drains      time.Duration
	ending      atomic.Bool // SIGTERM has come
}

// observer is told about requests: the metrics, and the access log if there is one.
func (p *process) observer() web.Observer {
	if p.access == nil {
		return p.metrics
	}
	return observers{p.metrics, p.access}
}

// add serves a listener; with a certificate, over https.
func (p *process) add(l net.Listener, h http.Handler, c *certificate) *http.Server {
	if p.failed == nil {
		p.failed = make(chan error, 3) // one for each listener
	}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader, ErrorLog: httplog.New(p.logger),
	}
	if p.conns != nil {
		server.ConnState = p.conns.ConnState
	}
	if c != nil {
		server.TLSConfig = c.config()
	}
	p.servers = append(p.servers, server)
	go func() {
		serve := server.Serve
		if c != nil {
			serve = func(l net.Listener) error { return server.ServeTLS(l, "", "") }
		}
		if err := serve(l); !errors.Is(err, http.ErrServerClosed) {
			p.failed <- fmt.Errorf("serving on %s ended: %w", l.Addr(), err)
		}
	}()
	return server
}

func (p *process) run(ctx context.Context, hangup <-chan os.Signal) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	var background sync.WaitGroup
	background.Go(func() { p.jobs.Run(ctx) })
	background.Go(func() { p.index.Run(ctx) })
	late, endLate := context.WithCancel(context.WithoutCancel(ctx)) // for what must hear of the last requests
	defer endLate()
	if p.access != nil {
		background.Go(func() { p.access.run(late) })
	}
	if p.watcher != nil {
		go p.watcher.Run(ctx, func() { p.reload(ctx) })
	}
	var failure error
	for running := true; running; {
		select {
		case <-hangup:
			p.reload(ctx)
		case failure = <-p.failed:
			running = false
		case <-ctx.Done():
			p.drain()
			running = false
		}
	}
	failure = errors.Join(failure, p.shutDown())
	end()
	endLate()
	background.Wait() // the last counts are written before the database closes
	return errors.Join(failure, p.store.Close())
}

// reload takes changed content in. Its errors are logged and shown on open pages; the last good state is served.
func (p *process) reload(ctx context.Context) {
	p.metrics.reloaded(p.site.Reload(ctx))
	if p.certificate != nil {
		p.certificate.reload()
	}
	p.index.Wake()
}

// shutDown lets open requests end: what was answered is stored.
func (p *process) shutDown() error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	var errs []error
	for _, s := range p.servers {
		errs = append(errs, s.Shutdown(ctx))
	}
	return errors.Join(errs...)
}
