package desk

import (
	"errors"
	"net/http"
	"time"

	"pinhole/internal/editor"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// account lets an editor choose another password. An owner also sees who else there is.
func (d *accounts) account(w http.ResponseWriter, r *http.Request) error {
	return d.showAccount(w, r, http.StatusOK, "")
}

func (d *accounts) showAccount(w http.ResponseWriter, r *http.Request, status int, problem string) error {
	l, who := d.locale(r), editorOf(r)
	v := page.Account{Base: d.base(r, l.T("desk.account.title"), "account"), Problem: problem, Least: editor.MinPassword, Role: roleWord(l, who.Role)}
	if who.Role == editor.Owner {
		editors, err := d.store.Editors(r.Context())
		if err != nil {
			return err
		}
		for _, a := range editors {
			v.Editors = append(v.Editors, page.Editor{Name: a.Name, Role: roleWord(l, a.Role), Added: l.Day(a.AddedAt)})
		}
	}
	return respond.Render(w, r, status, page.AccountPage(v))
}

// changePassword sets the editor's own password. All sessions end with it, this one too.
func (d *accounts) changePassword(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	ctx, who, l := r.Context(), editorOf(r), d.locale(r)
	password := form.Get("new")
	weak := editor.CheckPassword(password, who.Name, view.LibraryOf(r.Context()).Site.Name, d.host)
	switch err := d.proveSelf(r, form.Get("password")); {
	case errors.Is(err, editor.ErrWrong):
		return d.showAccount(w, r, http.StatusUnprocessableEntity, l.T("desk.account.wrong"))
	case err != nil:
		return err
	case password != form.Get("again"):
		return d.showAccount(w, r, http.StatusUnprocessableEntity, l.T("desk.account.differ"))
	case errors.Is(weak, editor.ErrGuessable):
		return d.showAccount(w, r, http.StatusUnprocessableEntity, l.T("desk.account.guessable"))
	case weak != nil:
		return d.showAccount(w, r, http.StatusUnprocessableEntity, l.T("desk.account.weak", "Least", editor.MinPassword))
	}
	hash, err := d.hasher.Hash(ctx, password)
	if errors.Is(err, editor.ErrBusy) {
		return waitFirst(editor.BusyWait)
	}
	if err != nil {
		return err
	}
	if err := d.store.SetPassword(ctx, who.Name, who.Name, hash); err != nil {
		return err
	}
	if err := d.sessions.manager.Destroy(ctx); err != nil {
		return err
	}
	// The new password ended the proofs of all browsers; this one has just proved itself.
	if a, _, ok, err := d.store.Account(ctx, who.Name); err == nil && ok {
		http.SetCookie(w, d.sessions.browserCookie(d.logins.Proof(a)))
	}
	http.Redirect(w, r, deskPath+"/login?note=password", http.StatusSeeOther)
	return nil
}

// proveSelf checks the editor's own password, under the limits of a login: an open desk must not
// help anybody to guess.
func (d *accounts) proveSelf(r *http.Request, password string) error {
	_, _, err := d.logins.Login(r.Context(), editor.Login{Name: editorOf(r).Name, Password: password, Client: clientOf(r), Browser: d.sessions.provenBrowser(r)})
	var wait *editor.WaitError
	switch {
	case errors.As(err, &wait):
		d.trail.loginWaits(wait)
		return waitFirst(wait.After)
	case errors.Is(err, editor.ErrWrong):
		d.trail.loginFailed(r, err)
	}
	return err
}

func waitFirst(after time.Duration) *respond.Refusal {
	return &respond.Refusal{Status: http.StatusTooManyRequests, Message: "desk.refusal.wait", RetryAfter: seconds(after), Args: []any{"Seconds", seconds(after)}}
}
