package web

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/editor"
	"pinhole/web/respond"
)

// deskPath is where the desk begins.
const deskPath = "/desk"

// routes is the table of the desk's addresses, below deskPath.
func (d *deskPages) routes() (chi.Router, error) {
	mux := chi.NewMux()
	guard, err := respond.SameOrigin(d.origin, d.respond.Handle(crossSite))
	if err != nil {
		return nil, err
	}
	mux.Use(d.private, guard, d.readable, d.site.client, d.sessions.LoadAndSave)
	mux.NotFound(d.known(d.notFound))
	mux.MethodNotAllowed(d.known(func(http.ResponseWriter, *http.Request) error {
		return respond.Refuse(http.StatusMethodNotAllowed, "refusal.method")
	}))
	mux.Get("/login", d.respond.Handle(d.loginPage))
	mux.Post("/login", d.respond.Handle(d.logIn))
	mux.Post("/logout", d.respond.Handle(d.logOut))
	mux.Get("/", d.known(d.overview))
	mux.Get("/fix", d.known(d.fixFirst))
	mux.Get("/articles/{id}", d.known(d.articlePage))
	mux.Get("/articles/{id}/changes", d.known(d.changes))
	mux.Post("/articles/{id}/void", d.known(d.voidCounted))
	mux.Post("/articles/{id}/models", d.known(d.hideModel))
	mux.Get("/held", d.known(d.held))
	mux.Post("/held", d.known(d.decideHeld))
	mux.Get("/searches", d.known(d.searches))
	mux.Get("/searches.csv", d.known(d.exportSearches))
	mux.Get("/health", d.known(d.health))
	d.inboxRoutes(mux)
	d.webhookRoutes(mux)
	mux.Get("/audit", d.owned(d.audit))
	mux.Get("/sessions", d.known(d.sessionList))
	mux.Post("/sessions", d.known(d.endSessions))
	mux.Get("/account", d.known(d.account))
	mux.Post("/account", d.known(d.changePassword))
	return mux, nil
}

// private keeps the desk out of caches and search engines.
func (d *deskPages) private(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Robots-Tag", "noindex, nofollow")
		next.ServeHTTP(w, r)
	})
}

// readable finds nothing at addresses that are no text: no page leads to them, and PostgreSQL takes them for no text either.
func (d *deskPages) readable(next http.Handler) http.Handler {
	nowhere := d.respond.Handle(d.notFound)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query, err := url.QueryUnescape(r.URL.RawQuery)
		if text := r.URL.Path + query; err != nil || !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			nowhere(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// known is for editors who have logged in. Others are led to the login, and a post of theirs is given back.
func (d *deskPages) known(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return d.respond.Handle(func(w http.ResponseWriter, r *http.Request) error {
		who, ok, err := d.session(r.Context())
		switch {
		case err != nil:
			return err
		case ok:
			return h(w, r.WithContext(context.WithValue(r.Context(), editorKey{}, who)))
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			http.Redirect(w, r, loginFor(r.URL), http.StatusSeeOther)
			return nil
		}
		return d.loggedOut(w, r)
	})
}

// owned is known for owners alone.
func (d *deskPages) owned(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return d.known(func(w http.ResponseWriter, r *http.Request) error {
		if editorOf(r).Role != editor.Owner {
			d.roleRefused(r)
			return respond.Refuse(http.StatusForbidden, "desk.refusal.owner")
		}
		return h(w, r)
	})
}

// editorKey is where a request's editor stands in its context.
type editorKey struct{}

// editorOf is who has logged in; nobody on the pages before the login.
func editorOf(r *http.Request) editor.Account {
	a, _ := r.Context().Value(editorKey{}).(editor.Account)
	return a
}

// loginFor is the address of the login that leads back to where somebody wanted to go.
func loginFor(wanted *url.URL) string {
	address := deskPath + "/login"
	if next := wanted.RequestURI(); next != deskPath && next == wayBack(next) {
		address += "?next=" + url.QueryEscape(next)
	}
	return address
}

// wayBack is where a login leads: an address of the desk, and nothing that only looks like one.
func wayBack(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || strings.ContainsAny(next, "\\\r\n\t") {
		return deskPath
	}
	inside := u.Path == deskPath || strings.HasPrefix(u.Path, deskPath+"/")
	if !inside || path.Clean(u.Path) != u.Path || strings.HasPrefix(u.Path, deskPath+"/log") {
		return deskPath
	}
	return next
}
