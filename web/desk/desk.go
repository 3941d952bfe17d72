// Package desk serves everything under /desk: where editors see what readers said, what to fix
// first and what waits for them.
package desk

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"pinhole/internal/article"
	"pinhole/internal/editor"
	"pinhole/internal/outage"
	"pinhole/web/pagecache"
	"pinhole/web/respond"
	"pinhole/web/revision"
	"pinhole/web/view"
)

// Config is what the desk needs. All but URL, Version and Demo must be set. Package web sets what
// it shares with the other pages: all from Settings on.
type Config struct {
	Store    Store
	Sessions scs.CtxStore
	Key      func() []byte // signs that a browser has logged in before: secret, lasting, the same for all processes on one store
	// URL is where the desk is opened when it has a listener of its own, which [Desk.Handler] then
	// serves. nil: it stands at the site's own address, below /desk.
	URL      *url.URL
	Webhooks Webhooks
	Problems func() article.Problems // what the latest load of the content found
	Links    func(context.Context) (LinkReport, error)
	Version  string // of the program, for the foot of each page
	Demo     bool   // the numbers are made up, and each page says so

	Settings  *view.Settings
	Library   func() *article.Library // the current one
	Revisions revision.Store
	Client    func(http.Handler) http.Handler // finds out from which address a request comes
	Static    respond.Handler                 // serves the program's own files on the desk's own listener
	Logger    *slog.Logger
	Outage    *outage.Log
	Now       func() time.Time
	// These are told what happened, for the metrics.
	Answered    func(respond.Request) // on the desk's own listener
	LoggedIn    func(LoginResult)
	RoleRefused func()
}

// LinkReport is what other sites answered when they were last asked whether what the articles link
// to is still there.
type LinkReport struct {
	At       time.Time // zero: they never were
	Problems article.Problems
}

// LoginResult is what became of a login.
type LoginResult string

// What became of a login.
const (
	LoginOK      LoginResult = "ok"
	LoginWrong   LoginResult = "wrong"   // the name or the password
	LoginLimited LoginResult = "limited" // too many tries of this client, under this name or in this browser
	LoginBusy    LoginResult = "busy"    // too many tries of others
	LoginError   LoginResult = "error"   // the database did not do its part
)

// Store is the store as the desk sees it: what each of its parts asks of it.
type Store interface {
	accountStore
	articleStore
	countStore
	flashStore
	frameStore
	healthStore
	heldStore
	inboxStore
	itemStore
	overviewStore
	searchStore
	trailStore
	webhookStore
}

// Desk serves the desk.
type Desk struct {
	Config
	respond *respond.Responder
	guard   func(http.Handler) http.Handler // refuses posts from other sites
	secure  bool                            // it is opened over https

	frame    *frame
	trail    *trail
	accounts *accounts
	overview *overview
	articles *articles
	held     *held
	searches *searches
	branches *branches
	health   *health
	inbox    *inbox
	items    *items
	webhooks *webhooks
}

// New makes a Desk, or says what the configuration lacks.
func New(c Config) (*Desk, error) {
	if c.Store == nil || c.Sessions == nil || c.Key == nil || c.Webhooks == nil || c.Problems == nil || c.Links == nil {
		return nil, errors.New("desk: Store, Sessions, Key, Webhooks, Problems and Links must all be set")
	}
	if c.Settings == nil || c.Library == nil || c.Revisions == nil || c.Client == nil || c.Static == nil || c.Logger == nil || c.Outage == nil || c.Now == nil || c.Answered == nil || c.LoggedIn == nil || c.RoleRefused == nil {
		return nil, errors.New("desk: Settings, Library, Revisions, Client, Static, Logger, Outage, Now, Answered, LoggedIn and RoleRefused must all be set")
	}
	origin := c.Settings.Origin
	if c.URL != nil {
		origin = c.URL.Scheme + "://" + c.URL.Host
	}
	opened, err := url.Parse(origin)
	if err != nil {
		return nil, err
	}
	d := &Desk{Config: c, secure: opened.Scheme == "https"}
	d.frame = &frame{settings: c.Settings, store: c.Store, version: c.Version, demo: c.Demo, now: c.Now}
	d.respond = &respond.Responder{Logger: c.Logger, Outage: c.Outage, Locale: d.frame.locale, Page: d.frame.problemPage}
	if d.guard, err = respond.SameOrigin(origin, d.respond.Handle(respond.CrossSite)); err != nil {
		return nil, err
	}
	d.frame.sessions = newSessions(c, d.secure, d.respond.Fail)
	d.makeParts(opened.Hostname())
	return d, nil
}

// makeParts makes what answers the requests; host is the name of the machine under whose address
// editors open the desk.
func (d *Desk) makeParts(host string) {
	c, f, hasher := d.Config, d.frame, editor.NewHasher()
	past := newRevisions(c.Revisions)
	flash := &flashes{frame: f, store: c.Store}
	d.trail = &trail{frame: f, store: c.Store, logger: c.Logger, login: c.LoggedIn, refused: c.RoleRefused}
	d.accounts = &accounts{
		frame: f, store: c.Store, sessionStore: c.Sessions, logins: editor.NewLogins(c.Store, hasher, c.Key, c.Now), hasher: hasher, trail: d.trail,
		refusals: &pacer{free: 10, delay: 5 * time.Second}, host: host, logger: c.Logger, login: c.LoggedIn,
	}
	d.overview = &overview{frame: f, store: c.Store}
	d.held = &held{frame: f, store: c.Store, flashes: flash}
	d.articles = &articles{frame: f, store: c.Store, flashes: flash, held: d.held, revisions: c.Revisions}
	d.searches = &searches{frame: f, store: c.Store}
	d.branches = &branches{frame: f, store: c.Store}
	d.health = &health{frame: f, store: c.Store, problems: c.Problems, links: c.Links}
	d.inbox = &inbox{frame: f, store: c.Store, flashes: flash, revisions: past, logger: c.Logger}
	d.items = &items{frame: f, store: c.Store, flashes: flash, revisions: past}
	d.webhooks = &webhooks{frame: f, store: c.Store, sender: c.Webhooks}
}

// Routes adds the desk's addresses, which begin with /desk, to those of the site.
func (d *Desk) Routes(mux chi.Router) { mux.Mount(deskPath, d.table()) }

// Handler serves the desk on a listener of its own.
func (d *Desk) Handler() http.Handler {
	mux := chi.NewMux()
	mux.Use(d.takeLibrary, respond.Observe(d.Answered), d.respond.Recover, respond.Headers(respond.Policies(d.secure)), respond.CleanPath, middleware.GetHead)
	mux.NotFound(d.respond.Handle(notFound))
	mux.Get("/", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, deskPath, http.StatusSeeOther) })
	mux.Get("/static/*", d.respond.Handle(d.Static))
	d.Routes(mux)
	return middleware.Compress(pagecache.GzipLevel, "text/html", "text/css", "text/javascript")(mux)
}

// takeLibrary takes the Library that a request is answered from, for a desk with a listener of its
// own.
func (d *Desk) takeLibrary(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(view.WithLibrary(r.Context(), d.Library())))
	})
}
