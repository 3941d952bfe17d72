package view

import (
	"pinhole/internal/article"
	"pinhole/web/page"
	"strings"
)

// MaxModel is the length of a model number in code points, as in the content model.
const MaxModel = 60

// Model returns the page of one model number, as typed by a reader or given by a link. Its Count is
// 0 if no article names it.
func (s Site) Model(model string) page.Listing {
	l, lib := s.Locale, s.Library
	title := l.T("model.title", "Model", model)
	exact, series := forModel(lib, model)
	v := page.Listing{Base: s.Base(title, modelPath(plainest(model))), Count: len(exact) + len(series)}
	v.Crumbs = crumbs(l, title, modelPath(model))
	if v.Count == 0 {
		v.Private, v.Canonical, v.Alternates = true, "", nil // such addresses can be made up
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

// forModel returns the articles for a model number. A pattern, as in articles' links, stands for
// the simplest model that it matches; there are then no exact matches.
func forModel(lib *article.Library, model string) (exact, series []*article.Article) {
	if !isPattern(model) {
		return lib.ForModel(model)
	}
	exact, series = lib.ForModel(strings.NewReplacer("*", "", "?", "0").Replace(model))
	return nil, append(exact, series...)
}

func isPattern(model string) bool { return strings.ContainsAny(model, "*?") }

// plainest returns the canonical spelling of a model number.
func plainest(model string) string {
	if isPattern(model) {
		return model
	}
	return article.PlainModel(model)
}
