package desk

import (
	"net/http"
	"net/url"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/insight"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// voidCounted voids what was counted of an article on some days.
func (d *articles) voidCounted(w http.ResponseWriter, r *http.Request) error {
	h, err := d.history(r)
	if err != nil {
		return err
	}
	form, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	first, errFirst := time.Parse(time.DateOnly, form.Get("first"))
	last, errLast := time.Parse(time.DateOnly, form.Get("last"))
	if errFirst != nil || errLast != nil || last.Before(first) {
		return respond.Refuse(http.StatusUnprocessableEntity, "desk.void.problem")
	}
	span := feedback.Span{Article: h.id, First: first, Last: last.AddDate(0, 0, 1).Add(-time.Millisecond)}
	return d.held.decide(w, r, span, feedback.Void, articlePath(h.id))
}

// hideModel hides a model of an article from readers, or shows it again.
func (d *articles) hideModel(w http.ResponseWriter, r *http.Request) error {
	h, err := d.history(r)
	if err != nil {
		return err
	}
	form, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	model, hide := form.Get("model"), form.Get("do") == "hide"
	if name, known := d.models(r, h).Find(model); !known || name != model {
		return respond.Refuse(http.StatusUnprocessableEntity, "desk.inbox.problem.act")
	}
	change, err := d.store.HideModel(r.Context(), editorOf(r).Name, h.id, model, hide)
	if err != nil {
		return err
	}
	id := "desk.models.said.shown"
	if hide {
		id = "desk.models.said.hidden"
	}
	d.flashes.set(r.Context(), flash{id: id, count: 1, changes: []int64{change}})
	http.Redirect(w, r, articlePath(h.id)+"?"+url.Values{"language": {h.tag}}.Encode()+"#p-models", http.StatusSeeOther)
	return nil
}

// models are those that may stand on an article's page.
func (d *articles) models(r *http.Request, h history) *insight.Models {
	lib := view.LibraryOf(r.Context())
	known := insight.ModelsOf(lib)
	if a, ok := lib.ArticleByID(h.id); ok {
		return known.Of(a)
	}
	return known
}
