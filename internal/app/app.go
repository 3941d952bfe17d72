// Package app is one running Pinhole. It opens listeners, content and database, serves readers,
// editors and operators, reloads what has changed, counts and logs requests, and lets open requests
// end before it stops.
package app

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/connlimit"
	"pinhole/internal/jobs"
	"pinhole/internal/notify"
	"pinhole/internal/site"
	"pinhole/internal/store"
	"pinhole/web"
)

// Setting is a value with the name under which an operator sets it, such as --addr. Errors use the
// name.
type Setting struct{ Name, Value string }

// Config is what a Pinhole needs. Whoever makes it checks it; Run finds out only what it takes to
// open an address or a file.
type Config struct {
	Content fs.FS
	Loader  *article.Loader // of Content
	// Watch is the folder of Content when changes below it are loaded at once; empty: they are not.
	Watch    string
	Database string // as in [store.Config]

	Addr     Setting  // host and port for readers
	DeskAddr Setting  // for the desk alone; an empty value: the desk is at /desk of the site
	OpsAddr  Setting  // for /metrics, /healthz and /readyz; an empty value: none
	URL      *url.URL // public address of the site; nil: localhost with the port of Addr
	DeskURL  *url.URL // of a desk with an address of its own; nil: localhost with the port of DeskAddr
	TLS      TLSFiles // the zero value: readers are served over http
	Profiles bool     // also serve Go profiles to operators

	AccessLog      Setting // file; - is Output; an empty value: no access log
	AccessLogEvery uint64  // one line of so many requests, at least 1; failures have a line each

	TrustedProxies       clientip.Proxies // as in [web.Config], like the next ones
	FeedbackLimit        int
	PageCache            int
	Stars                bool
	Offline              bool
	EditURL              string
	EvidenceFrom         int // as in [jobs.Config]
	KeepCommentsDays     int // as in [jobs.Config]
	WebhooksAllowPrivate bool
	Drain                time.Duration // how long to go on serving after the context has ended

	Version string // the program's, for the desk
	Output  io.Writer
	Logger  *slog.Logger
	Now     func() time.Time
}

// instance is everything that is open while a Pinhole runs.
type instance struct {
	Config
	metrics     *metrics
	access      *accessLog    // nil without an access log
	certificate *certificate  // nil without https
	watcher     *site.Watcher // nil when the content is not watched
	site        *site.Site
	store       *store.Store
	jobs        *jobs.Jobs
	conns       *connlimit.Limiter // nil for no limit
	servers     []*http.Server
	failed      chan error // a server that has ended too early
	draining    atomic.Bool
}

// Run serves until the context ends, then lets open requests end and closes the database. A SIGHUP
// reloads content and certificate. Content with errors gives [article.Problems].
func Run(ctx context.Context, c Config) error {
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP) // before anything else: a hangup that comes early would end the program
	defer signal.Stop(hangup)
	i := &instance{Config: c, metrics: newMetrics(), failed: make(chan error, maxServers)}
	var err error
	if i.certificate, err = openCertificate(c.TLS, c.Logger, c.Now); err != nil {
		return err
	}
	if err := i.loadContent(ctx); err != nil {
		return err
	}
	at, err := listen(c, i.certificate != nil)
	if err != nil {
		return err
	}
	defer at.close()
	if i.access, err = openAccessLog(c.AccessLog, c.AccessLogEvery, c.Output, c.Logger); err != nil {
		return err
	}
	i.store, err = store.Open(ctx, store.Config{Database: c.Database, Logger: c.Logger, Now: c.Now, Reconnect: true, OnCommit: i.metrics.committed})
	if err != nil {
		return err
	}
	if err := i.serve(ctx, at); err != nil {
		return errors.Join(err, i.store.Close())
	}
	at.announce(c.Output, i.certificate != nil)
	return i.run(ctx, hangup)
}

// startGCPercent is how much the heap may grow between two garbage collections while the content is
// loaded and indexed. A start with 10,000 articles takes 325 to 340 MB with it instead of 397 to
// 414 MB with Go's 100, and 0.2 s longer (.ci/bench-load).
const startGCPercent = 50

// loadContent loads what is served. The content is watched before it is loaded, so that no change
// is missed.
func (i *instance) loadContent(ctx context.Context) (err error) {
	usual := debug.SetGCPercent(startGCPercent)
	defer func() {
		go func() {
			if err == nil {
				i.site.WaitSearchable(ctx)
			}
			debug.SetGCPercent(usual)
		}()
	}()
	if i.Watch != "" {
		if i.watcher, err = site.NewWatcher(i.Watch, i.Logger); err != nil {
			return err
		}
	}
	i.site, err = site.Open(i.Loader, i.Content, i.Logger)
	return err
}

// serve makes the jobs and the handlers, and begins to answer.
func (i *instance) serve(ctx context.Context, at addresses) error {
	sender := notify.NewSender(notify.Options{AllowPrivate: i.WebhooksAllowPrivate, Now: i.Now})
	i.jobs = jobs.New(jobs.Config{
		Site: i.site, Store: i.store, Sender: sender, Delivered: i.metrics.delivered, Logger: i.Logger, Now: i.Now,
		EvidenceFrom: i.EvidenceFrom, KeepCommentsDays: i.KeepCommentsDays,
	})
	desk, err := i.openDesk(ctx, at.deskURL, sender)
	if err != nil {
		return err
	}
	config := web.Config{
		Library: i.site.Library, Feedback: i.store, Index: i.site, Searches: i.jobs.Searches,
		Revised: i.jobs.Revisions.ReplacedAt, Evidence: i.jobs.Evidence.About, Answered: i.jobs.Bursts.Answered,
		URL: at.public, Logger: i.Logger, Now: i.Now, Editors: desk, Observer: i.observer(), TrustedProxies: i.TrustedProxies,
		FeedbackLimit: i.FeedbackLimit, PageCache: i.PageCache, Stars: i.Stars, Offline: i.Offline, EditURL: i.EditURL,
	}
	if i.watcher != nil {
		config.Live = i.site
	}
	handler, err := web.New(config)
	if err != nil {
		return err
	}
	i.jobs.Evidence.Changed, i.jobs.Revisions.DatesChanged = handler.InvalidateEvidence, handler.InvalidateDates
	i.jobs.Evidence.RewrittenChanged = func() { handler.InvalidateDates() }
	i.metrics.registerState(i.site, i.store, handler)
	i.conns = connlimit.New(i.connections())
	i.metrics.registerConnections(i.conns)
	i.start(i.conns.Listener(at.readers), i.closing(handler), i.certificate).RegisterOnShutdown(handler.EndLive)
	if at.editors != nil {
		i.start(i.conns.Listener(at.editors), i.closing(handler.Desk()), i.certificate)
	}
	if at.ops != nil {
		i.start(at.ops, i.opsHandler(), nil)
	}
	return nil
}

// connections limits the connections of readers and editors together, and those of one client
// address to a quarter of them, except for trusted proxies.
func (i *instance) connections() connlimit.Config {
	limit := connlimit.MaxConnections(openFiles())
	return connlimit.Config{Max: limit, PerAddress: limit / 4, Logger: i.Logger, Exempt: i.TrustedProxies.Contain}
}

// observer is told about requests: the metrics, and the access log if there is one.
func (i *instance) observer() web.Observer {
	if i.access == nil {
		return i.metrics
	}
	return observers{i.metrics, i.access}
}
