package web

import (
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

const maxModel = 60 // code points, as in the content model

// model shows what is known for one model number, as a reader types it or a link gives it.
func (s *Server) model(w http.ResponseWriter, r *http.Request) error {
	model, plain, ok := askedModel(r)
	if !ok {
		return s.notFound(w, r)
	}
	l, lib := s.localised(r)
	v := s.modelView(l, lib, model)
	switch {
	case v.Count == 0:
		return s.render(w, r, http.StatusNotFound, page.ListingPage(v))
	case plain:
		return s.listMarkdown(w, l, v, article.Text{})
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

func (s *Server) modelView(l *language.Locale, lib *article.Library, model string) page.Listing {
	title := l.T("model.title", "Model", model)
	exact, series := forModel(lib, model)
	v := page.Listing{Base: s.base(l, title, modelPath(plainest(model))), Count: len(exact) + len(series)}
	v.Crumbs = crumbs(l, title, modelPath(model))
	if v.Count == 0 {
		v.Private, v.Canonical, v.Alternates = true, "", nil // anybody can make such an address up
		v.Empty = l.T("model.empty")
		return v
	}
	v.Intro = l.N("model.intro", v.Count)
	v.Description = title + ": " + v.Intro
	v.Markdown = l.Path(modelPath(plainest(model))) + ".md"
	for _, part := range []struct {
		id   string
		list []*article.Article
	}{{"model.exact", exact}, {"model.series", series}} {
		if len(part.list) > 0 {
			v.Groups = append(v.Groups, page.Group{Title: l.T(part.id), ID: anchor(part.id), Cards: cards(l, part.list, true)})
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
