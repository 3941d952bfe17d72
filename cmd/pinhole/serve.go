package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/desk"
	"pinhole/internal/notify"
	"pinhole/internal/site"
	"pinhole/internal/store"
	"pinhole/web"
)

type serveCommand struct {
	contentFlag
	databaseFlag
	webhooksFlag
	tlsFlag
	Addr             string         `default:":8080" help:"Address for readers."`
	DeskAddr         string         `placeholder:"ADDR" help:"Address for the desk alone; then readers' address does not answer /desk. Without it, the desk is at /desk of the site."`
	DeskURL          string         `placeholder:"https://desk.example" help:"Address under which editors open a desk with --desk-addr; without it, http://localhost with the port."`
	OpsAddr          string         `default:"127.0.0.1:8081" help:"Address for /metrics, /healthz and /readyz; empty for none."`
	PageCacheMB      int            `default:"64" name:"page-cache-mb" help:"Memory for finished pages, in MiB."`
	AccessLog        string         `placeholder:"FILE" help:"Write a line of JSON for each request to FILE; - is the standard output. It holds nothing about the reader."`
	AccessLogEvery   uint64         `default:"1" help:"Write one line of so many requests; failures have a line each."`
	Pprof            bool           `help:"Also serve Go profiles at --ops-addr, below /debug/pprof/."`
	URL              string         `placeholder:"https://help.example" help:"Public address of the site, for links that must be absolute."`
	TrustedProxies   []netip.Prefix `placeholder:"CIDR,…" help:"Proxies whose X-Forwarded-For is believed."`
	Watch            bool           `help:"For authors: reload when a file below --content changes, and refresh open pages."`
	Rating           string         `enum:"yesno,stars" default:"yesno" help:"How readers are asked: yesno (Was this helpful?) or stars (one to five)."`
	Offline          bool           `negatable:"" default:"true" help:"Let browsers keep pages for times without a network; --offline=false takes that back everywhere."`
	EvidenceFrom     int            `default:"5" help:"Answers that a revision needs before its page shows them; never fewer than 3."`
	FeedbackLimit    int            `default:"120" help:"Posts that one client address may send in a minute; 0 for no limit."`
	Drain            time.Duration  `default:"0s" help:"How long to go on serving after SIGTERM, while /readyz already says 503: behind a load balancer as long as it needs to notice, such as 10s."`
	KeepCommentsDays int            `default:"730" help:"Days after which the texts of comments and searches are removed, while the counts stay; 0 keeps them."`
}

// Limits of the servers. A form is at most 512 KiB, so a minute is plenty even on a slow phone.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	writeTimeout  = time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 16 << 10
	drainTimeout  = 20 * time.Second
)

// valid says which setting makes no sense.
func (c serveCommand) valid() error {
	if c.Drain < 0 {
		return errors.New("--drain takes 0s or a time such as 10s")
	}
	if c.FeedbackLimit < 0 {
		return errors.New("--feedback-limit takes 0 (no limit) or a number of posts a minute")
	}
	if c.AccessLogEvery == 0 {
		return errors.New("--access-log-every takes 1 (a line for each request) or more")
	}
	if c.PageCacheMB < 0 || c.PageCacheMB > 1<<20 {
		return errors.New("--page-cache-mb takes 0 (keep no pages) or a number of MiB")
	}
	if c.KeepCommentsDays < 0 {
		return errors.New("--keep-comments-days takes 0 (keep them) or a number of days")
	}
	if c.EvidenceFrom < desk.MinAnswers {
		return fmt.Errorf("--evidence-from takes a number of answers from %d: with fewer, one reader's answer could be told from another's", desk.MinAnswers)
	}
	return nil
}

// Run serves until it is told to stop, then lets open requests end and closes the database.
func (c serveCommand) Run(ctx context.Context, t terminal) error {
	logger := slog.New(slog.NewTextHandler(t.err, nil))
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP) // before anything else: a hangup that comes early would end the program
	defer signal.Stop(hangup)
	if err := c.valid(); err != nil {
		return err
	}
	certificate, err := c.certificate(logger, time.Now)
	if err != nil {
		return err
	}
	loader, err := c.loader()
	if err != nil {
		return err
	}
	watcher, err := c.watcher(logger)
	if err != nil {
		return err
	}
	current, err := site.Open(loader, logger)
	if err != nil {
		return contentError(c.Content, err)
	}
	files, err := openContent(c.Content)
	if err != nil {
		return err
	}
	index, err := site.NewIndex(current, files, logger)
	if err != nil {
		return contentError(c.Content, err)
	}
	readers, err := listen("--addr", c.Addr)
	if err != nil {
		return err
	}
	defer readers.Close()
	var ops net.Listener
	if c.OpsAddr != "" {
		if ops, err = listen("--ops-addr", c.OpsAddr); err != nil {
			return err
		}
		defer ops.Close()
	}
	editors, deskURL, err := c.deskListener()
	if err != nil {
		return err
	}
	if editors != nil {
		defer editors.Close()
	}
	public, err := publicURL("--url", c.URL, readers.Addr(), certificate != nil)
	if err != nil {
		return err
	}
	access, err := openAccessLog(c.AccessLog, c.AccessLogEvery, t.out, logger)
	if err != nil {
		return err
	}
	counters := newMetrics()
	st, err := store.Open(ctx, store.Config{Database: c.Database, Logger: logger, Now: time.Now, Patient: true, Committed: counters.committed})
	if err != nil {
		return err
	}
	texts := &revisions{site: current, store: st, logger: logger}
	reports := &evidence{store: st, revisions: texts, logger: logger, enough: c.EvidenceFrom}
	config := web.Config{
		Library: current.Library, Feedback: st, Revised: texts.revised, Evidence: reports.about, URL: public, Logger: logger, Now: time.Now,
		TrustedProxies: c.TrustedProxies, FeedbackLimit: c.FeedbackLimit, PageCache: c.PageCacheMB << 20, Stars: c.Rating == "stars", Offline: c.Offline,
	}
	config.Observer = counters
	if access != nil {
		config.Observer = observers{counters, access}
	}
	if c.Watch {
		config.Live = current
	}
	if config.Editors, err = openDesk(ctx, st, current, deskURL, webhooks{c.sender(), c.webhooksFlag}); err != nil {
		return errors.Join(err, st.Close())
	}
	counts := &searches{store: st, logger: logger}
	config.Index, config.Searches = index, counts
	handler, err := web.New(config)
	if err != nil {
		return errors.Join(err, st.Close())
	}
	reports.changed, texts.dated = handler.Drop, func() { handler.Drop() }
	counters.watch(current, st, handler)
	p := &process{logger: logger, metrics: counters, access: access, site: current, store: st, revisions: texts, evidence: reports, index: index, searches: counts, watcher: watcher,
		certificate: certificate, drains: c.Drain,
		retention: &retention{texts: st, days: c.KeepCommentsDays, now: time.Now, logger: logger},
		webhooks:  notify.NewCourier(st, c.sender(), logger)}
	p.add(readers, p.closing(handler), certificate).RegisterOnShutdown(handler.EndLive)
	if editors != nil {
		p.add(editors, handler.Desk(), nil)
	}
	if ops != nil {
		p.add(ops, p.opsHandler(c.Pprof), nil)
	}
	fmt.Fprintf(t.out, "Pinhole is open at %s\n", openAt(public, readers.Addr(), certificate != nil))
	if editors != nil {
		fmt.Fprintf(t.out, "The desk is open at %s/desk\n", deskURL)
	}
	return p.run(ctx, hangup)
}

// watcher begins to watch the content before it is loaded, so that no change is missed; nil without --watch.
func (c serveCommand) watcher(logger *slog.Logger) (*site.Watcher, error) {
	switch {
	case !c.Watch:
		return nil, nil
	case c.Content == "":
		return nil, errors.New("--watch needs --content: name the folder to watch, for example --content content")
	}
	return site.NewWatcher(c.Content, logger)
}

// process is everything that runs until the program ends.
type process struct {
	logger    *slog.Logger
	metrics   *metrics
	access    *accessLog // nil without --access-log
	site      *site.Site
	store     *store.Store
	revisions *revisions
	evidence  *evidence
	index     *site.Index
	searches  *searches
	retention *retention
	webhooks  *notify.Courier
	watcher   *site.Watcher // nil without --watch
	servers   []*http.Server
	failed    chan error

	certificate *certificate // nil without --tls-cert
	drains      time.Duration
	ending      atomic.Bool // SIGTERM has come
}

// add serves a listener; with a certificate, over https.
func (p *process) add(l net.Listener, h http.Handler, c *certificate) *http.Server {
	if p.failed == nil {
		p.failed = make(chan error, 3) // one for each listener
	}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(p.logger.Handler(), slog.LevelWarn),
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
	for _, run := range []func(context.Context){keepHeadroom, p.revisions.run, p.evidence.run, p.index.Run, p.searches.run, p.retention.run, p.webhooks.Run} {
		background.Go(func() { run(ctx) })
	}
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

// contentError turns many problems into lines and one sentence that says what to do.
func contentError(dir string, err error) error {
	var problems article.Problems
	if !errors.As(err, &problems) {
		return err
	}
	name := "the content that comes with the program"
	if dir != "" {
		name = "the content in " + dir
	}
	return fmt.Errorf("%s has %s, so nothing was started:\n%w", name, countOf(len(problems), "error"), err)
}

func listen(flag, addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s %s is in use by another program: stop that one, or choose another address with %s", flag, addr, flag)
	case err != nil:
		return nil, fmt.Errorf("%s %s cannot be opened: %w", flag, addr, err)
	}
	return l, nil
}

// publicURL checks --url or --desk-url, or makes it from the port: nothing that a request says ever becomes an absolute address.
func publicURL(flag, given string, addr net.Addr, secure bool) (*url.URL, error) {
	if given == "" {
		return &url.URL{Scheme: schemes[secure], Host: localHost(addr)}, nil
	}
	u, err := url.Parse(given)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || (u.Path != "" && u.Path != "/") || u.RawQuery != "" || u.User != nil {
		return nil, fmt.Errorf("%s %q is not a site's address: write it as https://help.example, without a path", flag, given)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

var schemes = map[bool]string{false: "http", true: "https"}

func localHost(addr net.Addr) string {
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil || port == "80" {
		return "localhost"
	}
	return "localhost:" + port
}

func openAt(public *url.URL, addr net.Addr, secure bool) string {
	if public.Scheme == schemes[secure] && public.Host == localHost(addr) {
		return public.String()
	}
	return fmt.Sprintf("%s://%s (%s)", schemes[secure], localHost(addr), public)
}

// unwrapPath leaves the reason alone: the message around it names the path already.
func unwrapPath(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
