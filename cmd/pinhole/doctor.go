package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"runtime"
	"text/tabwriter"
	"time"

	"pinhole/internal/app"
	"pinhole/internal/store"
	"pinhole/internal/store/maintenance"
	"pinhole/internal/store/sqldb"
)

// doctorCommand takes the flags of serve, so that it looks at what serve would use.
type doctorCommand struct {
	serveCommand
	Format string `enum:"text,json" default:"text" env:"-" help:"text for people, json for programs."`
}

// state is how well something is; a higher one is worse.
type state int

const (
	fine state = iota
	warning
	failure
)

var stateNames = [...]string{fine: "ok", warning: "warning", failure: "error"}

// finding is one line of the report. What is not ok says what to do.
type finding struct {
	Check   string `json:"check"`
	State   string `json:"state"`
	Message string `json:"message"`
	state   state
}

// report is what the doctor has found so far.
type report struct{ findings []finding }

func (r *report) add(check string, s state, format string, args ...any) {
	r.findings = append(r.findings, finding{check, stateNames[s], fmt.Sprintf(format, args...), s})
}

// Run looks at everything and changes nothing. It fails when something is an error.
func (c doctorCommand) Run(ctx context.Context, t terminal) error {
	var r report
	r.add("version", fine, "%s, schema %d, %s", readBuild(), sqldb.SchemaVersion(), runtime.Version())
	c.lookAtSettings(&r)
	c.lookAtCertificate(&r, time.Now())
	c.lookAtContent(&r)
	c.lookAtFiles(&r)
	c.lookAtDatabase(ctx, &r, time.Now())
	c.lookAtProgram(ctx, &r)
	if err := c.print(t, r); err != nil {
		return err
	}
	worst := 0
	for _, f := range r.findings {
		if f.state == failure {
			worst++
		}
	}
	if worst > 0 {
		return fmt.Errorf("%s found", countOf(worst, "error"))
	}
	return nil
}

func (c doctorCommand) print(t terminal, r report) error {
	if c.Format == "json" {
		encoder := json.NewEncoder(t.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(r.findings)
	}
	out := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, f := range r.findings {
		fmt.Fprintf(out, "%s\t%s\t%s\n", f.State, f.Check, f.Message)
	}
	return out.Flush()
}

func (c doctorCommand) lookAtSettings(r *report) {
	if err := c.valid(); err != nil {
		r.add("settings", failure, "%v", err)
		return
	}
	public, err := parseOrigin("--url", c.URL)
	switch {
	case err != nil:
		r.add("settings", failure, "%v", err)
	case public == nil:
		public = app.LocalURL(&net.TCPAddr{Port: 8080}, c.TLSCert != "")
		r.add("settings", warning, "--url is not set: absolute links (sitemap, feed, QR codes) will say %s; set it to the site's public address", public)
	case public.Scheme == "http":
		r.add("settings", warning, "--url %s is not https: browsers keep nothing for times without a network, and cookies are not protected; serve https", public)
	default:
		r.add("settings", fine, "%s", public)
	}
}

// Certificates that end so soon should have been renewed.
const certificateMargin = 14 * 24 * time.Hour

func (c doctorCommand) lookAtCertificate(r *report, now time.Time) {
	if c.TLSCert == "" && c.TLSKey == "" {
		return
	}
	pair, err := c.tlsFiles().Load()
	if err != nil {
		r.add("certificate", failure, "%v", err)
		return
	}
	end := pair.Leaf.NotAfter
	switch {
	case now.After(end):
		r.add("certificate", failure, "%s ended on %s: renew it", c.TLSCert, end.Format(time.DateOnly))
	case end.Sub(now) < certificateMargin:
		r.add("certificate", warning, "%s ends on %s: renew it", c.TLSCert, end.Format(time.DateOnly))
	default:
		r.add("certificate", fine, "%s, until %s", c.TLSCert, end.Format(time.DateOnly))
	}
}

func (c doctorCommand) lookAtContent(r *report) {
	loader, err := c.loader()
	if err != nil {
		r.add("content", failure, "%v", err)
		return
	}
	lib, problems := loader.Load()
	warnings := len(problems) - len(problems.Errors())
	switch {
	case lib == nil:
		r.add("content", failure, "%s, so Pinhole would not start: see pinhole check %s", countOf(len(problems.Errors()), "error"), c.Content)
	case warnings > 0:
		r.add("content", warning, "%s, %s: see pinhole check %s", countOf(len(lib.Articles), "article"), countOf(warnings, "warning"), c.Content)
	default:
		r.add("content", fine, "%s about %s", countOf(len(lib.Articles), "article"), countOf(len(lib.Brands), "brand"))
	}
}

// clockMargin is how far two clocks may be apart.
const clockMargin = time.Minute

// firstDay is before any clock that this program can see: it was written later.
var firstDay = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func (c doctorCommand) lookAtDatabase(ctx context.Context, r *report, now time.Time) {
	if now.Before(firstDay) {
		r.add("clock", failure, "it is %s here: set the clock", now.Format(time.DateOnly))
	}
	found, err := maintenance.Examine(ctx, c.Database)
	name := withoutPassword(c.Database)
	switch {
	case err != nil && !sqldb.IsPostgres(c.Database) && missing(c.Database):
		r.add("database", warning, "%s is not there yet: it will be made at the first start", name)
		return
	case errors.Is(err, store.ErrUnavailable):
		r.add("database", failure, "%v: %s", err, sqldb.Advice(err))
		return
	case err != nil:
		r.add("database", failure, "%s: %v", name, err)
		return
	case found.Schema == 0:
		r.add("database", fine, "%s is empty: its tables are made at the first start", name)
	case found.Schema < found.Known:
		r.add("database", warning, "%s has the schema %d, which the next start brings to %d: make a backup before", name, found.Schema, found.Known)
	default:
		r.add("database", fine, "%s is sound: %s", name, described(found.Contents))
	}
	switch {
	case found.Newest.Sub(now) > clockMargin:
		r.add("clock", failure, "the latest answer came in at %s, and here it is %s: set the clock", found.Newest.Format(time.RFC3339), now.UTC().Format(time.RFC3339))
	case !found.Clock.IsZero() && found.Clock.Sub(now).Abs() > clockMargin:
		r.add("clock", warning, "PostgreSQL's clock and this one are %s apart: set both by a time server", found.Clock.Sub(now).Abs().Round(time.Second))
	default:
		r.add("clock", fine, "%s", now.UTC().Format(time.RFC3339))
	}
}

// lookAtProgram asks a Pinhole that runs here whether it is well.
func (c doctorCommand) lookAtProgram(ctx context.Context, r *report) {
	if c.OpsAddr == "" {
		return
	}
	err := askReady(ctx, c.OpsAddr)
	switch {
	case errors.Is(err, errNotReady):
		r.add("program", failure, "the Pinhole at %s is %v", c.OpsAddr, err)
	case err != nil:
		r.add("program", warning, "%v: start it, or name its --ops-addr", err)
	default:
		r.add("program", fine, "a Pinhole runs at %s and is ready", c.OpsAddr)
		c.lookAtProxies(ctx, r)
	}
}

// lookAtProxies asks the Pinhole that runs whether a proxy in front of it was not named.
func (c doctorCommand) lookAtProxies(ctx context.Context, r *report) {
	ignored, err := askCounter(ctx, c.OpsAddr, app.ForwardedIgnored)
	switch {
	case err != nil:
		r.add("proxies", warning, "%v", err)
	case ignored > 0:
		r.add("proxies", warning, "since the start, %s came with X-Forwarded-For or Forwarded from addresses that --trusted-proxies does not name: "+
			"if they are your proxy's, name it, or all its readers count as one; else readers make these headers up, and they are ignored", countOf(int(ignored), "request"))
	default:
		r.add("proxies", fine, "no headers of proxies were ignored since the start")
	}
}
