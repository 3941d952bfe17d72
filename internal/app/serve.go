package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"pinhole/internal/httplog"
)

// Limits of the servers. A form is at most 512 KiB, so a minute is plenty even on a slow phone.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	writeTimeout  = time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 16 << 10
	drainTimeout  = 20 * time.Second

	maxServers = 3 // for readers, editors and operators
)

// start serves a listener; with a certificate, over https.
func (i *instance) start(l net.Listener, h http.Handler, c *certificate) *http.Server {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader, ErrorLog: httplog.New(i.Logger),
	}
	if i.conns != nil {
		server.ConnState = i.conns.ConnState
	}
	if c != nil {
		server.TLSConfig = c.config()
	}
	i.servers = append(i.servers, server)
	go func() {
		serve := server.Serve
		if c != nil {
			serve = func(l net.Listener) error { return server.ServeTLS(l, "", "") }
		}
		if err := serve(l); !errors.Is(err, http.ErrServerClosed) {
			i.failed <- fmt.Errorf("serving on %s ended: %w", l.Addr(), err)
		}
	}()
	return server
}

// run waits for the end, and reloads on a hangup meanwhile.
func (i *instance) run(ctx context.Context, hangup <-chan os.Signal) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	// Jobs and the access log go on until the last request has been answered.
	jobsCtx, endJobs := context.WithCancel(context.WithoutCancel(ctx))
	defer endJobs()
	var background sync.WaitGroup
	background.Go(func() { i.jobs.Run(jobsCtx) })
	if i.access != nil {
		background.Go(func() { i.access.run(jobsCtx) })
	}
	if i.watcher != nil {
		go i.watcher.Run(ctx, func() { i.reload(ctx) })
	}
	var failure error
	for running := true; running; {
		select {
		case <-hangup:
			i.reload(ctx)
		case failure = <-i.failed:
			running = false
		case <-ctx.Done():
			i.drain()
			running = false
		}
	}
	failure = errors.Join(failure, i.shutDown())
	end()
	endJobs()
	background.Wait() // the last counts are written before the database closes
	return errors.Join(failure, i.store.Close())
}

// reload takes changed content in. Its errors are logged and shown on open pages; the last good
// state is served.
func (i *instance) reload(ctx context.Context) {
	i.metrics.reloaded(i.site.Reload(ctx))
	if i.certificate != nil {
		i.certificate.reload()
	}
}

// shutDown lets open requests end: what was answered is stored.
func (i *instance) shutDown() error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	var errs []error
	for _, s := range i.servers {
		errs = append(errs, s.Shutdown(ctx))
	}
	return errors.Join(errs...)
}

// closing ends connections with their answers while the program is ending, because behind a proxy a
// new one leads to another Pinhole, and while there are too many.
func (i *instance) closing(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if i.draining.Load() || i.conns.Crowded() {
			w.Header().Set("Connection", "close")
		}
		h.ServeHTTP(w, r)
	})
}

// drain keeps serving while /readyz says that no new readers should come, so that a load balancer
// has time to notice.
func (i *instance) drain() {
	i.draining.Store(true)
	if i.Drain == 0 {
		return
	}
	i.Logger.Info("ending: /readyz says so, and readers are served a little longer", "drain", i.Drain)
	select {
	case <-time.After(i.Drain):
	case <-i.failed: // there is nothing left to serve
	}
}
