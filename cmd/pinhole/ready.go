package main

import (
	"context"
	"io"
	"net/http"
	"slices"
	"time"

	"pinhole/internal/store"
)

const probeTimeout = 3 * time.Second

// ready answers whoever sends readers here: 200, or 503 with one sentence that says why not. With ?exclude=store it tells only
// whether pages can be read and searched, which goes on while the database is away.
func (p *process) ready(w http.ResponseWriter, r *http.Request) {
	if p.ending.Load() {
		http.Error(w, "ending: this Pinhole was told to stop, and takes no new readers", http.StatusServiceUnavailable)
		return
	}
	if !p.index.Begun() {
		http.Error(w, "starting: pages are served, and the search index is being made", http.StatusServiceUnavailable)
		return
	}
	if !slices.Contains(r.URL.Query()["exclude"], "store") {
		ctx, cancel := context.WithTimeout(r.Context(), probeTimeout)
		defer cancel()
		if err := p.store.Health(ctx); err != nil { // the store has logged it
			http.Error(w, store.Advice(err), http.StatusServiceUnavailable)
			return
		}
	}
	io.WriteString(w, "ready\n")
}

// closing ends connections with their answers while the program is ending, because behind a proxy a new one leads to another
// Pinhole, and while there are too many.
func (p *process) closing(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.ending.Load() || p.conns.Crowded() {
			w.Header().Set("Connection", "close")
		}
		h.ServeHTTP(w, r)
	})
}

// drain keeps serving while /readyz says that no new readers should come, so that a load balancer has time to notice.
func (p *process) drain() {
	p.ending.Store(true)
	if p.drains == 0 {
		return
	}
	p.logger.Info("ending: /readyz says so, and readers are served a little longer", "drain", p.drains)
	select {
	case <-time.After(p.drains):
	case <-p.failed: // there is nothing left to serve
	}
}
