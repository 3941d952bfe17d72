package desk

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// maxAlike is how many open comments on an article are compared with one that an editor looks at.
const maxAlike = 400

// items serves the page of one comment.
type items struct {
	*frame
	store     itemStore
	flashes   *flashes
	revisions *revisions
}

// show shows one comment with all that belongs to it.
func (d *items) show(w http.ResponseWriter, r *http.Request) error {
	item, err := d.item(r)
	if err != nil {
		return err
	}
	return d.render(w, r, http.StatusOK, item, itemForm{Triage: triageOf(item)})
}

// item is the comment that a request's address names.
func (d *items) item(r *http.Request) (feedback.Item, error) {
	id, err := feedback.ParseID(chi.URLParam(r, "id"))
	if err == nil {
		var item feedback.Item
		if item, err = d.store.Item(r.Context(), id); err == nil {
			return item, nil
		}
		if !errors.Is(err, feedback.ErrNotFound) {
			return item, err
		}
	}
	return feedback.Item{}, &respond.Refusal{Status: http.StatusNotFound, Message: "desk.refusal.no-comment", Cause: err}
}

// triageOf is what editors have made of an item.
func triageOf(item feedback.Item) feedback.Triage {
	return feedback.Triage{Status: &item.Status, Assignee: &item.Assignee, Note: &item.Note, Reply: &item.Reply, FixedIn: &item.FixedIn}
}

// itemForm is what stands in the form of a comment's page, and what is wrong with it.
type itemForm struct {
	feedback.Triage
	alike    bool              // the same is to be done to those that say nearly the same
	problems map[string]string // by field
	changes  []page.Overwrite  // what somebody else has changed meanwhile
	by       string
}

func (d *items) render(w http.ResponseWriter, r *http.Request, status int, item feedback.Item, form itemForm) error {
	ctx, l := r.Context(), d.locale(r)
	views := commentViews{l: l, texts: d.revisions.of(ctx), from: wayToInbox(r.URL.Query().Get("from"))}
	v := page.Item{
		Base: d.base(r, l.T("desk.item.title"), "inbox"), Comment: views.view(item), Back: views.from, Action: r.URL.RequestURI(),
		Withdrawn: item.Status == feedback.Withdrawn, Was: fieldsOf(item),
		Note: *form.Note, Reply: *form.Reply, MaxNote: feedback.MaxNote, MaxReply: feedback.MaxReply, DoAlike: form.alike,
		Problems: form.problems, Changes: form.changes, By: form.by, Spam: item.Status == feedback.Spam, Given: l.Moment(item.ReceivedAt),
		Firmware: item.Firmware, Verdict: verdictWord(l, item.Verdict),
	}
	v.Questions, _, _ = branchInWords(d.site(r), item.Path)
	v.Styles, v.Scripts = []string{"css/desk-inbox.css"}, []string{"js/desk-inbox.js"}
	if a, ok := views.texts.now(item.Article, item.Revision, item.Language); ok {
		v.ArticlePath = d.settings.Origin + l.Path(a.Path())
		if v.Change != "" && item.Step != "" {
			v.Now, v.NowLang = views.step(item.Article, a.Revision, item.Step)
		}
	}
	addRevision(&v, item)
	v.Statuses = statusOptions(v.Base, *form.Status)
	var err error
	if v.FixedIn, err = d.fixedIn(r, views, item, *form.FixedIn); err != nil {
		return err
	}
	if v.Assignees, err = d.assigneeOptions(r, *form.Assignee); err != nil {
		return err
	}
	if v.History, err = d.itemHistory(r, item); err != nil {
		return err
	}
	alike, err := d.alike(r, item)
	if err != nil {
		return err
	}
	for _, other := range alike {
		v.Alike = append(v.Alike, views.view(other))
	}
	if v.Flash, err = d.flashes.pop(r); err != nil {
		return err
	}
	return respond.Render(w, r, status, page.ItemPage(v))
}

// addRevision leads to what the reader had read, and to what has changed in it since.
func addRevision(v *page.Item, item feedback.Item) {
	if v.Revision = item.Revision; item.Held == feedback.HeldRevision {
		return
	}
	article := articlePath(item.Article)
	v.RevisionPath = article + "?" + url.Values{"revision": {item.Revision}}.Encode() + "#p-steps"
	if v.Change != "" && v.ArticlePath != "" {
		v.ChangesPath = article + "/changes?" + url.Values{"from": {item.Revision}}.Encode()
	}
}

func statusOptions(d page.Base, chosen feedback.Status) []page.Option {
	var options []page.Option
	for _, s := range inboxStatuses {
		options = append(options, page.Option{Value: string(s), Text: statusWord(d.Locale, s), Chosen: s == chosen})
	}
	return options
}

// fixedIn offers the revisions since the one that the comment is about, the newest first.
func (d *items) fixedIn(r *http.Request, views commentViews, item feedback.Item, chosen string) ([]page.Option, error) {
	l := views.l
	then, _ := views.texts.find(item.Article, item.Revision)
	served, err := d.store.Served(r.Context(), item.Article, cmp.Or(then.Language, item.Language))
	if err != nil {
		return nil, err
	}
	now := ""
	if a, ok := views.texts.now(item.Article, item.Revision, item.Language); ok {
		now = a.Revision
	}
	if at := slices.IndexFunc(served, func(s feedback.Served) bool { return s.Revision == item.Revision }); at >= 0 {
		served = served[at+1:]
	}
	options := []page.Option{{Text: l.T("desk.item.fixed-in.none")}}
	for _, s := range slices.Backward(served) {
		text := l.T("desk.item.fixed-in.since", "Day", l.Day(s.Since), "Revision", s.Revision)
		if s.Revision == now {
			text = l.T("desk.item.fixed-in.now", "Day", l.Day(s.Since), "Revision", s.Revision)
		}
		options = append(options, page.Option{Value: s.Revision, Text: text})
	}
	if chosen != "" && !slices.ContainsFunc(options, func(o page.Option) bool { return o.Value == chosen }) {
		options = append(options, page.Option{Value: chosen, Text: chosen})
	}
	view.Choose(options, chosen)
	return options, nil
}

func (d *items) assigneeOptions(r *http.Request, chosen string) ([]page.Option, error) {
	names, err := editorNames(r.Context(), d.store)
	if err != nil {
		return nil, err
	}
	options := []page.Option{{Text: d.locale(r).T("desk.inbox.nobody")}}
	if chosen != "" && !slices.Contains(names, chosen) { // somebody who is no editor any more
		names = append(names, chosen)
	}
	for _, name := range names {
		options = append(options, page.Option{Value: name, Text: name})
	}
	view.Choose(options, chosen)
	return options, nil
}

// alike finds the open comments on the same article that say nearly the same.
func (d *items) alike(r *http.Request, item feedback.Item) ([]feedback.Item, error) {
	f := feedback.Filter{Commented: true, Articles: []string{item.Article}, Statuses: []feedback.Status{feedback.New, feedback.Accepted}}
	if item.Status == feedback.Spam {
		f.Articles, f.Statuses = nil, []feedback.Status{feedback.Spam}
	}
	others, err := d.store.Items(r.Context(), f, feedback.Cursor{}, maxAlike)
	return slices.DeleteFunc(others, func(other feedback.Item) bool {
		return other.ID == item.ID || insight.Similarity(item.Feedback, other.Feedback) < insight.SimilarityThreshold
	}), err
}

// itemHistory tells what editors did, latest first. The latest can be undone.
func (d *items) itemHistory(r *http.Request, item feedback.Item) ([]page.Action, error) {
	entries, err := d.store.History(r.Context(), item.ID)
	if err != nil {
		return nil, err
	}
	l := d.locale(r)
	var acts []page.Action
	for i, e := range slices.Backward(entries) {
		act := page.Action{When: l.Moment(e.At), Who: e.Editor, What: actionWord(l, e.Action), Detail: detailWords(l, e.Detail)}
		if i == len(entries)-1 && (e.Action == editor.TriagedComment || e.Action == editor.UndidChange) {
			act.Undo = strconv.FormatInt(e.ID, 10)
		}
		acts = append(acts, act)
	}
	return acts, nil
}
