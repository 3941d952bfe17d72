package reader

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// questions leads to the page on which all trees of questions begin.
func (p *Reader) questions(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, p.site(r).Locale.Path("/find"), http.StatusMovedPermanently)
	return nil
}

// question serves one question of a tree: the first at the tree's own address.
func (p *Reader) question(w http.ResponseWriter, r *http.Request) error {
	site := p.site(r)
	slug, markdown := strings.CutSuffix(chi.URLParam(r, "tree"), ".md")
	t, ok := site.Library.QuestionTree(slug)
	if !ok {
		return notFound()
	}
	if markdown {
		return writeMarkdown(w, site.Origin+site.Locale.Path(t.Path()), view.QuestionsMarkdown(site, t))
	}
	q := t.Questions[0]
	if id := chi.URLParam(r, "question"); id != "" {
		if q, ok = t.Question(id); !ok {
			return notFound()
		}
		if q.Parent == nil {
			http.Redirect(w, r, site.Locale.Path(t.Path()), http.StatusMovedPermanently)
			return nil
		}
	}
	return respond.Render(w, r, http.StatusOK, page.QuestionPage(view.Question(site, t, q)))
}
