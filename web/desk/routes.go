package desk

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

// table is the table of the desk's addresses, below deskPath.
func (d *Desk) table() chi.Router {
	mux := chi.NewMux()
	mux.Use(noStore, d.guard, d.requireUTF8, d.Client, d.frame.sessions.manager.LoadAndSave)
	mux.NotFound(d.requireLogin(notFound))
	mux.MethodNotAllowed(d.requireLogin(func(http.ResponseWriter, *http.Request) error {
		return respond.Refuse(http.StatusMethodNotAllowed, "refusal.method")
	}))
	get := func(path string, h respond.Handler) { mux.Get(path, d.requireLogin(h)) }
	post := func(path string, h respond.Handler) { mux.Post(path, d.requireLogin(h)) }
	mux.Get("/login", d.respond.Handle(d.accounts.loginPage))
	mux.Post("/login", d.respond.Handle(d.accounts.logIn))
	mux.Post("/logout", d.respond.Handle(d.accounts.logOut))
	get("/", d.overview.show)
	get("/fix", d.overview.fixFirst)
	get("/articles/{id}", d.articles.show)
	get("/articles/{id}/changes", d.articles.changes)
	post("/articles/{id}/void", d.articles.voidCounted)
	post("/articles/{id}/models", d.articles.hideModel)
	get("/held", d.held.list)
	post("/held", d.held.decideGroup)
	get("/searches", d.searches.list)
	get("/searches.csv", d.searches.export)
	get("/questions", d.branches.list)
	get("/health", d.health.show)
	get("/inbox", d.inbox.list)
	post("/inbox", d.inbox.act)
	post("/inbox/undo", d.inbox.undo)
	get("/inbox/export", d.inbox.export)
	get("/inbox/{id}", d.items.show)
	post("/inbox/{id}", d.items.save)
	get("/sessions", d.accounts.sessionList)
	post("/sessions", d.accounts.endSessions)
	get("/account", d.accounts.account)
	post("/account", d.accounts.changePassword)
	mux.Get("/audit", d.requireOwner(d.trail.list))
	mux.Get("/webhooks", d.requireOwner(d.webhooks.list))
	mux.Post("/webhooks", d.requireOwner(d.webhooks.add))
	mux.Post("/webhooks/{id}/remove", d.requireOwner(d.webhooks.remove))
	mux.Post("/webhooks/{id}/test", d.requireOwner(d.webhooks.test))
	mux.Post("/webhooks/messages/{id}", d.requireOwner(d.webhooks.redeliver))
	return mux
}

// noStore keeps the desk out of caches and search engines.
func noStore(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Robots-Tag", "noindex, nofollow")
		next.ServeHTTP(w, r)
	})
}

// requireUTF8 finds nothing at addresses that are no text: no page leads to them, and PostgreSQL
// takes them for no text either.
func (d *Desk) requireUTF8(next http.Handler) http.Handler {
	missing := d.respond.Handle(notFound)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query, err := url.QueryUnescape(r.URL.RawQuery)
		if text := r.URL.Path + query; err != nil || !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			missing(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// requireLogin is for editors who have logged in. Others are led to the login, and a post of theirs
// is given back.
func (d *Desk) requireLogin(h respond.Handler) http.HandlerFunc {
	return d.respond.Handle(func(w http.ResponseWriter, r *http.Request) error {
		who, ok, err := d.frame.sessions.current(r.Context())
		switch {
		case err != nil:
			return err
		case ok:
			return h(w, r.WithContext(context.WithValue(r.Context(), editorKey{}, who)))
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			http.Redirect(w, r, loginFor(r.URL), http.StatusSeeOther)
			return nil
		}
		return d.accounts.loggedOut(w, r)
	})
}

// requireOwner is requireLogin for owners alone.
func (d *Desk) requireOwner(h respond.Handler) http.HandlerFunc {
	return d.requireLogin(func(w http.ResponseWriter, r *http.Request) error {
		if editorOf(r).Role != editor.Owner {
			d.trail.roleRefused(r)
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
	if next := wanted.RequestURI(); next != deskPath && next == returnTo(next) {
		address += "?next=" + url.QueryEscape(next)
	}
	return address
}

// returnTo is where a login leads: an address of the desk, and nothing that only looks like one.
func returnTo(next string) string {
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
