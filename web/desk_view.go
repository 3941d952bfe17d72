package web

import (
	"cmp"
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"pinhole/internal/clientip"
	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// deskLink is a place in the desk's top bar.
type deskLink struct {
	id, path, title string
	owner           bool // for owners alone
}

var deskLinks = []deskLink{
	{id: "overview", path: deskPath, title: "desk.link.overview"},
	{id: "inbox", path: inboxPath, title: "desk.link.inbox"},
	{id: "fix", path: deskPath + "/fix", title: "desk.link.fix"},
	{id: "searches", path: deskPath + "/searches", title: "desk.link.searches"},
	{id: "health", path: deskPath + "/health", title: "desk.link.health"},
	{id: "webhooks", path: webhooksPath, title: "desk.link.webhooks", owner: true},
	{id: "audit", path: auditPath, title: "desk.link.audit", owner: true},
}

// view is what every page of the desk shares. here is the id of its place in the top bar.
func (d *deskPages) view(r *http.Request, title, here string) page.Desk {
	l, who := d.words(r), editorOf(r)
	v := page.Desk{
		Site: d.site.Library().Site.Name, Title: title, Locale: l, Language: l.Tag(), Dir: l.Dir(), Version: d.Version, Demo: d.Demo,
		Editor: who.Name, Here: here, Home: d.site.origin + "/",
	}
	if who.Name == "" {
		return v
	}
	v.Said = d.sessions.PopString(r.Context(), saidKey)
	waiting := d.waiting(r.Context())
	for _, link := range deskLinks {
		if link.owner && who.Role != editor.Owner {
			continue
		}
		shown := page.DeskLink{Title: l.T(link.title), Path: link.path, Here: link.id == here}
		if link.id == "inbox" && waiting > 0 {
			shown.Count = l.Number(waiting)
		}
		v.Links = append(v.Links, shown)
	}
	return v
}

// waiting counts the comments that nobody has looked at. A page is shown without the count where it cannot be had.
func (d *deskPages) waiting(ctx context.Context) int {
	counts, err := d.Store.CountItems(ctx, feedback.Filter{Commented: true, Statuses: []feedback.Status{feedback.New}})
	if err != nil || len(counts) != 1 {
		return 0
	}
	return counts[0].Answers
}

// fail answers an error with a page of the desk.
func (d *deskPages) fail(w http.ResponseWriter, r *http.Request, err error) {
	e := d.site.judged(w, r, err)
	l := d.words(r)
	if e.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(e.retry))
	}
	w.Header().Set("Cache-Control", "no-store")
	if wantsJSON(r) {
		d.site.problemJSON(w, cmp.Or(e.words, l), e)
		return
	}
	title := heading(l, e.status)
	v := page.DeskProblem{Desk: page.Desk{
		Site: d.site.Library().Site.Name, Title: title, Locale: l, Language: l.Tag(), Dir: l.Dir(), Demo: d.Demo, Home: d.site.origin + "/",
	}, Message: l.T(e.message, e.args...)}
	if err := d.site.render(w, r, e.status, page.DeskProblemPage(v)); err != nil {
		http.Error(w, l.T("refusal.again"), http.StatusInternalServerError)
	}
}

func (d *deskPages) notFound(http.ResponseWriter, *http.Request) error {
	return refuse(http.StatusNotFound, "desk.refusal.not-found")
}

// maxDeskForm is enough for 500 items and an answer to them.
const maxDeskForm = 256 << 10

// deskForm reads a form of the desk that has at most so many bytes.
func deskForm(w http.ResponseWriter, r *http.Request, limit int64) (url.Values, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, &refusal{status: http.StatusRequestEntityTooLarge, message: "desk.refusal.too-large", cause: err}
	}
	if err != nil {
		return nil, &refusal{status: http.StatusBadRequest, message: "refusal.cut-short", cause: err}
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, &refusal{status: http.StatusBadRequest, message: "refusal.unreadable", cause: err}
	}
	for _, values := range form {
		for i, text := range values {
			values[i] = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "") // the rest is no text, for PostgreSQL
		}
	}
	return form, nil
}

// clientOf is the address that posts, for the limits of logins alone.
func clientOf(r *http.Request) netip.Addr {
	return clientip.From(r.Context())
}

func seconds(d time.Duration) int { return max(1, int(math.Ceil(d.Seconds()))) }

func roleWord(l *language.Locale, r editor.Role) string {
	if r == editor.Owner {
		return l.T("desk.role.owner")
	}
	return l.T("desk.role.editor")
}
