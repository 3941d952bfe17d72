package desk

import (
	"log/slog"
	"net/http"
	"net/url"
	"slices"

	"golang.org/x/sync/errgroup"

	"pinhole/internal/feedback"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
)

// inboxPage is how many comments a page of the inbox shows.
const inboxPage = 50

// inbox serves the list of comments.
type inbox struct {
	*frame
	store     inboxStore
	flashes   *flashes
	revisions *revisions
	logger    *slog.Logger
}

// list lists comments.
func (d *inbox) list(w http.ResponseWriter, r *http.Request) error {
	return d.render(w, r, http.StatusOK, r.URL.Query(), pickedComments{})
}

// pickedComments is what was picked and typed in a list, for the page that gives it back.
type pickedComments struct {
	problem string
	refs    []string
	reply   string
}

func (d *inbox) render(w http.ResponseWriter, r *http.Request, status int, address url.Values, picked pickedComments) error {
	after, err := feedback.ParseCursor(address.Get("after"))
	if err != nil {
		return &respond.Refusal{Status: http.StatusNotFound, Message: "desk.refusal.not-found", Cause: err}
	}
	l, query, texts := d.locale(r), readInboxQuery(address), d.revisions.of(r.Context())
	var counts errgroup.Group // the choices are counted while the comments are read: each takes about as long
	var facets inboxFacets
	counts.Go(func() (err error) { facets, err = d.facets(r.Context(), l, texts.lib, query); return err })
	v := page.Inbox{
		Base: d.base(r, l.T("desk.inbox.title"), "inbox"), Text: query["q"], Max: feedback.MaxReply, Here: here(query, after),
		Problem: picked.problem, Picked: picked.refs, Reply: picked.reply, Status: query.status(),
	}
	v.Styles, v.Scripts = []string{"css/desk-inbox.css"}, []string{"js/desk-inbox.js"}
	if v.Editors, err = editorNames(r.Context(), d.store); err != nil {
		return err
	}
	if err := d.fill(r, &v, query, texts, after); err != nil {
		return err
	}
	if v.Flash, err = d.flashes.pop(r); err != nil {
		return err
	}
	if err := counts.Wait(); err != nil {
		return err
	}
	v.Tabs, v.Selects = facets.tabs(), facets.selects()
	return respond.Render(w, r, status, page.InboxPage(v))
}

// here is the address of a page of the list.
func here(query inboxQuery, after feedback.Cursor) string {
	values := query.values()
	if after != (feedback.Cursor{}) {
		values.Set("after", after.String())
	}
	return addressOf(inboxPath, values)
}

// fill puts the comments into the page: on the first one those above all whose step has changed
// since.
func (d *inbox) fill(r *http.Request, v *page.Inbox, query inboxQuery, texts *pastTexts, after feedback.Cursor) error {
	views := commentViews{l: v.Locale, texts: texts, from: v.Here}
	filter := query.filter(texts.lib, d.today())
	items, err := d.store.Items(r.Context(), filter, after, inboxPage+1)
	if err != nil {
		return err
	}
	if len(items) > inboxPage {
		items = items[:inboxPage]
		v.Next = here(query, items[inboxPage-1].Cursor())
	}
	if after == (feedback.Cursor{}) {
		changed := changedSteps{store: d.store, ctx: r.Context(), views: views, filter: filter}
		if err := changed.fill(v); err != nil {
			return err
		}
		items = slices.DeleteFunc(items, func(item feedback.Item) bool { return changed.shown[item.ID] })
	} else {
		v.First = query.address()
	}
	v.Groups = views.groups(items)
	v.Filtered = len(query.without("status")) > 0
	v.CSV, v.JSON = exportPath(query, "csv"), exportPath(query, "json")
	v.Hidden = query.hidden()
	return nil
}

// hidden are the choices that the form carries on without a field that shows them.
func (q inboxQuery) hidden() []page.Field {
	var fields []page.Field
	for _, key := range []string{"status", "revision"} {
		if value := q[key]; value != "" {
			fields = append(fields, page.Field{Name: key, Value: value})
		}
	}
	return fields
}

func exportPath(query inboxQuery, format string) string {
	values := query.values()
	values.Set("format", format)
	return addressOf(inboxPath+"/export", values)
}
