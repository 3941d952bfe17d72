package desk

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

const (
	heldPath       = deskPath + "/held"
	shownHeld      = 100 // groups of held answers
	shownDecisions = 20
)

// held serves the answers that are not counted until an editor agrees.
type held struct {
	*frame
	store   heldStore
	flashes *flashes
}

// heldStore is the store as the page of held answers sees it.
type heldStore interface {
	// HeldGroups lists them by article, reason and day, latest first.
	HeldGroups(ctx context.Context, limit int) ([]feedback.HeldGroup, error)
	// HeldDecisions lists what editors decided, latest first.
	HeldDecisions(ctx context.Context, limit int) ([]feedback.HeldDecision, error)
	// DecideHeld counts or voids all answers of a span and gives the change's number.
	DecideHeld(ctx context.Context, by string, span feedback.Span, became feedback.Held) (change int64, n int, err error)
}

// heldIDs say why answers are held.
var heldIDs = map[feedback.Held]string{
	feedback.HeldNetwork: "desk.held.network", feedback.HeldBurst: "desk.held.burst", feedback.HeldRevision: "desk.held.revision", feedback.Void: "desk.held.void",
	feedback.Counted: "desk.held.counted",
}

// list shows the answers that wait for an editor, and what was decided lately.
func (d *held) list(w http.ResponseWriter, r *http.Request) error {
	l, ctx := d.locale(r), r.Context()
	groups, err := d.store.HeldGroups(ctx, shownHeld)
	if err != nil {
		return err
	}
	decisions, err := d.store.HeldDecisions(ctx, shownDecisions)
	if err != nil {
		return err
	}
	v := page.Held{Base: d.base(r, l.T("desk.held.title"), "held"), Here: heldPath}
	v.Styles = []string{"css/desk-inbox.css"}
	for _, g := range groups {
		v.Bursts = v.Bursts || g.Held == feedback.HeldBurst
		v.Groups = append(v.Groups, page.HeldGroup{
			Article: heldArticle(r, l, g.Article), ID: g.Article, Held: string(g.Held), Why: l.T(heldIDs[g.Held]), When: heldSpan(l, g.Span),
			Answers: g.Answers, Helped: g.Helpful, Failed: g.Answers - g.Helpful,
			First: strconv.FormatInt(g.First.UnixMilli(), 10), Last: strconv.FormatInt(g.Last.UnixMilli(), 10),
		})
	}
	for _, c := range decisions {
		row := page.HeldDecision{Article: heldArticle(r, l, c.Article), When: heldSpan(l, c.Span), Change: strconv.FormatInt(c.Change, 10), Undone: c.Undone}
		id := "desk.held.did-count"
		if c.Became == feedback.Void {
			id = "desk.held.did-void"
		}
		row.Did = l.T(id, "Editor", c.Editor, "When", l.Moment(c.At))
		v.Decisions = append(v.Decisions, row)
	}
	if v.Flash, err = d.flashes.pop(r); err != nil {
		return err
	}
	return respond.Render(w, r, http.StatusOK, page.HeldPage(v))
}

// heldArticle leads to an article at the desk, also when it is not served any more.
func heldArticle(r *http.Request, l *language.Locale, id string) page.Link {
	if a, ok := view.LibraryOf(r.Context()).ArticleByID(id); ok {
		return articleLink(l, a)
	}
	return page.Link{Title: id, Path: articlePath(id)}
}

func heldSpan(l *language.Locale, s feedback.Span) string {
	if s.First.Truncate(time.Minute).Equal(s.Last.Truncate(time.Minute)) {
		return l.Moment(s.First)
	}
	return l.T("desk.held.span", "First", l.Moment(s.First), "Last", l.Moment(s.Last))
}

// decideGroup counts or voids a group of answers, as its button says.
func (d *held) decideGroup(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	span := feedback.Span{Article: form.Get("article"), Held: feedback.Held(form.Get("held"))}
	first, errFirst := strconv.ParseInt(form.Get("first"), 10, 64)
	last, errLast := strconv.ParseInt(form.Get("last"), 10, 64)
	became, known := map[string]feedback.Held{"count": feedback.Counted, "void": feedback.Void}[form.Get("do")]
	if errFirst != nil || errLast != nil || !known || !span.Held.Waiting() || heldIDs[span.Held] == "" {
		return respond.Refuse(http.StatusUnprocessableEntity, "desk.inbox.problem.act")
	}
	span.First, span.Last = time.UnixMilli(first), time.UnixMilli(last)
	return d.decide(w, r, span, became, heldPath)
}

func (d *held) decide(w http.ResponseWriter, r *http.Request, span feedback.Span, became feedback.Held, back string) error {
	change, n, err := d.store.DecideHeld(r.Context(), editorOf(r).Name, span, became)
	if err != nil {
		return err
	}
	id := "desk.held.said.counted"
	if became == feedback.Void {
		id = "desk.held.said.void"
	}
	d.flashes.set(r.Context(), flash{id: id, count: max(n, 1), changes: []int64{change}})
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}
