package app

import (
	"context"
	"io"
	"net/http"
	"net/http/pprof"
	"slices"
	"time"

	"pinhole/internal/store/sqldb"
)

// opsHandler answers those who watch the program: /healthz says that it lives, /readyz that it can
// serve, /metrics how it goes. Profiles are for whoever looks for a slow place; they tell about the
// program, never about readers.
func (i *instance) opsHandler() http.Handler {
	mux := http.NewServeMux()
	if i.Profiles {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	mux.Handle("GET /metrics", i.metrics.handler(i.Logger))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "ok\n") })
	mux.HandleFunc("GET /readyz", i.ready)
	return mux
}

const probeTimeout = 3 * time.Second

// ready answers whoever sends readers here: 200, or 503 with one sentence that says why not. With
// ?exclude=store it tells only whether pages can be read and searched, which goes on while the
// database is away.
func (i *instance) ready(w http.ResponseWriter, r *http.Request) {
	if i.draining.Load() {
		http.Error(w, "ending: this Pinhole was told to stop, and takes no new readers", http.StatusServiceUnavailable)
		return
	}
	if !i.site.Searchable() {
		http.Error(w, "starting: pages are served, and the search index is being made", http.StatusServiceUnavailable)
		return
	}
	if !slices.Contains(r.URL.Query()["exclude"], "store") {
		ctx, cancel := context.WithTimeout(r.Context(), probeTimeout)
		defer cancel()
		if err := i.store.Health(ctx); err != nil { // the store has logged it
			http.Error(w, sqldb.Advice(err), http.StatusServiceUnavailable)
			return
		}
	}
	io.WriteString(w, "ready\n")
}
