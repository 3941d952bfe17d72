package desk

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/alexedwards/scs/v2"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
)

// accounts lets editors in and out.
type accounts struct {
	*frame
	store        accountStore
	sessionStore scs.CtxStore
	logins       *editor.Logins
	hasher       *editor.Hasher
	trail        *trail
	refusals     *pacer // of logins
	host         string // the name of the machine under whose address editors open the desk
	logger       *slog.Logger
	login        func(LoginResult)
}

// accountStore is what logging in takes.
type accountStore interface {
	editor.Accounts
	// Editors returns all accounts, by name.
	Editors(context.Context) ([]editor.Account, error)
	// SetPassword sets a password by its hash and ends all sessions of the editor.
	SetPassword(ctx context.Context, by, name, hash string) error
	// AddAudit adds a line to the audit trail.
	AddAudit(ctx context.Context, by string, what editor.Action, on, detail string) error
	// ListSessions returns the sessions of all editors, by editor, the one used last first.
	ListSessions(context.Context) ([]editor.Session, error)
}

// loginPage asks for name and password, or says how to add the first editor.
func (d *accounts) loginPage(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	v := page.Login{Next: returnTo(q.Get("next"))}
	if _, ok, err := d.sessions.current(r.Context()); err != nil {
		return err
	} else if ok {
		http.Redirect(w, r, v.Next, http.StatusSeeOther)
		return nil
	}
	if note := q.Get("note"); slices.Contains([]string{"out", "password"}, note) {
		v.Note = note
	}
	editors, err := d.store.Editors(r.Context())
	if err != nil {
		return err
	}
	v.Nobody = len(editors) == 0
	return d.showLogin(w, r, http.StatusOK, v)
}

func (d *accounts) showLogin(w http.ResponseWriter, r *http.Request, status int, v page.Login) error {
	v.Base = d.base(r, d.locale(r).T("desk.login.title"), "")
	return respond.Render(w, r, status, page.LoginPage(v))
}

// maxLoginForm is enough for the longest password, percent-encoded, and an address to go on to.
const maxLoginForm = 8 << 10

// logIn begins a session. Whether a name is known cannot be told from the answer.
func (d *accounts) logIn(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r, maxLoginForm)
	if err != nil {
		return err
	}
	ctx := r.Context()
	v := page.Login{Next: returnTo(form.Get("next")), Name: form.Get("name")}
	a, browser, err := d.logins.Login(ctx, editor.Login{Name: v.Name, Password: form.Get("password"), Client: clientOf(r), Browser: d.sessions.provenBrowser(r)})
	var wait *editor.WaitError
	switch {
	case errors.As(err, &wait):
		d.trail.loginWaits(wait)
		return d.tooManyLogins(w, r, v, wait)
	case errors.Is(err, editor.ErrWrong):
		d.trail.loginFailed(r, err)
		v.Wrong = true
		return d.showLogin(w, r, http.StatusUnauthorized, v)
	case errors.Is(err, feedback.ErrUnavailable):
		return d.loginUnavailable(w, r, v, err)
	case err != nil:
		d.login(LoginError)
		return err
	}
	if err := d.sessions.begin(r, a); errors.Is(err, feedback.ErrUnavailable) {
		return d.loginUnavailable(w, r, v, err)
	} else if err != nil {
		return err
	}
	if err := d.store.AddAudit(ctx, a.Name, editor.LoggedIn, "", ""); err != nil {
		return err
	}
	d.login(LoginOK)
	http.SetCookie(w, d.sessions.browserCookie(browser))
	http.Redirect(w, r, v.Next, http.StatusSeeOther)
	return nil
}

func (d *accounts) tooManyLogins(w http.ResponseWriter, r *http.Request, v page.Login, wait *editor.WaitError) error {
	d.refusals.wait(r.Context(), clientOf(r))
	v.Wait, v.Busy = seconds(wait.After), wait.Busy
	w.Header().Set("Retry-After", strconv.Itoa(v.Wait))
	return d.showLogin(w, r, http.StatusTooManyRequests, v)
}

// loginUnavailable says that the database keeps everybody out.
func (d *accounts) loginUnavailable(w http.ResponseWriter, r *http.Request, v page.Login, err error) error {
	d.login(LoginError)
	d.logger.Error("a login failed: the database does not do its part", "request", respond.RequestID(w), "error", err)
	v.Unavailable = true
	w.Header().Set("Retry-After", "30")
	return d.showLogin(w, r, http.StatusServiceUnavailable, v)
}

// logOut ends the session. Without one there is nothing to end, and the answer is the same.
func (d *accounts) logOut(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	a, ok, err := d.sessions.current(ctx)
	if err != nil {
		return err
	}
	if ok {
		if err := d.sessions.manager.Destroy(ctx); err != nil {
			return err
		}
		if err := d.trail.add(ctx, a.Name, editor.LoggedOut, ""); err != nil {
			return err
		}
	}
	http.Redirect(w, r, deskPath+"/login?note=out", http.StatusSeeOther)
	return nil
}

// loggedOut answers a post without a session: the session has ended while a form was filled in.
// What was typed comes back.
func (d *accounts) loggedOut(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	if respond.WantsJSON(r) {
		return respond.Refuse(http.StatusUnauthorized, "desk.refusal.logged-out")
	}
	v := page.LoggedOut{Base: d.base(r, d.locale(r).T("desk.ended.title"), ""), Login: deskPath + "/login?next=" + url.QueryEscape(referring(r))}
	for _, name := range []string{"note", "reply"} {
		if text := form.Get(name); text != "" {
			v.Typed = append(v.Typed, page.Field{Name: name, Value: text})
		}
	}
	return respond.Render(w, r, http.StatusUnauthorized, page.LoggedOutPage(v))
}

// referring is the page of the desk from which a request came, or the desk's first one.
func referring(r *http.Request) string {
	u, err := url.Parse(r.Header.Get("Referer"))
	if err != nil || u.Host != r.Host {
		return deskPath
	}
	return returnTo(u.RequestURI())
}
