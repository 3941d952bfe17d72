package desk

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"pinhole/internal/feedback"
	"pinhole/web/respond"
)

// undo takes back what an editor did, and can itself be undone.
func (d *inbox) undo(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	a := flash{id: flashIDs["undo"]}
	for text := range strings.SplitSeq(form.Get("change"), ",") {
		change, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return &respond.Refusal{Status: http.StatusBadRequest, Message: "refusal.unreadable", Cause: err}
		}
		undone, err := d.store.Undo(r.Context(), editorOf(r).Name, change)
		var missed *feedback.ChangedError
		switch {
		case errors.Is(err, feedback.ErrNotFound):
			return &respond.Refusal{Status: http.StatusNotFound, Message: "desk.refusal.no-change", Cause: err}
		case err != nil && !errors.As(err, &missed):
			return err
		}
		a.changes, a.skipped = append(a.changes, undone), append(a.skipped, idsOf(missed)...)
	}
	a.count = len(a.changes)
	d.flashes.set(r.Context(), a)
	http.Redirect(w, r, returnTo(form.Get("to")), http.StatusSeeOther)
	return nil
}
