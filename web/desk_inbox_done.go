package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// saidIDs are what is said after the buttons of the inbox.
var saidIDs = map[string]string{
	"accept": "desk.inbox.said.accepted", "fix": "desk.inbox.said.fixed", "decline": "desk.inbox.said.declined", "spam": "desk.inbox.said.spam",
	"rescue": "desk.inbox.said.rescued", "assign": "desk.inbox.said.assigned", "save": "desk.inbox.said.saved", "undo": "desk.inbox.said.undone",
}

// done is what an action did, for the next page that the editor sees.
type done struct {
	id      string // of a message that counts
	count   int
	changes []int64       // by which it can be undone
	left    []feedback.ID // left alone, because somebody else has changed them
}

// The session's keys for it, and how many of those that were left alone are named.
const (
	doneKey  = "inbox-done"
	countKey = "inbox-count"
	undoKey  = "inbox-undo"
	leftKey  = "inbox-left"
	maxLeft  = 20
)

// remember keeps it in the session. A form that was sent twice does nothing the second time: what the first time did stands.
func (d *deskPages) remember(ctx context.Context, a done) {
	var changes, left []string
	for _, n := range a.changes {
		if n != 0 {
			changes = append(changes, strconv.FormatInt(n, 10))
		}
	}
	for _, id := range a.left {
		left = append(left, id.String())
	}
	if len(changes)+len(left) == 0 && d.sessions.Exists(ctx, doneKey) {
		return
	}
	d.sessions.Put(ctx, doneKey, a.id)
	d.sessions.Put(ctx, countKey, a.count)
	d.sessions.Put(ctx, undoKey, strings.Join(changes, ","))
	d.sessions.Put(ctx, leftKey, strings.Join(left, ","))
}

// lately is what the editor has just done, said once.
func (d *deskPages) lately(r *http.Request) (page.Flash, error) {
	ctx, l := r.Context(), d.words(r)
	id := d.sessions.PopString(ctx, doneKey)
	if id == "" {
		return page.Flash{}, nil
	}
	v := page.Flash{Undo: d.sessions.PopString(ctx, undoKey), To: r.URL.RequestURI()}
	if n := d.sessions.PopInt(ctx, countKey); n > 0 && v.Undo != "" {
		v.Text = l.N(id, n)
	} else if n > 0 {
		v.Text = l.T("desk.inbox.said.nothing")
	}
	for i, text := range strings.Split(d.sessions.PopString(ctx, leftKey), ",") {
		if text == "" || i == maxLeft {
			break
		}
		left, err := d.leftAlone(ctx, l, text)
		if err != nil {
			return v, err
		}
		v.Skipped = append(v.Skipped, left)
	}
	return v, nil
}

// leftAlone says what somebody else made of a comment.
func (d *deskPages) leftAlone(ctx context.Context, l *language.Locale, text string) (v page.Skipped, err error) {
	id, err := feedback.ParseID(text)
	if err != nil {
		return v, err
	}
	item, err := d.Store.Item(ctx, id)
	if errors.Is(err, feedback.ErrNotFound) {
		return page.Skipped{State: l.T("desk.inbox.left.gone")}, nil
	}
	if err != nil {
		return v, err
	}
	v = page.Skipped{Path: itemPath(id, ""), Text: shortened(item.Comment, leftWords), Lang: view.Foreign(l, item.Language)}
	if item.Comment == "" {
		v.Text, v.Lang = titleOf(view.LibraryOf(ctx), item.Article), ""
	}
	who, err := d.lastHand(ctx, item)
	v.State = l.T("desk.inbox.left.now", "Status", statusWord(l, item.Status), "Assignee", nameOrNobody(l, item.Assignee))
	if who != "" {
		v.State = l.T("desk.inbox.left.by", "Editor", who, "Now", v.State)
	}
	return v, err
}

const leftWords = 100 // code points of a comment that is only to be recognised

func shortened(text string, limit int) string {
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return text
}

// lastHand is the editor who changed a comment last; empty where that was its reader.
func (d *deskPages) lastHand(ctx context.Context, item feedback.Item) (string, error) {
	history, err := d.Store.History(ctx, item.ID)
	if err != nil || len(history) == 0 {
		return "", err
	}
	last := history[len(history)-1]
	if item.ChangedAt.After(last.At) {
		return "", nil
	}
	return last.Editor, nil
}

// undo takes back what an editor did, and can itself be undone.
func (d *deskPages) undo(w http.ResponseWriter, r *http.Request) error {
	form, err := deskForm(w, r, maxDeskForm)
	if err != nil {
		return err
	}
	a := done{id: saidIDs["undo"]}
	for text := range strings.SplitSeq(form.Get("change"), ",") {
		change, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return &respond.Refusal{Status: http.StatusBadRequest, Message: "refusal.unreadable", Cause: err}
		}
		undone, err := d.Store.Undo(r.Context(), editorOf(r).Name, change)
		var missed *feedback.ChangedError
		switch {
		case errors.Is(err, feedback.ErrNotFound):
			return &respond.Refusal{Status: http.StatusNotFound, Message: "desk.refusal.no-change", Cause: err}
		case err != nil && !errors.As(err, &missed):
			return err
		}
		a.changes, a.left = append(a.changes, undone), append(a.left, idsOf(missed)...)
	}
	a.count = len(a.changes)
	d.remember(r.Context(), a)
	http.Redirect(w, r, wayBack(form.Get("to")), http.StatusSeeOther)
	return nil
}
