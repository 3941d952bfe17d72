package desk

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
	"pinhole/web/revision"
	"pinhole/web/view"
)

// How much of an article's history and of what was said stands on its page.
const (
	shownRevisions = 40
	shownModelRows = 15
	shownComments  = 5
)

// articles shows what readers said of single articles.
type articles struct {
	*frame
	store     articleStore
	flashes   *flashes
	held      *held
	revisions revision.Store
}

// articleStore is the store as an article's page sees it.
type articleStore interface {
	countStore
	// HideModel keeps a model off an article's page, or shows it there again.
	HideModel(ctx context.Context, by, article, model string, hide bool) (change int64, err error)
	// HiddenModels returns the models that are hidden, by article.
	HiddenModels(context.Context) (map[string][]string, error)
}

// history is an article in one language, with the revisions in which it was served here.
type history struct {
	id, title string
	tag       string
	current   *article.Article  // nil: it is not in the library any more, or not in this language
	served    []feedback.Served // oldest first
}

// history finds the article that an address names.
func (d *articles) history(r *http.Request) (h history, err error) {
	lib, q := view.LibraryOf(r.Context()), r.URL.Query()
	h = history{id: chi.URLParam(r, "id"), tag: q.Get("language")}
	if h.tag == "" {
		h.tag = d.languageOf(r.Context(), h.id, cmp.Or(q.Get("revision"), q.Get("from")))
	}
	if a, ok := lib.ArticleByID(h.id); ok {
		if h.current, ok = lib.Translation(a, h.tag); !ok {
			h.current = nil
		}
	}
	if h.served, err = d.store.Served(r.Context(), h.id, h.tag); err != nil {
		return h, err
	}
	switch {
	case h.current != nil:
		h.title = h.current.Title
	case len(h.served) > 0:
		h.title = h.served[len(h.served)-1].Title
	default:
		return h, respond.Refuse(http.StatusNotFound, "desk.refusal.not-found")
	}
	return h, nil
}

// languageOf is the language of a revision, or that of all articles where it is not known.
func (d *articles) languageOf(ctx context.Context, id, name string) string {
	found, _ := revision.NewFinder(ctx, view.LibraryOf(ctx), d.revisions).Find(id, name)
	return cmp.Or(found.Language, language.Source)
}

// chosen is the revision that a page is about: the one that its address names, else the current or
// the latest one.
func (h history) chosen(name string) string {
	if slices.ContainsFunc(h.served, func(s feedback.Served) bool { return s.Revision == name }) {
		return name
	}
	if h.current != nil {
		return h.current.Revision
	}
	return h.served[len(h.served)-1].Revision
}

// show shows what readers said of an article, revision by revision and step by step.
func (d *articles) show(w http.ResponseWriter, r *http.Request) error {
	h, err := d.history(r)
	if err != nil {
		return err
	}
	l, revision := d.locale(r), h.chosen(r.URL.Query().Get("revision"))
	v := page.Article{Base: d.base(r, h.title, "fix"), Lang: view.Foreign(l, h.tag), Revision: revision, Path: articlePath(h.id), Comments: commentsOn(url.Values{"article": {h.id}})}
	v.Languages = d.otherLanguages(view.LibraryOf(r.Context()), h)
	if a := h.current; a != nil {
		v.Page, v.Brand, v.Edit = d.settings.Origin+a.Path(), a.Brand.Name, d.site(r).EditAddress(a.File)
	}
	for _, add := range []func(*http.Request, *page.Article, history, string) error{d.addEdits, d.addSteps, d.addSaid, d.addComments} {
		if err := add(r, &v, h, revision); err != nil {
			return err
		}
	}
	v.Styles = []string{"css/desk-inbox.css"}
	v.Days = [2]string{d.today().Format(time.DateOnly), d.today().Format(time.DateOnly)}
	if v.Flash, err = d.flashes.pop(r); err != nil {
		return err
	}
	return respond.Render(w, r, http.StatusOK, page.ArticlePage(v))
}

// commentsOn is the inbox with all comments on something, settled ones too.
func commentsOn(what url.Values) string {
	what.Set("status", allComments)
	return inboxPath + "?" + what.Encode()
}

// otherLanguages lead to the same article in the languages that it is written in.
func (d *articles) otherLanguages(lib *article.Library, h history) []page.Choice {
	a, ok := lib.ArticleByID(h.id)
	if !ok {
		return nil
	}
	var list []page.Choice
	for _, l := range d.settings.Locales.Locales() {
		if _, ok := lib.Translation(a, l.Tag()); ok {
			list = append(list, page.Choice{Title: l.Name(), Path: articlePath(h.id) + "?language=" + l.Tag(), Here: l.Tag() == h.tag})
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// addEdits draws the time line, the newest revision first.
func (d *articles) addEdits(r *http.Request, v *page.Article, h history, revision string) error {
	counts, err := d.store.CountVerdicts(r.Context(), feedback.Filter{Articles: []string{h.id}}, feedback.ByRevision)
	if err != nil {
		return err
	}
	before := ""
	for _, e := range effects(h.served, counts) {
		v.Edits = append(v.Edits, editRow(v.Locale, h, e, before, revision))
		before = e.Revision
	}
	slices.Reverse(v.Edits)
	v.Edits = v.Edits[:min(len(v.Edits), shownRevisions)]
	return nil
}

func editRow(l *language.Locale, h history, e insight.Effect, before, chosen string) page.Edit {
	row := page.Edit{
		Revision: e.Revision, Day: l.Day(e.Since), Answers: e.Helpful.Whole, Helpful: shareWords(l, e.Helpful), Likely: likelyWords(l, e.Likely),
		At: place(100 * e.Helpful.Value()), Low: place(100 * e.Likely.Low), Wide: place(100 * (e.Likely.High - e.Likely.Low)),
		First: e.First, Here: e.Revision == chosen, Current: h.current != nil && e.Revision == h.current.Revision,
	}
	q := url.Values{"revision": {e.Revision}}
	changes := url.Values{"from": {before}, "to": {e.Revision}}
	if h.tag != language.Source {
		q.Set("language", h.tag)
		changes.Set("language", h.tag)
	}
	row.Path = articlePath(h.id) + "?" + q.Encode() + "#p-steps"
	if e.First {
		return row
	}
	row.Changes = articlePath(h.id) + "/changes?" + changes.Encode()
	row.Effect, row.BeforeAfter = changeWords(l, e.Edit), beforeAfter(l, e)
	return row
}

// addSteps sets the failures beside the words of the steps as they were in that revision.
func (d *articles) addSteps(r *http.Request, v *page.Article, h history, revision string) error {
	failures, err := d.store.CountVerdicts(r.Context(), feedback.Filter{Articles: []string{h.id}, Revision: revision, Failed: true}, feedback.ByStep)
	if err != nil {
		return err
	}
	v.Failures = total(failures)
	steps, err := d.stepsOf(r, h, revision)
	if err != nil {
		return err
	}
	byStep := map[string]int{}
	named := 0
	for _, c := range failures {
		byStep[c.Keys[0]] = c.Failed()
		if c.Keys[0] == "" {
			v.Unnamed = c.Failed()
		} else {
			named += c.Failed()
		}
	}
	for _, s := range steps {
		n := byStep[s.Anchor]
		v.Steps = append(v.Steps, page.Step{
			Name: stepOf(v.Locale, s.Anchor), Text: s.Text, Failed: n, Wide: place(100 * insight.Share{Part: n, Whole: named}.Value()),
			Comments: commentsOn(url.Values{"article": {h.id}, "revision": {revision}, "step": {s.Anchor}}),
		})
	}
	return nil
}

func (d *articles) stepsOf(r *http.Request, h history, revision string) ([]article.Step, error) {
	if h.current != nil && h.current.Revision == revision {
		return h.current.Steps(), nil
	}
	tag, text, err := d.revisions.RevisionText(r.Context(), h.id, revision)
	if errors.Is(err, feedback.ErrNotFound) {
		return nil, nil
	}
	return article.StepsOf(tag, text), err
}

// addSaid counts reasons, and models with what came of the reset on them.
func (d *articles) addSaid(r *http.Request, v *page.Article, h history, revision string) error {
	l, of := v.Locale, feedback.Filter{Articles: []string{h.id}, Revision: revision}
	models, err := d.store.CountVerdicts(r.Context(), of, feedback.ByModel, feedback.ByOutcome)
	if err != nil {
		return err
	}
	hidden, err := d.store.HiddenModels(r.Context())
	if err != nil {
		return err
	}
	v.Models = modelRows(models)
	known := d.models(r, h)
	for i := range v.Models {
		m := &v.Models[i]
		m.Public, _ = known.Find(m.Name)
		m.Hidden = slices.Contains(hidden[h.id], m.Public)
	}
	of.Failed = true
	reasons, err := d.store.CountVerdicts(r.Context(), of, feedback.ByReason)
	if err != nil {
		return err
	}
	reasons = slices.DeleteFunc(reasons, func(c feedback.Count) bool { return c.Keys[0] == "" })
	slices.SortStableFunc(reasons, func(a, b feedback.Count) int { return cmp.Compare(b.Failed(), a.Failed()) })
	all := total(reasons)
	for _, c := range reasons {
		wide := place(100 * insight.Share{Part: c.Failed(), Whole: all}.Value())
		v.Reasons = append(v.Reasons, page.Reason{Words: l.Capital(view.ReasonWord(l, feedback.Reason(c.Keys[0]))), Count: c.Failed(), Wide: wide})
	}
	return nil
}

// modelRows puts the outcomes of a model side by side, the most named models first.
func modelRows(counts []feedback.Count) []page.Model {
	var rows []page.Model
	for _, c := range counts {
		if c.Keys[0] == "" {
			continue
		}
		if len(rows) == 0 || rows[len(rows)-1].Name != c.Keys[0] {
			rows = append(rows, page.Model{Name: c.Keys[0]})
		}
		row := &rows[len(rows)-1]
		row.Answers += c.Answers
		switch feedback.Outcome(c.Keys[1]) {
		case feedback.Worked:
			row.Worked += c.Answers
		case feedback.Failed:
			row.Failed += c.Answers
		}
	}
	slices.SortStableFunc(rows, func(a, b page.Model) int { return cmp.Compare(b.Answers, a.Answers) })
	return rows[:min(len(rows), shownModelRows)]
}

// addComments shows the latest comments on all revisions.
func (d *articles) addComments(r *http.Request, v *page.Article, h history, _ string) error {
	of := feedback.Filter{Articles: []string{h.id}, Commented: true}
	items, err := d.store.Items(r.Context(), of, feedback.Cursor{}, shownComments)
	if err != nil {
		return err
	}
	count, err := d.store.CountItems(r.Context(), of)
	if err != nil {
		return err
	}
	v.CommentCount = total(count)
	for _, i := range items {
		c := page.CommentLine{Path: itemPath(i.ID, ""), Text: i.Comment, Day: v.Locale.Day(i.ReceivedAt), Status: v.Locale.T(statusIDs[i.Status]), Lang: view.Foreign(v.Locale, i.Language)}
		if i.Step != "" {
			c.Step = stepOf(v.Locale, i.Step)
		}
		v.Latest = append(v.Latest, c)
	}
	return nil
}
