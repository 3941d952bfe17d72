package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"pinhole/internal/desk"
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

// deskHeld is the store as the page of held answers sees it.
type deskHeld interface {
	// HeldCounts counts the answers that wait for an editor, by reason.
	HeldCounts(context.Context) (map[feedback.Held]int, error)
	// HeldGroups lists them by article, reason and day, latest first.
	HeldGroups(ctx context.Context, limit int) ([]feedback.HeldGroup, error)
	// HeldDecisions lists what editors decided, latest first.
	HeldDecisions(ctx context.Context, limit int) ([]feedback.HeldDecision, error)
	// DecideHeld counts or voids all answers of a span and gives the change's number.
	DecideHeld(ctx context.Context, by string, span feedback.Span, became feedback.Held) (change int64, n int, err error)
	// HideModel keeps a model off an article's page, or shows it there again.
	HideModel(ctx context.Context, by, article, model string, hide bool) (change int64, err error)
	// HiddenModels gives the models that are hidden, by article.
	HiddenModels(context.Context) (map[string][]string, error)
}

// heldIDs say why answers are held.
var heldIDs = map[feedback.Held]string{
	feedback.HeldNetwork: "desk.held.network", feedback.HeldBurst: "desk.held.burst", feedback.HeldRevision: "desk.held.revision", feedback.Void: "desk.held.void",
	feedback.Counted: "desk.held.counted",
}

// held shows the answers that wait for an editor, and what was decided lately.
func (d *deskPages) held(w http.ResponseWriter, r *http.Request) error {
	l, ctx := d.words(r), r.Context()
	groups, err := d.Store.HeldGroups(ctx, shownHeld)
	if err != nil {
		return err
	}
	decisions, err := d.Store.HeldDecisions(ctx, shownDecisions)
	if err != nil {
		return err
	}
	v := page.Held{Base: d.view(r, l.T("desk.held.title"), "held"), Here: heldPath}
	v.Styles = []string{"css/desk-inbox.css"}
	for _, g := range groups {
		v.Bursts = v.Bursts || g.Held == feedback.HeldBurst
		v.Groups = append(v.Groups, page.HeldGroup{
			Article: d.heldArticle(r, l, g.Article), ID: g.Article, Held: string(g.Held), Why: l.T(heldIDs[g.Held]), When: heldSpan(l, g.Span),
			Answers: g.Answers, Helped: g.Helpful, Failed: g.Answers - g.Helpful,
			First: strconv.FormatInt(g.First.UnixMilli(), 10), Last: strconv.FormatInt(g.Last.UnixMilli(), 10),
		})
	}
	for _, c := range decisions {
		row := page.HeldDecision{Article: d.heldArticle(r, l, c.Article), When: heldSpan(l, c.Span), Change: strconv.FormatInt(c.Change, 10), Undone: c.Undone}
		id := "desk.held.did-count"
		if c.Became == feedback.Void {
			id = "desk.held.did-void"
		}
		row.Did = l.T(id, "Editor", c.Editor, "When", l.Moment(c.At))
		v.Decisions = append(v.Decisions, row)
	}
	if v.Flash, err = d.lately(r); err != nil {
		return err
	}
	return respond.Render(w, r, http.StatusOK, page.HeldPage(v))
}

// heldArticle leads to an article at the desk, also when it is not served any more.
func (d *deskPages) heldArticle(r *http.Request, l *language.Locale, id string) page.Link {
	if a, ok := view.LibraryOf(r.Context()).ArticleByID(id); ok {
		return deskArticle(l, a)
	}
	return page.Link{Title: id, Path: deskArticlePath(id)}
}

func heldSpan(l *language.Locale, s feedback.Span) string {
	if s.First.Truncate(time.Minute).Equal(s.Last.Truncate(time.Minute)) {
		return l.Moment(s.First)
	}
	return l.T("desk.held.span", "First", l.Moment(s.First), "Last", l.Moment(s.Last))
}

// decideHeld counts or voids a group of answers, as its button says.
func (d *deskPages) decideHeld(w http.ResponseWriter, r *http.Request) error {
	form, err := deskForm(w, r, maxDeskForm)
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

// voidCounted voids what was counted of an article on some days.
func (d *deskPages) voidCounted(w http.ResponseWriter, r *http.Request) error {
	h, err := d.history(r)
	if err != nil {
		return err
	}
	form, err := deskForm(w, r, maxDeskForm)
	if err != nil {
		return err
	}
	first, errFirst := time.Parse(time.DateOnly, form.Get("first"))
	last, errLast := time.Parse(time.DateOnly, form.Get("last"))
	if errFirst != nil || errLast != nil || last.Before(first) {
		return respond.Refuse(http.StatusUnprocessableEntity, "desk.void.problem")
	}
	span := feedback.Span{Article: h.id, First: first, Last: last.AddDate(0, 0, 1).Add(-time.Millisecond)}
	return d.decide(w, r, span, feedback.Void, deskArticlePath(h.id))
}

func (d *deskPages) decide(w http.ResponseWriter, r *http.Request, span feedback.Span, became feedback.Held, back string) error {
	change, n, err := d.Store.DecideHeld(r.Context(), editorOf(r).Name, span, became)
	if err != nil {
		return err
	}
	id := "desk.held.said.counted"
	if became == feedback.Void {
		id = "desk.held.said.void"
	}
	d.remember(r.Context(), done{id: id, count: max(n, 1), changes: []int64{change}})
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// hideModel hides a model of an article from readers, or shows it again.
func (d *deskPages) hideModel(w http.ResponseWriter, r *http.Request) error {
	h, err := d.history(r)
	if err != nil {
		return err
	}
	form, err := deskForm(w, r, maxDeskForm)
	if err != nil {
		return err
	}
	model, hide := form.Get("model"), form.Get("do") == "hide"
	if name, known := d.models(r, h).Find(model); !known || name != model {
		return respond.Refuse(http.StatusUnprocessableEntity, "desk.inbox.problem.act")
	}
	change, err := d.Store.HideModel(r.Context(), editorOf(r).Name, h.id, model, hide)
	if err != nil {
		return err
	}
	id := "desk.models.said.shown"
	if hide {
		id = "desk.models.said.hidden"
	}
	d.remember(r.Context(), done{id: id, count: 1, changes: []int64{change}})
	http.Redirect(w, r, deskArticlePath(h.id)+"?"+url.Values{"language": {h.tag}}.Encode()+"#p-models", http.StatusSeeOther)
	return nil
}

// models are those that may stand on an article's page.
func (d *deskPages) models(r *http.Request, h history) *desk.Models {
	lib := view.LibraryOf(r.Context())
	known := desk.ModelsOf(lib)
	if a, ok := lib.ArticleByID(h.id); ok {
		return known.Of(a)
	}
	return known
}

// heldWaiting counts the answers that wait for an editor. A page is shown without the count where it cannot be had.
func (d *deskPages) heldWaiting(ctx context.Context) (all, bursts int) {
	counts, err := d.Store.HeldCounts(ctx)
	if err != nil {
		return 0, 0
	}
	for _, n := range counts {
		all += n
	}
	return all, counts[feedback.HeldBurst]
}

// heldLine says how many answers wait, and that a burst is among them; empty when none do.
func (d *deskPages) heldLine(ctx context.Context, l *language.Locale) string {
	all, bursts := d.heldWaiting(ctx)
	switch {
	case all == 0:
		return ""
	case bursts > 0:
		return l.T("desk.held.bursts") + " " + l.N("desk.held.waiting", all)
	}
	return l.N("desk.held.waiting", all)
}
