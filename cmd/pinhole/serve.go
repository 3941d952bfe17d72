package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"time"

	"pinhole/internal/app"
	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/insight"
	"pinhole/web"
)

// tlsFlag names the certificate of those who serve https without a proxy.
type tlsFlag struct {
	TLSCert string `name:"tls-cert" group:"Addresses" placeholder:"FILE" help:"Serve https with the certificate in this PEM file, with its chain. It is read again when it changes."`
	TLSKey  string `name:"tls-key" group:"Addresses" placeholder:"FILE" help:"The key of --tls-cert, a PEM file."`
}

func (f tlsFlag) tlsFiles() app.TLSFiles {
	return app.TLSFiles{Cert: app.Setting{Name: "--tls-cert", Value: f.TLSCert}, Key: app.Setting{Name: "--tls-key", Value: f.TLSKey}}
}

type serveCommand struct {
	contentFlag
	databaseFlag
	webhooksFlag
	tlsFlag
	Addr             string           `group:"Addresses" default:":8080" help:"Address for readers."`
	DeskAddr         string           `group:"Addresses" placeholder:"ADDR" help:"Address for the desk alone; then readers' address does not answer /desk. Without it, the desk is at /desk of the site."`
	DeskURL          string           `group:"Addresses" placeholder:"https://desk.example" help:"Address under which editors open a desk with --desk-addr; without it, localhost with the port."`
	OpsAddr          string           `group:"Addresses" default:"127.0.0.1:8081" help:"Address for /metrics, /healthz and /readyz; empty for none."`
	PageCacheMB      int              `group:"Operation" default:"64" name:"page-cache-mb" help:"Memory for finished pages, in MiB."`
	AccessLog        string           `group:"Operation" placeholder:"FILE" help:"Write a line of JSON for each request to FILE; - is the standard output. It holds nothing about the reader."`
	LogFormat        string           `group:"Operation" enum:"text,json" default:"text" help:"How the log on the standard error is written: text for people, json for programs."`
	LogLevel         slog.Level       `group:"Operation" placeholder:"LEVEL" default:"info" help:"The least of what is logged: debug, info, warn or error."`
	AccessLogEvery   uint64           `group:"Operation" default:"1" help:"Write one line of so many requests; failures have a line each."`
	Pprof            bool             `group:"Operation" help:"Also serve Go profiles at --ops-addr, below /debug/pprof/."`
	URL              string           `group:"Addresses" placeholder:"https://help.example" help:"Public address of the site, for links that must be absolute."`
	EditURL          string           `group:"Content" name:"edit-url" placeholder:"https://git.example/…" help:"Address of the content folder where sources are edited, for links to them; without it, edit_url of site.yaml."`
	TrustedProxies   clientip.Proxies `group:"Addresses" placeholder:"ADDR,…" help:"Proxies whose X-Forwarded-For or Forwarded is believed: addresses, or networks such as 10.0.0.0/24."`
	Watch            bool             `group:"Content" help:"For authors: reload when a file below --content changes, and refresh open pages."`
	Rating           string           `group:"Readers" enum:"yesno,stars" default:"yesno" help:"How readers are asked: yesno (Was this helpful?) or stars (one to five)."`
	Offline          bool             `group:"Readers" negatable:"" default:"true" help:"Let browsers keep pages for times without a network; --offline=false takes that back everywhere."`
	EvidenceFrom     int              `group:"Readers" default:"5" help:"Answers that a revision needs before its page shows them; never fewer than 3."`
	FeedbackLimit    int              `group:"Readers" default:"120" help:"Posts that one client address may send in a minute; 0 for no limit."`
	Drain            time.Duration    `group:"Operation" default:"0s" help:"How long to go on serving after SIGTERM, while /readyz already says 503: behind a load balancer as long as it needs to notice, such as 10s."`
	KeepCommentsDays int              `group:"Readers" default:"730" help:"Days after which the texts of comments and searches are removed, while the counts stay; 0 keeps them."`
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
	if c.EvidenceFrom < insight.MinAnswers {
		return fmt.Errorf("--evidence-from takes a number of answers from %d: with fewer, one reader's answer could be told from another's", insight.MinAnswers)
	}
	if c.DeskURL != "" && c.DeskAddr == "" {
		return errors.New("--desk-url goes with --desk-addr: without that, the desk is at /desk of --url")
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key belong together: name both files")
	}
	if c.Watch && c.Content == "" {
		return errors.New("--watch needs --content: name the folder to watch, for example --content content")
	}
	return nil
}

// Run serves until the context ends, then lets open requests end and closes the database.
func (c serveCommand) Run(ctx context.Context, t terminal) error {
	if err := c.valid(); err != nil {
		return err
	}
	config, err := c.config(t)
	if err != nil {
		return err
	}
	return contentError(c.Content, app.Run(ctx, config))
}

// config turns flags that are valid into what app needs.
func (c serveCommand) config(t terminal) (app.Config, error) {
	files, err := openContent(c.Content)
	if err != nil {
		return app.Config{}, err
	}
	config := app.Config{
		Content: files, Loader: newLoader(files), Database: c.Database,
		Addr: app.Setting{Name: "--addr", Value: c.Addr}, DeskAddr: app.Setting{Name: "--desk-addr", Value: c.DeskAddr},
		OpsAddr: app.Setting{Name: "--ops-addr", Value: c.OpsAddr}, TLS: c.tlsFiles(), Profiles: c.Pprof,
		AccessLog: app.Setting{Name: "--access-log", Value: c.AccessLog}, AccessLogEvery: c.AccessLogEvery,
		TrustedProxies: c.TrustedProxies, FeedbackLimit: c.FeedbackLimit, PageCache: c.PageCacheMB << 20,
		Stars: c.Rating == "stars", Offline: c.Offline, EditURL: c.EditURL, EvidenceFrom: c.EvidenceFrom,
		KeepCommentsDays: c.KeepCommentsDays, WebhooksAllowPrivate: c.WebhooksAllowPrivate, Drain: c.Drain,
		Version: readBuild().String(), Output: t.out, Logger: c.logger(t), Now: time.Now,
	}
	if c.Watch {
		config.Watch = c.Content
	}
	if config.URL, err = parseOrigin("--url", c.URL); err != nil {
		return app.Config{}, err
	}
	config.DeskURL, err = parseOrigin("--desk-url", c.DeskURL)
	return config, err
}

func (c serveCommand) logger(t terminal) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(t.err, options))
	}
	return slog.New(slog.NewTextHandler(t.err, options))
}

// parseOrigin reads a public address that a flag gives; nil without one.
func parseOrigin(flag, text string) (*url.URL, error) {
	if text == "" {
		return nil, nil
	}
	u, err := web.ParseOrigin(text)
	if err != nil {
		return nil, fmt.Errorf("%s %q cannot be used: %w", flag, text, err)
	}
	return u, nil
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
