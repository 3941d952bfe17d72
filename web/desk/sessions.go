package desk

import (
	"net/http"
	"strings"

	"pinhole/internal/editor"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
)

const sessionsPath = deskPath + "/sessions"

// sessionList shows editors their own sessions, and owners those of everybody.
func (d *accounts) sessionList(w http.ResponseWriter, r *http.Request) error {
	list, err := d.store.ListSessions(r.Context())
	if err != nil {
		return err
	}
	l, who, this := d.locale(r), editorOf(r), d.sessions.id(r.Context())
	v := page.Sessions{Base: d.base(r, l.T("desk.sessions.title"), "account")}
	for _, s := range list {
		shown := page.Session{ID: s.ID, Editor: s.Editor, Browser: s.Browser, Begun: l.Moment(s.BegunAt), Used: l.Moment(s.UsedAt), This: s.ID == this}
		if s.Browser == "" {
			shown.Browser = l.T("desk.sessions.browser.unknown")
		}
		switch {
		case s.Editor == who.Name:
			v.Own = append(v.Own, shown)
		case who.Role == editor.Owner:
			v.Others = append(v.Others, shown)
		}
	}
	return respond.Render(w, r, http.StatusOK, page.SessionsPage(v))
}

// endSessions ends one session, or all others of the editor. One that has ended already is as good
// as ended now. While the database cannot be written, it ends in memory.
func (d *accounts) endSessions(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r, maxLoginForm)
	if err != nil {
		return err
	}
	ctx, who, this := r.Context(), editorOf(r), d.sessions.id(r.Context())
	list, err := d.store.ListSessions(ctx)
	if err != nil {
		return err
	}
	end, others := form.Get("end"), form.Get("others") != ""
	for _, s := range list {
		own := s.Editor == who.Name
		if !(s.ID == end && (own || who.Role == editor.Owner) || others && own && s.ID != this) {
			continue
		}
		if err := d.sessionStore.DeleteCtx(ctx, s.ID); err != nil {
			return err
		}
		if err := d.trail.add(ctx, who.Name, editor.EndedSession, s.Editor); err != nil {
			return err
		}
	}
	if end == this {
		return d.logOut(w, r)
	}
	d.sessions.setFlash(ctx, d.locale(r).T("desk.sessions.ended"))
	http.Redirect(w, r, sessionsPath, http.StatusSeeOther)
	return nil
}

// browsers and systems are the parts of a User-Agent that tell what it is, in the order in which
// they count: most browsers claim to be others too.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"}, {"FxiOS", "Firefox"}, {"Chrom", "Chrome"}, {"CriOS", "Chrome"}, {"Safari", "Safari"}}
	systems  = [][2]string{{"Android", "Android"}, {"iPhone", "iOS"}, {"iPad", "iPadOS"}, {"Windows", "Windows"}, {"Mac OS X", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}}
)

// browserName says coarsely what a browser is: enough to tell one's phone from one's computer.
// Nothing else of a User-Agent is stored.
func browserName(agent string) string {
	var parts []string
	for _, list := range [][][2]string{browsers, systems} {
		for _, known := range list {
			if strings.Contains(agent, known[0]) {
				parts = append(parts, known[1])
				break
			}
		}
	}
	return strings.Join(parts, ", ")
}
