package web

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"pinhole/internal/editor"
)

// How long a session lasts without use, and how long at most; and how long a browser is known as one that has logged in before.
const (
	sessionIdle  = 8 * time.Hour
	sessionLife  = 7 * 24 * time.Hour
	browserKnown = 400 * 24 * time.Hour
)

// newSessions makes what keeps sessions. Their cookie goes to the desk alone, so that readers' pages stay the same for
// everybody; therefore its name cannot begin with __Host-, which wants the path /. It is sent along when an editor follows a
// link to the desk from elsewhere (Lax); no such request changes anything, and posts from elsewhere are refused.
func (d *deskPages) newSessions() *scs.SessionManager {
	m := scs.New()
	m.Store = d.Sessions
	m.HashTokenInStore = true
	m.IdleTimeout, m.Lifetime = sessionIdle, sessionLife
	m.Cookie = scs.SessionCookie{Name: d.cookieName("pinhole-desk"), Path: deskPath, HttpOnly: true, Secure: d.secure, SameSite: http.SameSiteLaxMode, Persist: true}
	m.ErrorFunc = d.respond.Fail
	return m
}

func (d *deskPages) cookieName(name string) string {
	if d.secure {
		return "__Secure-" + name
	}
	return name
}

// session tells whose session a request belongs to. The account is read each time: a role that was changed holds from the next
// request on.
func (d *deskPages) session(ctx context.Context) (a editor.Account, ok bool, err error) {
	name := d.sessions.GetString(ctx, editor.SessionEditor)
	if name == "" {
		return editor.Account{}, false, nil
	}
	a, _, ok, err = d.Store.Account(ctx, name)
	return a, ok, err
}

// begin starts a session with a new token; what was before it ends.
func (d *deskPages) begin(ctx context.Context, a editor.Account) error {
	if err := d.sessions.Clear(ctx); err != nil {
		return err
	}
	if err := d.sessions.RenewToken(ctx); err != nil {
		return err
	}
	d.sessions.Put(ctx, editor.SessionEditor, a.Name)
	d.sessions.Put(ctx, editor.SessionEpoch, a.Epoch)
	return nil
}

const saidKey = "said"

// say keeps a sentence for the next page that the editor sees.
func (d *deskPages) say(ctx context.Context, sentence string) { d.sessions.Put(ctx, saidKey, sentence) }

func (d *deskPages) browserCookie(value string) *http.Cookie {
	return &http.Cookie{
		Name: d.cookieName("pinhole-desk-browser"), Value: value, Path: deskPath, MaxAge: int(browserKnown.Seconds()),
		HttpOnly: true, Secure: d.secure, SameSite: http.SameSiteStrictMode,
	}
}

// provenBrowser is what an earlier login left in this browser, or empty.
func (d *deskPages) provenBrowser(r *http.Request) string {
	c, err := r.Cookie(d.cookieName("pinhole-desk-browser"))
	if err != nil {
		return ""
	}
	return c.Value
}
