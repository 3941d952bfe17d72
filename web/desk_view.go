package web

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"pinhole/internal/clientip"
	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"

	"github.com/a-h/templ"
)

// deskLink is a place in the desk's top bar.
type deskLink struct {
	id, path, title string
	owner           bool // for owners alone
}

var deskLinks = []deskLink{
	{id: "overview", path: deskPath, title: "desk.link.overview"},
	{id: "inbox", path: inboxPath, title: "desk.link.inbox"},
	{id: "held", path: heldPath, title: "desk.link.held"},
	{id: "fix", path: deskPath + "/fix", title: "desk.link.fix"},
	{id: "searches", path: deskPath + "/searches", title: "desk.link.searches"},
	{id: "health", path: deskPath + "/health", title: "desk.link.health"},
	{id: "webhooks", path: webhooksPath, title: "desk.link.webhooks", owner: true},
	{id: "audit", path: auditPath, title: "desk.link.audit", owner: true},
}

// view is what every page of the desk shares. here is the id of its place in the top bar.
func (d *deskPages) view(r *http.Request, title, here string) page.Base {
	l, who := d.words(r), editorOf(r)
	v := page.Base{
		Site: view.LibraryOf(r.Context()).Site.Name, Title: title, Locale: l, Language: l.Tag(), Dir: l.Dir(), Version: d.Version, Demo: d.Demo,
		Editor: who.Name, Here: here, Home: d.site.settings.Origin + "/",
	}
	if who.Name == "" {
		return v
	}
	v.FlashText = d.sessions.PopString(r.Context(), saidKey)
	waiting := d.waiting(r.Context())
	held, _ := d.heldWaiting(r.Context())
	for _, link := range deskLinks {
		if link.owner && who.Role != editor.Owner {
			continue
		}
		shown := page.Link{Title: l.T(link.title), Path: link.path, Here: link.id == here}
		if link.id == "inbox" && waiting > 0 {
			shown.Count = l.Number(waiting)
		}
		if link.id == "held" && held > 0 {
			shown.Count = l.Number(held)
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

// problemPage shows a refusal to an editor.
func (d *deskPages) problemPage(r *http.Request, l *language.Locale, e *respond.Refusal) templ.Component {
	return page.ProblemPage(page.Problem{Base: page.Base{
		Site: view.LibraryOf(r.Context()).Site.Name, Title: respond.Heading(l, e.Status), Locale: l, Language: l.Tag(), Dir: l.Dir(), Version: d.Version, Demo: d.Demo,
		Home: d.site.settings.Origin + "/",
	}, Message: e.Text(l)})
}

func (d *deskPages) notFound(http.ResponseWriter, *http.Request) error {
	return respond.Refuse(http.StatusNotFound, "desk.refusal.not-found")
}

// maxDeskForm is enough for 500 items and an answer to them.
const maxDeskForm = 256 << 10

// deskForm reads a form of the desk that has at most so many bytes.
func deskForm(w http.ResponseWriter, r *http.Request, limit int64) (url.Values, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, &respond.Refusal{Status: http.StatusRequestEntityTooLarge, Message: "desk.refusal.too-large", Cause: err}
	}
	if err != nil {
		return nil, &respond.Refusal{Status: http.StatusBadRequest, Message: "refusal.cut-short", Cause: err}
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, &respond.Refusal{Status: http.StatusBadRequest, Message: "refusal.unreadable", Cause: err}
	}
	for _, values := range form {
		for i, text := range values {
			values[i] = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "") // the rest is no text, for PostgreSQL
		}
	}
	return form, nil
}

// clientOf is the address that posts, behind [Server.clientAddress].
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
