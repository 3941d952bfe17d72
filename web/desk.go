package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"pinhole/internal/article"
	"pinhole/internal/editor"
	"pinhole/internal/language"
	"pinhole/web/pagecache"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// Desk is what the editors' pages need. All but URL and Demo must be set.
type Desk struct {
	Store    DeskStore
	Sessions scs.CtxStore
	Key      func() []byte // signs that a browser has logged in before: secret, lasting, the same for all processes on one store
	// URL is where the desk is opened when it has a listener of its own, which [Server.Desk] then serves; the public one does
	// not know it. nil: it stands at the site's own address, below /desk.
	URL      *url.URL
	Webhooks Webhooks
	Problems func() article.Problems // what the latest load of the content found
	Links    func(context.Context) (LinkReport, error)
	Version  string // of the program, for the foot of each page
	Demo     bool   // the numbers are made up, and each page says so
}

// LinkReport is what other sites answered when they were last asked whether what the articles link to is still there.
type LinkReport struct {
	At       time.Time // zero: they never were
	Problems article.Problems
}

// DeskStore is the store as the desk sees it.
type DeskStore interface {
	deskAccounts
	deskCounts
	deskHeld
	deskInbox
	deskWebhooks
	deskTrail
	deskSessionList
}

// deskAccounts is what logging in takes.
type deskAccounts interface {
	editor.Accounts
	// Editors gives all accounts, by name.
	Editors(context.Context) ([]editor.Account, error)
	// SetPassword sets a password by its hash and ends all sessions of the editor.
	SetPassword(ctx context.Context, by, name, hash string) error
	// AddAudit adds a line to the audit trail.
	AddAudit(ctx context.Context, by string, what editor.Action, on, detail string) error
	// CountAudit counts in the audit trail what may happen often: by the minute.
	CountAudit(ctx context.Context, by string, what editor.Action, on string) error
}

// deskPages serves the desk.
type deskPages struct {
	Desk
	site     *Server
	sessions *scs.SessionManager
	logins   *editor.Logins
	hasher   *editor.Hasher
	origin   string // where it is opened, without a final slash
	secure   bool   // that address is https
	texts    keptTexts
	refusals *pacer // of logins
	repeats  repeats
	respond  *respond.Responder
}

func newDesk(s *Server, c Desk) (*deskPages, error) {
	if c.Store == nil || c.Sessions == nil || c.Key == nil || c.Webhooks == nil || c.Problems == nil || c.Links == nil {
		return nil, errors.New("web: Store, Sessions, Key, Webhooks, Problems and Links of the desk must all be set")
	}
	d := &deskPages{Desk: c, site: s, origin: s.settings.Origin, secure: s.secure, hasher: editor.NewHasher(),
		refusals: &pacer{interval: 2 * time.Millisecond, burst: 100, max: 5 * time.Second}}
	if c.URL != nil {
		d.origin, d.secure = c.URL.Scheme+"://"+c.URL.Host, c.URL.Scheme == "https"
	}
	d.logins = editor.NewLogins(c.Store, d.hasher, c.Key, s.Now)
	d.respond = &respond.Responder{Logger: s.Logger, Outage: s.outage, Locale: d.words, Page: d.problemPage}
	d.sessions = d.newSessions()
	return d, nil
}

// Desk serves the desk where that has a listener of its own; nil where it has none.
func (s *Server) Desk() http.Handler { return s.deskHandler }

// openDesk puts the desk into the table of public addresses, or makes the handler of its own listener.
func (s *Server) openDesk(mux chi.Router) error {
	d, err := newDesk(s, *s.Editors)
	if err != nil {
		return err
	}
	if d.URL != nil {
		s.deskHandler, err = d.alone()
		return err
	}
	pages, err := d.routes()
	if err == nil {
		mux.Mount(deskPath, pages)
	}
	return err
}

// alone is the table of all addresses of a desk with a listener of its own.
func (d *deskPages) alone() (http.Handler, error) {
	mux := chi.NewMux()
	mux.Use(d.takeLibrary, respond.Observe(d.site.Observer.Request), d.respond.Recover, respond.Headers(respond.Policies(d.secure)), respond.CleanPath, middleware.GetHead)
	pages, err := d.routes()
	if err != nil {
		return nil, err
	}
	mux.NotFound(d.respond.Handle(d.notFound))
	mux.Get("/", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, deskPath, http.StatusSeeOther) })
	mux.Get("/static/*", d.respond.Handle(d.site.reader.Static))
	mux.Mount(deskPath, pages)
	return middleware.Compress(pagecache.GzipLevel, "text/html", "text/css", "text/javascript")(mux), nil
}

// words is the language that the editor's browser asks for.
func (d *deskPages) words(r *http.Request) *language.Locale {
	return d.site.Languages.Match(r.Header.Get("Accept-Language"))
}

// takeLibrary takes the Library that a request is answered from, for a desk with a listener of its own.
func (d *deskPages) takeLibrary(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(view.WithLibrary(r.Context(), d.site.Library())))
	})
}

// siteOf is what links from the desk to the site are made from.
func (d *deskPages) siteOf(r *http.Request) view.Site {
	return d.site.settings.Site(view.LibraryOf(r.Context()), d.words(r))
}
