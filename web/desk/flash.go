package desk

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/view"
)

// flashIDs are the messages for what the buttons of the inbox did.
var flashIDs = map[string]string{
	"accept": "desk.inbox.said.accepted", "fix": "desk.inbox.said.fixed", "decline": "desk.inbox.said.declined", "spam": "desk.inbox.said.spam",
	"rescue": "desk.inbox.said.rescued", "assign": "desk.inbox.said.assigned", "save": "desk.inbox.said.saved", "undo": "desk.inbox.said.undone",
}

// flash is what an action did, for the next page that the editor sees.
type flash struct {
	id      string // of a message that counts
	count   int
	changes []int64       // by which it can be undone
	skipped []feedback.ID // left as they were, because somebody else has changed them
}

// flashes keeps a flash in the session from the action to the next page.
type flashes struct {
	*frame
	store flashStore
}

// flashStore is the store as flashes see it.
type flashStore interface {
	// Item returns one comment.
	Item(context.Context, feedback.ID) (feedback.Item, error)
	// History tells what editors did to an item, earliest first.
	History(context.Context, feedback.ID) ([]editor.Entry, error)
}

// The session's keys for it, and how many of those that were skipped are named.
const (
	messageKey = "inbox-message"
	countKey   = "inbox-count"
	undoKey    = "inbox-undo"
	skippedKey = "inbox-skipped"
	maxSkipped = 20
)

// set keeps it in the session. A form that was sent twice does nothing the second time: what the
// first time did stands.
func (d *flashes) set(ctx context.Context, a flash) {
	var changes, skipped []string
	for _, n := range a.changes {
		if n != 0 {
			changes = append(changes, strconv.FormatInt(n, 10))
		}
	}
	for _, id := range a.skipped {
		skipped = append(skipped, id.String())
	}
	if len(changes)+len(skipped) == 0 && d.sessions.manager.Exists(ctx, messageKey) {
		return
	}
	d.sessions.manager.Put(ctx, messageKey, a.id)
	d.sessions.manager.Put(ctx, countKey, a.count)
	d.sessions.manager.Put(ctx, undoKey, strings.Join(changes, ","))
	d.sessions.manager.Put(ctx, skippedKey, strings.Join(skipped, ","))
}

// pop returns what the editor has just done, once.
func (d *flashes) pop(r *http.Request) (page.Flash, error) {
	ctx, l := r.Context(), d.locale(r)
	id := d.sessions.manager.PopString(ctx, messageKey)
	if id == "" {
		return page.Flash{}, nil
	}
	v := page.Flash{Undo: d.sessions.manager.PopString(ctx, undoKey), To: r.URL.RequestURI()}
	if n := d.sessions.manager.PopInt(ctx, countKey); n > 0 && v.Undo != "" {
		v.Text = l.N(id, n)
	} else if n > 0 {
		v.Text = l.T("desk.inbox.said.nothing")
	}
	for i, text := range strings.Split(d.sessions.manager.PopString(ctx, skippedKey), ",") {
		if text == "" || i == maxSkipped {
			break
		}
		skipped, err := d.skipped(ctx, l, text)
		if err != nil {
			return v, err
		}
		v.Skipped = append(v.Skipped, skipped)
	}
	return v, nil
}

// skipped says what somebody else made of a comment.
func (d *flashes) skipped(ctx context.Context, l *language.Locale, text string) (v page.Skipped, err error) {
	id, err := feedback.ParseID(text)
	if err != nil {
		return v, err
	}
	item, err := d.store.Item(ctx, id)
	if errors.Is(err, feedback.ErrNotFound) {
		return page.Skipped{State: l.T("desk.inbox.left.gone")}, nil
	}
	if err != nil {
		return v, err
	}
	v = page.Skipped{Path: itemPath(id, ""), Text: shortened(item.Comment, skippedWords), Lang: view.Foreign(l, item.Language)}
	if item.Comment == "" {
		v.Text, v.Lang = titleOf(view.LibraryOf(ctx), item.Article), ""
	}
	who, err := d.lastEditor(ctx, item)
	v.State = l.T("desk.inbox.left.now", "Status", statusWord(l, item.Status), "Assignee", nameOrNobody(l, item.Assignee))
	if who != "" {
		v.State = l.T("desk.inbox.left.by", "Editor", who, "Now", v.State)
	}
	return v, err
}

const skippedWords = 100 // code points of a comment that is only to be recognised

func shortened(text string, limit int) string {
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return text
}

// lastEditor is the editor who changed a comment last; empty where that was its reader.
func (d *flashes) lastEditor(ctx context.Context, item feedback.Item) (string, error) {
	history, err := d.store.History(ctx, item.ID)
	if err != nil || len(history) == 0 {
		return "", err
	}
	last := history[len(history)-1]
	if item.ChangedAt.After(last.At) {
		return "", nil
	}
	return last.Editor, nil
}
