package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
)

// MaxTriage is how many items can be changed at once: few enough that feedback
// which comes meanwhile does not wait for long.
const MaxTriage = 500

const (
	writeItem = `
UPDATE feedback SET status = $1, assignee = $2, note = $3, reply = $4, fixed_in = $5, version = version + 1
WHERE id = $6 AND version = $7`
	insertAuditItem = `
INSERT INTO audit_item (audit, feedback, version, status, assignee, note, reply, fixed_in, at, article, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
	listAuditItems = `SELECT feedback, version, status, assignee, note, reply, fixed_in FROM audit_item WHERE audit = $1 ORDER BY feedback`
	itemHistory    = `
SELECT ` + auditColumns + ` FROM audit_item JOIN audit ON audit.id = audit_item.audit
WHERE audit_item.feedback = $1 ORDER BY audit.id`
)

// Triage sets what became of items, as their receipts show, and what editors
// need among themselves; it records it in the audit trail. It returns the number
// of the change, by which it can be undone; 0 when nothing was to be changed.
//
// An item that is not as the editor has seen it, or that its reader has withdrawn
// or an operator removed, is left alone: all others are changed, and the error is a
// [feedback.ChangedError] that says what is there now. One that somebody has
// made what it is to become, perhaps by sending the same form twice, is as wanted.
func (s *Desk) Triage(ctx context.Context, by string, refs []feedback.Ref, t feedback.Triage) (change int64, err error) {
	if len(refs) > MaxTriage {
		return 0, fmt.Errorf("at most %d items can be changed at once, not %d", MaxTriage, len(refs))
	}
	return s.alter(ctx, by, editor.TriagedComment, func(*transaction) ([]alteration, error) {
		list := make([]alteration, len(refs))
		for i, r := range refs {
			list[i] = alteration{r, t}
		}
		return list, nil
	}, detailOf(t))
}

// Undo sets the items of a change back to what they were before it. It is a
// change itself, with a number to undo it by. Items that were changed since are
// left alone, as [Desk.Triage] says. It undoes [Desk.HideModel] and
// [HeldAnswers.DecideHeld] likewise. The number is 0 when there was nothing left to undo.
// It returns [ErrNotFound] where there is no such change.
func (s *Desk) Undo(ctx context.Context, by string, change int64) (undo int64, err error) {
	if undo, done, err := s.held.undo(ctx, by, change); done || err != nil {
		return undo, s.failure("undo a decision about answers", err)
	}
	if undo, done, err := s.undoHidden(ctx, by, change); done || err != nil {
		return undo, s.failure("undo the hiding of a model", err)
	}
	return s.alter(ctx, by, editor.UndidChange, func(t *transaction) ([]alteration, error) {
		list, err := queryTx(t, listAuditItems, scanAlteration, change)
		if err == nil && len(list) == 0 {
			err = ErrNotFound
		}
		return list, err
	}, undone(change))
}

func undone(change int64) string { return fmt.Sprintf("change %d", change) }

// History returns what editors did to an item, earliest first.
func (s *Desk) History(ctx context.Context, id feedback.ID) ([]editor.Entry, error) {
	list, err := queryAll(ctx, s.base, itemHistory, scanAudit, id[:])
	return list, s.failure("read the history of feedback", err)
}

// alteration is what is to become of an item.
type alteration struct {
	feedback.Ref
	feedback.Triage
}

func scanAlteration(row row) (a alteration, err error) {
	var id []byte
	a.Triage = feedback.Triage{Status: new(feedback.Status), Assignee: new(string), Note: new(string), Reply: new(string), FixedIn: new(string)}
	err = row.Scan(&id, &a.Version, a.Status, a.Assignee, a.Note, a.Reply, a.FixedIn)
	copy(a.ID[:], id)
	return a, err
}

// alter carries out a list of alterations and records them.
func (s *Desk) alter(ctx context.Context, by string, what editor.Action, list func(*transaction) ([]alteration, error), detail string) (change int64, err error) {
	var missed feedback.ChangedError
	err = s.change(ctx, func(t *transaction) error {
		change, missed = 0, feedback.ChangedError{} // of an attempt before
		wanted, err := list(t)
		if err != nil {
			return err
		}
		done, err := t.alterAll(wanted, &missed)
		if err != nil || len(done) == 0 {
			return err
		}
		if change, err = t.audit(by, what, onWhat(done), detail); err != nil {
			return err
		}
		return t.remember(change, done)
	})
	if err == nil && len(missed.Now)+len(missed.Gone) > 0 {
		return change, &missed
	}
	return change, s.failure("change feedback", err)
}

// alterAll returns the items that it has changed, as they were.
func (t *transaction) alterAll(wanted []alteration, missed *feedback.ChangedError) (done []feedback.Item, err error) {
	slices.SortFunc(wanted, func(a, b alteration) int { return slices.Compare(a.ID[:], b.ID[:]) }) // programs lock rows alike
	for _, a := range wanted {
		before, altered, err := t.alterOne(a)
		if err != nil {
			return nil, err
		}
		if altered {
			done = append(done, before)
			continue
		}
		switch now, err := queryTx(t, findItem, scanItem, a.ID[:]); {
		case err != nil:
			return nil, err
		case len(now) == 0:
			missed.Gone = append(missed.Gone, a.ID)
		case now[0].Status == feedback.Withdrawn, now[0].Ref() != a.Ref && applied(now[0], a.Triage) != now[0]:
			missed.Now = append(missed.Now, now[0])
		}
	}
	return done, nil
}

// alterOne returns an item as it was, and whether it has changed it.
func (t *transaction) alterOne(a alteration) (before feedback.Item, altered bool, err error) {
	found, err := queryTx(t, findItem, scanItem, a.ID[:])
	if err != nil || len(found) == 0 {
		return feedback.Item{}, false, err
	}
	before = found[0]
	after := applied(before, a.Triage)
	if before.Ref() != a.Ref || before.Status == feedback.Withdrawn || after == before {
		return before, false, nil
	}
	n, err := t.run(writeItem, string(after.Status), after.Assignee, after.Note, after.Reply, after.FixedIn, a.ID[:], a.Version)
	if err == nil && n > 0 {
		err = t.announce(before, after)
	}
	return before, n > 0, err
}

// applied is an item with what an editor sets on it.
func applied(item feedback.Item, t feedback.Triage) feedback.Item {
	set(&item.Status, t.Status)
	set(&item.Assignee, t.Assignee)
	set(&item.Note, t.Note)
	set(&item.Reply, t.Reply)
	set(&item.FixedIn, t.FixedIn)
	return item
}

func set[T any](old, said *T) {
	if said != nil {
		*old = *said
	}
}

// remember records what items were before a change.
func (t *transaction) remember(change int64, done []feedback.Item) error {
	for _, item := range done {
		if _, err := t.run(insertAuditItem, change, item.ID[:], item.Version+1,
			string(item.Status), item.Assignee, item.Note, item.Reply, item.FixedIn, t.now, item.Article, item.Revision); err != nil {
			return err
		}
	}
	return nil
}

func onWhat(items []feedback.Item) string {
	if len(items) == 1 {
		return items[0].Article
	}
	return fmt.Sprintf("%d comments", len(items))
}

// detailOf lists what is set, without words that readers or editors wrote.
func detailOf(t feedback.Triage) string {
	var parts []string
	if t.Status != nil {
		parts = append(parts, "status="+string(*t.Status))
	}
	if t.Assignee != nil {
		parts = append(parts, "assignee="+*t.Assignee)
	}
	if t.FixedIn != nil {
		parts = append(parts, "fixed-in="+*t.FixedIn)
	}
	if t.Note != nil {
		parts = append(parts, "note")
	}
	if t.Reply != nil {
		parts = append(parts, "answer")
	}
	return strings.Join(parts, " ")
}
