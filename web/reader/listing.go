package reader

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

func (p *Reader) brand(w http.ResponseWriter, r *http.Request) error {
	site := p.site(r)
	slug, markdown := strings.CutSuffix(chi.URLParam(r, "brand"), ".md")
	b, ok := site.Library.Brand(slug)
	if !ok {
		return p.moved(w, r)
	}
	return listing(w, r, site.Brand(b), markdown, b.Notes)
}

func (p *Reader) device(w http.ResponseWriter, r *http.Request) error {
	name, markdown := strings.CutSuffix(chi.URLParam(r, "device"), ".md")
	d := article.Device(name)
	if !slices.Contains(article.Devices, d) {
		return notFound()
	}
	return listing(w, r, p.site(r).Device(d), markdown, article.Text{})
}

func (p *Reader) goal(w http.ResponseWriter, r *http.Request) error {
	name, markdown := strings.CutSuffix(chi.URLParam(r, "goal"), ".md")
	g := article.Goal(name)
	if !slices.Contains(article.Goals, g) {
		return notFound()
	}
	return listing(w, r, p.site(r).Goal(g), markdown, article.Text{})
}

func listing(w http.ResponseWriter, r *http.Request, v page.Listing, markdown bool, notes article.Text) error {
	if markdown {
		return writeMarkdown(w, v.Canonical, view.ListingMarkdown(v, notes))
	}
	return respond.Render(w, r, http.StatusOK, page.ListingPage(v))
}
