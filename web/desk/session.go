package desk

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
)

// How long a session lasts without use, and how long at most; and how long a browser is known as
// one that has logged in before.
const (
	sessionIdle  = 8 * time.Hour
	sessionLife  = 7 * 24 * time.Hour
	browserKnown = 400 * 24 * time.Hour
	// sessionRefresh is how much a session's end moves before it is written: reading pages writes
	// nothing until then, and an idle session may end so much earlier.
	sessionRefresh = 5 * time.Minute
	// refreshTimeout is how long a page waits for that, because it can be shown without.
	refreshTimeout = time.Second
)

// sessions knows whose session a request belongs to.
type sessions struct {
	manager *scs.SessionManager
	store   editor.Accounts
	secure  bool // cookies go over https alone
	now     func() time.Time
}

// newSessions makes what keeps sessions. Their cookie goes to the desk alone, so that readers'
// pages stay the same for everybody; therefore its name cannot begin with __Host-, which wants the
// path /. It is sent along when an editor follows a link to the desk from elsewhere (Lax); no such
// request changes anything, and posts from elsewhere are refused.
func newSessions(c Config, secure bool, fail func(http.ResponseWriter, *http.Request, error)) *sessions {
	d := &sessions{manager: scs.New(), store: c.Store, secure: secure, now: c.Now}
	m := d.manager
	m.Store = sessionStore{c.Sessions}
	m.HashTokenInStore = true
	m.Lifetime = sessionLife // the time without use is part of the deadline: see refresh
	m.Cookie = scs.SessionCookie{Name: d.cookieName("pinhole-desk"), Path: deskPath, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode, Persist: true}
	m.ErrorFunc = fail
	return d
}

func (d *sessions) cookieName(name string) string {
	if d.secure {
		return "__Secure-" + name
	}
	return name
}

// current tells whose session a request belongs to. The account is read each time: a role that was
// changed holds from the next request on.
func (d *sessions) current(ctx context.Context) (a editor.Account, ok bool, err error) {
	name := d.manager.GetString(ctx, editor.SessionEditor)
	if name == "" {
		return editor.Account{}, false, nil
	}
	a, _, ok, err = d.store.Account(ctx, name)
	if ok && err == nil {
		d.refresh(ctx)
	}
	return a, ok, err
}

// refresh moves a session's end as it is used.
func (d *sessions) refresh(ctx context.Context) {
	end := d.manager.Deadline(ctx)
	begun := time.UnixMilli(d.manager.GetInt64(ctx, editor.SessionBegun))
	if !d.manager.Exists(ctx, editor.SessionBegun) { // from before the deadline moved
		begun = end.Add(-sessionLife)
		d.manager.Put(ctx, editor.SessionBegun, begun.UnixMilli())
	}
	wanted := d.now().Add(sessionIdle)
	if last := begun.Add(sessionLife); last.Before(wanted) {
		wanted = last
	}
	if wanted.Sub(end).Abs() >= sessionRefresh {
		d.manager.SetDeadline(ctx, wanted.UTC())
	}
}

// sessionStore is where sessions are kept. While that cannot be written, pages are shown
// nevertheless: what is missing then is a later end of the session. A session that begins is
// another matter.
type sessionStore struct{ scs.CtxStore }

type beginsKey struct{}

// CommitCtx keeps a session.
func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, end time.Time) error {
	if ctx.Value(beginsKey{}) != nil {
		return s.CtxStore.CommitCtx(ctx, token, data, end)
	}
	ctx, cancel := context.WithTimeout(ctx, refreshTimeout)
	defer cancel()
	err := s.CtxStore.CommitCtx(ctx, token, data, end)
	if errors.Is(err, feedback.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) {
		return nil // the store says why, in the log and in /readyz
	}
	return err
}

// begin starts a session with a new token; what was before it ends. When it returns, the session is
// stored.
func (d *sessions) begin(r *http.Request, a editor.Account) error {
	ctx, now := r.Context(), d.now()
	if err := d.manager.Clear(ctx); err != nil {
		return err
	}
	if err := d.manager.RenewToken(ctx); err != nil {
		return err
	}
	d.manager.Put(ctx, editor.SessionEditor, a.Name)
	d.manager.Put(ctx, editor.SessionEpoch, a.Epoch)
	d.manager.Put(ctx, editor.SessionBegun, now.UnixMilli())
	d.manager.Put(ctx, editor.SessionBrowser, browserName(r.UserAgent()))
	d.manager.SetDeadline(ctx, now.Add(sessionIdle).UTC())
	_, _, err := d.manager.Commit(context.WithValue(ctx, beginsKey{}, true))
	if err != nil {
		return errors.Join(err, d.manager.Destroy(ctx))
	}
	return nil
}

const flashKey = "flash"

// setFlash keeps a sentence for the next page that the editor sees.
func (d *sessions) setFlash(ctx context.Context, sentence string) {
	d.manager.Put(ctx, flashKey, sentence)
}

// popFlash returns that sentence once; empty when there is none.
func (d *sessions) popFlash(ctx context.Context) string { return d.manager.PopString(ctx, flashKey) }

// id is the hash by which the store knows the session of a request: the one that scs makes of its
// token.
func (d *sessions) id(ctx context.Context) string {
	hash := sha256.Sum256([]byte(d.manager.Token(ctx)))
	return base64.RawURLEncoding.EncodeToString(hash[:])
}

func (d *sessions) browserCookie(value string) *http.Cookie {
	return &http.Cookie{
		Name: d.cookieName("pinhole-desk-browser"), Value: value, Path: deskPath, MaxAge: int(browserKnown.Seconds()),
		HttpOnly: true, Secure: d.secure, SameSite: http.SameSiteStrictMode,
	}
}

// provenBrowser is what an earlier login left in this browser, or empty.
func (d *sessions) provenBrowser(r *http.Request) string {
	c, err := r.Cookie(d.cookieName("pinhole-desk-browser"))
	if err != nil {
		return ""
	}
	return c.Value
}
