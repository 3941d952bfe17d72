package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/connlimit"
	"pinhole/internal/desk"
	"pinhole/internal/jobs"
	"pinhole/internal/site"
	"pinhole/internal/store"
	"pinhole/web"
)

type serveCommand struct {
	contentFlag
	databaseFlag
	webhooksFlag
	tlsFlag
	Addr             string           `default:":8080" help:"Address for readers."`
	DeskAddr         string           `placeholder:"ADDR" help:"Address for the desk alone; then readers' address does not answer /desk. Without it, the desk is at /desk of the site."`
	DeskURL          string           `placeholder:"https://desk.example" help:"Address under which editors open a desk with --desk-addr; without it, http://localhost with the port."`
	OpsAddr          string           `default:"127.0.0.1:8081" help:"Address for /metrics, /healthz and /readyz; empty for none."`
	PageCacheMB      int              `default:"64" name:"page-cache-mb" help:"Memory for finished pages, in MiB."`
	AccessLog        string           `placeholder:"FILE" help:"Write a line of JSON for each request to FILE; - is the standard output. It holds nothing about the reader."`
	AccessLogEvery   uint64           `default:"1" help:"Write one line of so many requests; failures have a line each."`
	Pprof            bool             `help:"Also serve Go profiles at --ops-addr, below /debug/pprof/."`
	URL              string           `placeholder:"https://help.example" help:"Public address of the site, for links that must be absolute."`
	EditURL          string           `name:"edit-url" placeholder:"https://git.example/…" help:"Address of the content folder where sources are edited, for links to them; without it, edit_url of site.yaml."`
	TrustedProxies   clientip.Proxies `placeholder:"ADDR,…" help:"Proxies whose X-Forwarded-For or Forwarded is believed: addresses, or networks such as 10.0.0.0/24."`
	Watch            bool             `help:"For authors: reload when a file below --content changes, and refresh open pages."`
	Rating           string           `enum:"yesno,stars" default:"yesno" help:"How readers are asked: yesno (Was this helpful?) or stars (one to five)."`
	Offline          bool             `negatable:"" default:"true" help:"Let browsers keep pages for times without a network; --offline=false takes that back everywhere."`
	EvidenceFrom     int              `default:"5" help:"Answers that a revision needs before its page shows them; never fewer than 3."`
	FeedbackLimit    int              `default:"120" help:"Posts that one client address may send in a minute; 0 for no limit."`
	Drain            time.Duration    `default:"0s" help:"How long to go on serving after SIGTERM, while /readyz already says 503: behind a load balancer as long as it needs to notice, such as 10s."`
	KeepCommentsDays int              `default:"730" help:"Days after which the texts of comments and searches are removed, while the counts stay; 0 keeps them."`
}

// valid says which setting makes no sense.
func (c serveCommand) valid() error {
	if c.Drain < 0 {
		return errors.New("--drain takes 0s or a time such as 10s")
	}
	if u, err := url.Parse(c.EditURL); c.EditURL != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		return errors.New("--edit-url takes an address such as https://git.example/site/edit/main/content")
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
	p := &process{logger: logger, metrics: newMetrics(), drains: c.Drain}
	var err error
	if p.certificate, err = c.certificate(logger, time.Now); err != nil {
		return err
	}
	if err := c.loadContent(p); err != nil {
		return err
	}
	at, err := c.listen(p.certificate != nil)
	if err != nil {
		return err
	}
	defer at.close()
	if p.access, err = openAccessLog(c.AccessLog, c.AccessLogEvery, t.out, logger); err != nil {
		return err
	}
	p.store, err = store.Open(ctx, store.Config{Database: c.Database, Logger: logger, Now: time.Now, Patient: true, Committed: p.metrics.committed})
	if err != nil {
		return err
	}
	if err := c.openSite(ctx, p, at); err != nil {
		return errors.Join(err, p.store.Close())
	}
	at.announce(t.out, p.certificate != nil)
	return p.run(ctx, hangup)
}

// loadContent loads what is served. The content is watched before it is loaded, so that no change is missed.
func (c serveCommand) loadContent(p *process) error {
	loader, err := c.loader()
	if err != nil {
		return err
	}
	if p.watcher, err = c.watcher(p.logger); err != nil {
		return err
	}
	if p.site, err = site.Open(loader, p.logger); err != nil {
		return contentError(c.Content, err)
	}
	files, err := openContent(c.Content)
	if err != nil {
		return err
	}
	p.index, err = site.NewIndex(p.site, files, p.logger)
	return contentError(c.Content, err)
}

// openSite puts the rooms together and begins to answer.
func (c serveCommand) openSite(ctx context.Context, p *process, at addresses) error {
	st, logger := p.store, p.logger
	p.jobs = jobs.New(jobs.Config{
		Site: p.site, Store: st, Sender: c.sender(), Delivered: p.metrics.tried, Logger: logger, Now: time.Now,
		EvidenceFrom: c.EvidenceFrom, KeepCommentsDays: c.KeepCommentsDays,
	})
	editors, err := openDesk(ctx, st, p.site, at.deskURL, webhooks{c.sender(), c.webhooksFlag})
	if err != nil {
		return err
	}
	config := web.Config{
		Library: p.site.Library, Feedback: st, Index: p.index, Searches: p.jobs.Searches,
		Revised: p.jobs.Revisions.ReplacedAt, Evidence: p.jobs.Evidence.About, Answered: p.jobs.Bursts.Answered,
		URL: at.public, Logger: logger, Now: time.Now, Editors: editors, Observer: p.observer(), TrustedProxies: c.TrustedProxies,
		FeedbackLimit: c.FeedbackLimit, PageCache: c.PageCacheMB << 20, Stars: c.Rating == "stars", Offline: c.Offline,
		EditURL: c.EditURL,
	}
	if c.Watch {
		config.Live = p.site
	}
	handler, err := web.New(config)
	if err != nil {
		return err
	}
	p.jobs.Evidence.Changed, p.jobs.Revisions.DatesChanged = handler.InvalidateEvidence, handler.InvalidateDates
	p.metrics.watch(p.site, st, handler)
	p.conns = connlimit.New(c.connections(logger))
	p.metrics.watchConnections(p.conns)
	p.add(p.conns.Listener(at.readers), p.closing(handler), p.certificate).RegisterOnShutdown(handler.EndLive)
	if at.editors != nil {
		p.add(p.conns.Listener(at.editors), p.closing(handler.Desk()), nil)
	}
	if at.ops != nil {
		p.add(at.ops, p.opsHandler(c.Pprof), nil)
	}
	return nil
}

// connections is how many connections readers and editors have in all, and one client address of
// these: a quarter, but a proxy that is known.
func (c serveCommand) connections(logger *slog.Logger) connlimit.Config {
	limit := connlimit.MaxConnections(openFiles())
	return connlimit.Config{Max: limit, PerAddress: limit / 4, Logger: logger, Exempt: c.TrustedProxies.Contain}
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

// unwrapPath leaves the reason alone: the message around it names the path already.
func unwrapPath(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
