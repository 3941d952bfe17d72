package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/web/respond"
)

// maxActs is how many comments can be changed at once, as the store allows.
const maxActs = 500

// inboxActs are the statuses that buttons of the inbox set.
var inboxActs = map[string]feedback.Status{
	"accept": feedback.Accepted, "fix": feedback.Fixed, "decline": feedback.Declined, "spam": feedback.Spam, "rescue": feedback.New,
}

// act does the same to all comments that were picked in a list.
func (d *inbox) act(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	back := wayToInbox(form.Get("to"))
	refs, err := pickedRefs(form["item"])
	if err != nil {
		return err
	}
	t, problem, err := d.bulkTriage(r, form)
	if len(refs) == 0 {
		problem = "desk.inbox.problem.none"
	}
	if err != nil {
		return err
	}
	if problem != "" {
		u, _ := url.Parse(back) // wayToInbox has parsed it
		l := d.locale(r)
		return d.render(w, r, http.StatusUnprocessableEntity, u.Query(), pickedComments{l.T(problem), form["item"], form.Get("reply")})
	}
	changes, skipped, err := d.settle(r.Context(), editorOf(r).Name, refs, t)
	if err != nil {
		return err
	}
	d.flashes.set(r.Context(), flash{id: flashIDs[form.Get("do")], count: len(refs) - len(skipped), changes: changes, skipped: skipped})
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// bulkTriage reads what is to be done. problem is the id of a message.
func (d *inbox) bulkTriage(r *http.Request, form url.Values) (t feedback.Triage, problem string, err error) {
	if form.Get("do") == "assign" {
		name, known, err := assignee(r.Context(), d.store, form.Get("assignee"))
		if !known {
			return t, "desk.inbox.problem.assignee", err
		}
		t.Assignee = &name
		return t, "", err
	}
	status, known := inboxActs[form.Get("do")]
	if !known {
		return t, "", respond.Refuse(http.StatusUnprocessableEntity, "desk.inbox.problem.act")
	}
	t.Status = &status
	reply := typedIn(form, "reply")
	if reply != "" {
		t.Reply = &reply
	}
	switch {
	case utf8.RuneCountInString(reply) > feedback.MaxReply:
		problem = "desk.inbox.problem.long"
	case status == feedback.Declined && reply == "":
		problem = "desk.inbox.problem.why"
	}
	return t, problem, nil
}

// typedIn is a text of a form as it is stored.
func typedIn(form url.Values, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(form.Get(name), "\r\n", "\n"))
}

// editorLister lists who may be given a comment.
type editorLister interface {
	// Editors returns all accounts, by name.
	Editors(context.Context) ([]editor.Account, error)
}

// assignee checks that a name is an editor's, or empty.
func assignee(ctx context.Context, store editorLister, name string) (clean string, known bool, err error) {
	if name == "" || name == nobodyAssigned {
		return "", true, nil
	}
	names, err := editorNames(ctx, store)
	for _, n := range names {
		known = known || n == name
	}
	return name, known, err
}

func editorNames(ctx context.Context, store editorLister) ([]string, error) {
	editors, err := store.Editors(ctx)
	var names []string
	for _, a := range editors {
		names = append(names, a.Name)
	}
	return names, err
}

// pickedRef is a comment as an editor has seen it, and the revision of its article that was served
// then.
type pickedRef struct {
	feedback.Ref
	now string
}

// pickedRefs reads the boxes that were ticked. One box can stand for several comments, and two for
// the same.
func pickedRefs(boxes []string) ([]pickedRef, error) {
	var refs []pickedRef
	seen := map[feedback.ID]bool{}
	for _, box := range boxes {
		for text := range strings.SplitSeq(box, ",") {
			ref, err := parseRef(text)
			if err != nil {
				return nil, &respond.Refusal{Status: http.StatusBadRequest, Message: "refusal.unreadable", Cause: err}
			}
			if !seen[ref.ID] {
				seen[ref.ID] = true
				refs = append(refs, ref)
			}
		}
	}
	if len(refs) > maxActs {
		return nil, respond.Refuse(http.StatusRequestEntityTooLarge, "desk.refusal.too-large")
	}
	return refs, nil
}

// revisionName is how a revision is named, or that there is none.
var revisionName = regexp.MustCompile(`^([0-9a-f]{12})?$`)

func parseRef(text string) (ref pickedRef, err error) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || !revisionName.MatchString(parts[2]) {
		return ref, errors.New("a picked comment needs its id, its version and a revision")
	}
	if ref.ID, err = feedback.ParseID(parts[0]); err != nil {
		return ref, err
	}
	ref.now = parts[2]
	ref.Version, err = strconv.ParseInt(parts[1], 10, 64)
	return ref, err
}

// settle changes comments; what is fixed names the revision that each of their articles has now. It
// gives the numbers of the changes and the comments that were skipped because somebody else had
// changed them.
func (d *inbox) settle(ctx context.Context, by string, refs []pickedRef, t feedback.Triage) (changes []int64, skipped []feedback.ID, err error) {
	parts := map[string][]feedback.Ref{}
	for _, ref := range refs {
		now := ""
		if t.Status != nil && *t.Status == feedback.Fixed {
			now = ref.now
		}
		parts[now] = append(parts[now], ref.Ref)
	}
	for now, part := range parts {
		if t.Status != nil { // what is not fixed, or not any more, names no revision
			t.FixedIn = &now
		}
		change, err := d.store.Triage(ctx, by, part, t)
		var missed *feedback.ChangedError
		if err != nil && !errors.As(err, &missed) {
			return changes, skipped, err
		}
		changes, skipped = append(changes, change), append(skipped, idsOf(missed)...)
	}
	return changes, skipped, nil
}

func idsOf(missed *feedback.ChangedError) (ids []feedback.ID) {
	if missed == nil {
		return nil
	}
	for _, item := range missed.Now {
		ids = append(ids, item.ID)
	}
	return append(ids, missed.Gone...)
}
