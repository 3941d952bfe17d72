package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/view"
)

// save stores what an editor made of a comment. Only what the editor changed is stored; where
// somebody else was faster, the page comes back with what that one changed and with all that was
// typed.
func (d *items) save(w http.ResponseWriter, r *http.Request) error {
	item, err := d.item(r)
	if err != nil {
		return err
	}
	values, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	return d.saveOver(w, r, item, values)
}

// saveOver saves over what is there now, unless that is not what the form was filled in beside.
func (d *items) saveOver(w http.ResponseWriter, r *http.Request, item feedback.Item, values url.Values) (err error) {
	wanted := triageIn(values)
	form := itemForm{Triage: over(triageOf(item), wanted), alike: values.Get("alike") != "", changes: changedSince(d.locale(r), item, values)}
	if len(form.changes) > 0 || item.Status == feedback.Withdrawn {
		return d.conflict(w, r, item, form)
	}
	if form.problems, err = d.itemProblems(r, item, form.Triage); err != nil {
		return err
	}
	if len(form.problems) > 0 {
		return d.render(w, r, http.StatusUnprocessableEntity, item, form)
	}
	refs := []feedback.Ref{item.Ref()}
	if form.alike {
		others, err := pickedRefs(values["item"])
		if err != nil {
			return err
		}
		for _, other := range others {
			refs = append(refs, other.Ref)
		}
	}
	return d.saveItem(w, r, item, values, refs, wanted)
}

func (d *items) saveItem(w http.ResponseWriter, r *http.Request, item feedback.Item, values url.Values, refs []feedback.Ref, wanted feedback.Triage) error {
	change, err := d.store.Triage(r.Context(), editorOf(r).Name, refs, wanted)
	var missed *feedback.ChangedError
	if err != nil && !errors.As(err, &missed) {
		return err
	}
	skipped := idsOf(missed)
	if at := slices.Index(skipped, item.ID); at >= 0 && change == 0 { // between our reading and our writing
		if item, err = d.item(r); err != nil {
			return err
		}
		return d.saveOver(w, r, item, values)
	}
	d.flashes.set(r.Context(), flash{id: flashIDs["save"], count: len(refs) - len(skipped), changes: []int64{change}, skipped: skipped})
	http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
	return nil
}

// statusIn is the status that a form chooses: a button's, or that of the list.
func statusIn(values url.Values) feedback.Status {
	if status, ok := inboxActs[values.Get("do")]; ok {
		return status
	}
	return feedback.Status(values.Get("status"))
}

// triageIn is what an editor has changed in the form, beside what the form held when it was opened.
func triageIn(values url.Values) feedback.Triage {
	var t feedback.Triage
	if s := statusIn(values); s != "" && string(s) != values.Get("was-status") {
		t.Status = &s
	}
	for name, field := range map[string]**string{"assignee": &t.Assignee, "note": &t.Note, "reply": &t.Reply, "fixed-in": &t.FixedIn} {
		if text := typedIn(values, name); values.Has(name) && text != typedIn(values, "was-"+name) {
			*field = &text
		}
	}
	if t.Status != nil && *t.Status != feedback.Fixed {
		t.FixedIn = new(string) // what is not fixed, or not any more, names no revision
	}
	return t
}

// over is a triage with what another one sets.
func over(base, t feedback.Triage) feedback.Triage {
	if t.Status != nil {
		base.Status = t.Status
	}
	for _, pair := range [][2]**string{{&base.Assignee, &t.Assignee}, {&base.Note, &t.Note}, {&base.Reply, &t.Reply}, {&base.FixedIn, &t.FixedIn}} {
		if *pair[1] != nil {
			*pair[0] = *pair[1]
		}
	}
	return base
}

// itemProblems are the fields that cannot be stored, with what to do.
func (d *items) itemProblems(r *http.Request, item feedback.Item, t feedback.Triage) (map[string]string, error) {
	l, problems := d.locale(r), map[string]string{}
	if !slices.Contains(inboxStatuses, *t.Status) {
		problems["status"] = l.T("desk.inbox.problem.act")
	}
	if *t.Status == feedback.Declined && *t.Reply == "" && *t.Note == "" {
		problems["reply"] = l.T("desk.item.problem.why")
	}
	for name, text := range map[string]struct {
		text  string
		limit int
	}{"note": {*t.Note, feedback.MaxNote}, "reply": {*t.Reply, feedback.MaxReply}} {
		if n := utf8.RuneCountInString(text.text); n > text.limit {
			problems[name] = l.T("desk.item.problem.long", "Count", n, "Limit", text.limit)
		}
	}
	_, known, err := assignee(r.Context(), d.store, *t.Assignee)
	if !known && *t.Assignee != item.Assignee {
		problems["assignee"] = l.T("desk.inbox.problem.assignee")
	}
	if err == nil && *t.FixedIn != item.FixedIn {
		if known, err = d.everServed(r.Context(), item.Article, *t.FixedIn); !known {
			problems["fixed-in"] = l.T("desk.item.problem.fixed-in")
		}
	}
	return problems, err
}

// everServed reports whether an article has or had a revision; the empty one names none, which is
// right too.
func (d *items) everServed(ctx context.Context, id, revision string) (bool, error) {
	if _, current := view.LibraryOf(ctx).ArticleOf(id, revision); current || revision == "" {
		return true, nil
	}
	_, _, err := d.revisions.store.RevisionText(ctx, id, revision)
	if errors.Is(err, feedback.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// conflict returns the page again: with what others changed since the editor opened it, and with
// what the editor typed on top. Where the editor has changed it and nothing is left to change, the
// same form was only sent twice.
func (d *items) conflict(w http.ResponseWriter, r *http.Request, item feedback.Item, form itemForm) (err error) {
	if form.by, err = d.flashes.lastEditor(r.Context(), item); err != nil {
		return err
	}
	if form.by == editorOf(r).Name && same(form.Triage, triageOf(item)) {
		http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
		return nil
	}
	return d.render(w, r, http.StatusConflict, item, form)
}

// changedSince are the fields that are not any more what they were when a form was opened. The form
// still holds a comment that its reader has replaced or withdrawn meanwhile; it is not shown again,
// nor is any other text of what is withdrawn.
func changedSince(l *language.Locale, item feedback.Item, values url.Values) (changes []page.Overwrite) {
	for _, f := range fieldsOf(item) {
		if item.Status == feedback.Withdrawn && f.Name != "was-status" {
			continue
		}
		if was := typedIn(values, f.Name); was != typedIn(url.Values{f.Name: {f.Value}}, f.Name) {
			c := page.Overwrite{Field: l.T(changedIDs[f.Name]), Was: shownField(l, f.Name, was), Now: shownField(l, f.Name, f.Value)}
			if f.Name == "was-comment" {
				c.Was = l.T("desk.item.replaced")
			}
			changes = append(changes, c)
		}
	}
	return changes
}

// same compares two triages that set everything.
func same(a, b feedback.Triage) bool {
	return *a.Status == *b.Status && *a.Assignee == *b.Assignee && *a.Note == *b.Note && *a.Reply == *b.Reply && *a.FixedIn == *b.FixedIn
}

// fieldsOf is what the form held when it was opened, by which it is told what was changed, and by
// whom.
func fieldsOf(item feedback.Item) []page.Field {
	return []page.Field{
		{Name: "was-status", Value: string(item.Status)}, {Name: "was-assignee", Value: item.Assignee}, {Name: "was-fixed-in", Value: item.FixedIn},
		{Name: "was-note", Value: item.Note}, {Name: "was-reply", Value: item.Reply}, {Name: "was-comment", Value: item.Comment},
	}
}

var changedIDs = map[string]string{
	"was-status": "desk.item.status", "was-assignee": "desk.inbox.assignee", "was-fixed-in": "desk.item.fixed-in", "was-note": "desk.item.note",
	"was-reply": "desk.item.reply", "was-comment": "desk.item.comment",
}

func shownField(l *language.Locale, name, value string) string {
	switch {
	case name == "was-status":
		return statusWord(l, feedback.Status(value))
	case value == "":
		return l.T("desk.item.empty")
	}
	return value
}
