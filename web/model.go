package web

import (
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/web/page"
)

const maxModel = 60 // code points, as in the content model

// model shows what is known for one model number, as a reader types it or a link gives it.
func (s *Server) model(w http.ResponseWriter, r *http.Request) error {
	model, plain, ok := askedModel(r)
	if !ok {
		return s.notFound(w, r)
	}
	v := s.modelView(s.Library(), model)
	switch {
	case v.Count == 0:
		return s.render(w, r, http.StatusNotFound, page.ListingPage(v))
	case plain:
		return s.listMarkdown(w, v, article.Text{})
	}
	return s.render(w, r, http.StatusOK, page.ListingPage(v))
}

// askedModel takes the model from an address, without what cannot be seen. It is not ok when nothing is left or it is too long.
func askedModel(r *http.Request) (model string, markdown, ok bool) {
	model = chi.URLParam(r, "model")
	if r.URL.RawPath != "" { // else it comes decoded
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
		case unicode.Is(unicode.C, c): // control characters, and marks that turn the direction of the text around them
			return -1
		}
		return c
	}
	model = strings.Join(strings.Fields(strings.Map(seen, model)), " ")
	return model, markdown, article.PlainModel(model) != "" && utf8.RuneCountInString(model) <= maxModel
}

func (s *Server) modelView(lib *article.Library, model string) page.Listing {
	title := "Model " + model
	exact, series := forModel(lib, model)
	v := page.Listing{Base: s.base(title, modelPath(plainest(model))), Count: len(exact) + len(series)}
	v.Crumbs = []page.Crumb{home(), {Title: title, Path: modelPath(model)}}
	if v.Count == 0 {
		v.Private, v.Canonical = true, "" // anybody can make such an address up
		v.Empty = "No article names this model. Look at the label again, or choose your brand: many articles are for all of its devices."
		return v
	}
	v.Intro = many(v.Count, "article names", "articles name") + " this model, or a series that it belongs to."
	v.Description = title + ": " + v.Intro
	v.Markdown = modelPath(plainest(model)) + ".md"
	for _, part := range []struct {
		title string
		list  []*article.Article
	}{{"For this model", exact}, {"For its series", series}} {
		if len(part.list) > 0 {
			v.Groups = append(v.Groups, page.Group{Title: part.title, ID: anchor(part.title), Cards: cards(part.list, true)})
		}
	}
	return v
}

// forModel gives the articles for a model number. A pattern, as articles name and link them, stands for the simplest model
// that it takes; nothing then is for that one model alone.
func forModel(lib *article.Library, model string) (exact, series []*article.Article) {
	if !isPattern(model) {
		return lib.ForModel(model)
	}
	exact, series = lib.ForModel(strings.NewReplacer("*", "", "?", "0").Replace(model))
	return nil, append(exact, series...)
}

func isPattern(model string) bool { return strings.ContainsAny(model, "*?") }

// plainest is the one spelling of a model number under which its page is to be found.
func plainest(model string) string {
	if isPattern(model) {
		return model
	}
	return article.PlainModel(model)
}
