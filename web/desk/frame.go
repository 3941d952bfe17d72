package desk

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

	"github.com/a-h/templ"

	"pinhole/internal/clientip"
	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// frame is what all pages of the desk share.
type frame struct {
	settings *view.Settings
	sessions *sessions
	store    frameStore
	version  string // of the program
	demo     bool
	now      func() time.Time
}

// frameStore is the store as the top bar sees it.
type frameStore interface {
	// CountItems counts what the inbox lists.
	CountItems(context.Context, feedback.Filter, ...feedback.Facet) ([]feedback.Count, error)
	// HeldCounts counts the answers that wait for an editor, by reason.
	HeldCounts(context.Context) (map[feedback.Held]int, error)
}

// locale is the language that the editor's browser asks for.
func (d *frame) locale(r *http.Request) *language.Locale {
	return d.settings.Locales.Match(r.Header.Get("Accept-Language"))
}

// site is what links from the desk to the site are made from.
func (d *frame) site(r *http.Request) view.Site {
	return d.settings.Site(view.LibraryOf(r.Context()), d.locale(r))
}

// link is a place in the desk's top bar.
type link struct {
	id, path, title string
	owner           bool // for owners alone
}

var links = []link{
	{id: "overview", path: deskPath, title: "desk.link.overview"},
	{id: "inbox", path: inboxPath, title: "desk.link.inbox"},
	{id: "held", path: heldPath, title: "desk.link.held"},
	{id: "fix", path: deskPath + "/fix", title: "desk.link.fix"},
	{id: "searches", path: deskPath + "/searches", title: "desk.link.searches"},
	{id: "questions", path: deskPath + "/questions", title: "desk.link.questions"},
	{id: "health", path: deskPath + "/health", title: "desk.link.health"},
	{id: "webhooks", path: webhooksPath, title: "desk.link.webhooks", owner: true},
	{id: "audit", path: auditPath, title: "desk.link.audit", owner: true},
}

// base is what every page of the desk shares. here is the id of its place in the top bar.
func (d *frame) base(r *http.Request, title, here string) page.Base {
	l, who := d.locale(r), editorOf(r)
	v := page.Base{
		Site: view.LibraryOf(r.Context()).Site.Name, Title: title, Locale: l, Language: l.Tag(), Dir: l.Dir(), Version: d.version, Demo: d.demo,
		Editor: who.Name, Here: here, Home: d.settings.Origin + "/",
	}
	if who.Name == "" {
		return v
	}
	v.FlashText = d.sessions.popFlash(r.Context())
	waiting := d.waiting(r.Context())
	held, _ := d.heldWaiting(r.Context())
	for _, link := range links {
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

// waiting counts the comments that nobody has looked at. A page is shown without the count where it
// cannot be had.
func (d *frame) waiting(ctx context.Context) int {
	counts, err := d.store.CountItems(ctx, feedback.Filter{Commented: true, Statuses: []feedback.Status{feedback.New}})
	if err != nil || len(counts) != 1 {
		return 0
	}
	return counts[0].Answers
}

// problemPage shows a refusal to an editor.
func (d *frame) problemPage(r *http.Request, l *language.Locale, e *respond.Refusal) templ.Component {
	return page.ProblemPage(page.Problem{Base: page.Base{
		Site: view.LibraryOf(r.Context()).Site.Name, Title: respond.Heading(l, e.Status), Locale: l, Language: l.Tag(), Dir: l.Dir(), Version: d.version, Demo: d.demo,
		Home: d.settings.Origin + "/",
	}, Message: e.Text(l)})
}

func notFound(http.ResponseWriter, *http.Request) error {
	return respond.Refuse(http.StatusNotFound, "desk.refusal.not-found")
}

// maxForm is enough for 500 items and an answer to them.
const maxForm = 256 << 10

// readForm reads a form of the desk that has at most so many bytes.
func readForm(w http.ResponseWriter, r *http.Request, limit int64) (url.Values, error) {
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

// clientOf is the address that posts, which the client middleware has found.
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

// heldWaiting counts the answers that wait for an editor. A page is shown without the count where
// it cannot be had.
func (d *frame) heldWaiting(ctx context.Context) (all, bursts int) {
	counts, err := d.store.HeldCounts(ctx)
	if err != nil {
		return 0, 0
	}
	for _, n := range counts {
		all += n
	}
	return all, counts[feedback.HeldBurst]
}

// heldLine says how many answers wait, and that a burst is among them; empty when none do.
func (d *frame) heldLine(ctx context.Context, l *language.Locale) string {
	all, bursts := d.heldWaiting(ctx)
	switch {
	case all == 0:
		return ""
	case bursts > 0:
		return l.T("desk.held.bursts") + " " + l.N("desk.held.waiting", all)
	}
	return l.N("desk.held.waiting", all)
}
