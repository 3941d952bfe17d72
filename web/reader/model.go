package reader

import (
	"net/http"
	"net/url"
	"pinhole/internal/article"
	"pinhole/internal/search"
	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/view"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"
)

// model serves the page of one model number, as typed by a reader or given by a link. Where one
// article alone names the model or fits its device, the address leads there.
func (p *Reader) model(w http.ResponseWriter, r *http.Request) error {
	model, markdown, ok := askedModel(r)
	if !ok {
		return notFound()
	}
	site := p.site(r)
	found, err := p.Index.Search(r.Context(), site.Locale.Tag(), search.Query{Text: model})
	if err != nil {
		return err
	}
	if a := site.OnlyArticle(model, found); a != nil {
		ending := ""
		if markdown {
			ending = ".md"
		}
		http.Redirect(w, r, site.Locale.Path(a.Path()+ending), http.StatusFound)
		return nil
	}
	v := site.Model(model, found)
	if !markdown {
		site.AddDeviceCard(&v, found)
	}
	if v.Count == 0 {
		return respond.Render(w, r, http.StatusNotFound, page.ListingPage(v))
	}
	return listing(w, r, v, markdown, article.Text{})
}

// askedModel returns the model in an address without invisible characters; ok is false if it is
// empty or too long.
func askedModel(r *http.Request) (model string, markdown, ok bool) {
	model = chi.URLParam(r, "model")
	if r.URL.RawPath != "" { // otherwise it is already decoded
		decoded, err := url.PathUnescape(model)
		if err != nil {
			return "", false, false
		}
		model = decoded
	}
	model, markdown = strings.CutSuffix(model, ".md")
	if !utf8.ValidString(model) {
		return "", false, false
	}
	seen := func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unicode.Is(unicode.C, c): // control characters, including those that change the direction of text
			return -1
		}
		return c
	}
	model = strings.Join(strings.Fields(strings.Map(seen, model)), " ")
	return model, markdown, article.PlainModel(model) != "" && utf8.RuneCountInString(model) <= view.MaxModel
}
