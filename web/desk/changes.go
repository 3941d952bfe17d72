package desk

import (
	"errors"
	"net/http"

	"pinhole/internal/diff"
	"pinhole/internal/feedback"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// changes shows what differs between two revisions of an article.
func (d *articles) changes(w http.ResponseWriter, r *http.Request) error {
	h, err := d.history(r)
	if err != nil {
		return err
	}
	l, q := d.locale(r), r.URL.Query()
	v := page.Changes{Base: d.base(r, l.T("desk.changes.title"), "fix"), Article: page.Link{Title: h.title, Path: articlePath(h.id)}, Lang: view.Foreign(l, h.tag), Language: h.tag}
	from, to := q.Get("from"), h.chosen(q.Get("to"))
	if from == "" {
		from = before(h.served, to)
	}
	for _, s := range h.served {
		name := l.T("desk.changes.revision", "Revision", s.Revision, "Day", l.Day(s.Since))
		v.From = append(v.From, page.Option{Value: s.Revision, Text: name, Chosen: s.Revision == from})
		v.To = append(v.To, page.Option{Value: s.Revision, Text: name, Chosen: s.Revision == to})
	}
	if len(h.served) > 1 && from != "" {
		earlier, err := d.wording(r, h, from)
		if err != nil {
			return err
		}
		later, err := d.wording(r, h, to)
		if err != nil {
			return err
		}
		v.Compared, v.Hunks = true, diff.Lines(earlier, later)
	}
	return respond.Render(w, r, http.StatusOK, page.ChangesPage(v))
}

// before is the revision that was served before another one, or empty.
func before(served []feedback.Served, revision string) string {
	for i, s := range served {
		if s.Revision == revision && i > 0 {
			return served[i-1].Revision
		}
	}
	return ""
}

// wording is the Markdown of a revision.
func (d *articles) wording(r *http.Request, h history, revision string) (string, error) {
	if h.current != nil && h.current.Revision == revision {
		return string(h.current.Markdown), nil
	}
	_, text, err := d.revisions.RevisionText(r.Context(), h.id, revision)
	if errors.Is(err, feedback.ErrNotFound) {
		return "", &respond.Refusal{Status: http.StatusNotFound, Message: "desk.refusal.revision", Cause: err}
	}
	return string(text), err
}
