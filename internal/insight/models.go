package insight

import "pinhole/internal/article"

// Models are the models that articles name, and the labels that sources name for families of the
// content's brands. Nothing else that a reader types as a model is made public.
type Models struct {
	near  []article.Pattern // models and patterns of the article in question, then those of its brand
	brand map[string][]article.Pattern
	exact map[string]string // of the whole library: spellings by plain models

	labels map[string]string // spellings by plain labels of families
}

// ModelsOf returns the models that the articles and families of a library name.
func ModelsOf(lib *article.Library) *Models {
	m := &Models{brand: map[string][]article.Pattern{}, exact: map[string]string{}, labels: map[string]string{}}
	for _, a := range lib.Articles {
		for _, p := range a.Models {
			if plain := article.PlainModel(p.Text); p.Exact() && m.exact[plain] == "" {
				m.exact[plain] = p.Text
			}
		}
		if a.Brand != nil {
			m.brand[a.Brand.Slug] = append(m.brand[a.Brand.Slug], a.Models...)
		}
	}
	for _, f := range lib.Families() {
		for _, label := range f.Examples {
			if plain := article.PlainModel(label); f.Brand != nil && m.labels[plain] == "" {
				m.labels[plain] = label
			}
		}
	}
	return m
}

// Of returns the same models for one article: its own first, then those of its brand.
func (m *Models) Of(a *article.Article) *Models {
	of := &Models{near: a.Models, brand: m.brand, exact: m.exact, labels: m.labels}
	if a.Brand != nil {
		of.near = append(of.near[:len(of.near):len(of.near)], m.brand[a.Brand.Slug]...)
	}
	return of
}

// Find returns a reader's model in the spelling of the articles: a model that one of them names,
// else the first pattern of the article or its brand that takes it, else a label that a family's
// source names. It is not ok for everything else.
func (m *Models) Find(typed string) (name string, ok bool) {
	pattern := ""
	for _, p := range m.near {
		switch {
		case !p.Matches(typed):
		case p.Exact():
			return p.Text, true
		case pattern == "":
			pattern = p.Text
		}
	}
	if name, ok := m.exact[article.PlainModel(typed)]; ok {
		return name, true
	}
	if pattern == "" {
		pattern = m.labels[article.PlainModel(typed)]
	}
	return pattern, pattern != ""
}
