package search

import (
	"net/url"

	"pinhole/internal/article"
	"pinhole/internal/fold"
)

const (
	maxSuggested     = 20
	minSuggested     = 2 // letters and digits that must have been typed
	suggestedOfAKind = 3 // brands and models that may stand before the articles
)

// Suggest gives what a reader who has typed so far may mean: brands, then models, then articles, at
// most limit, which may be 20. Text of fewer than two letters or digits gives none.
func (i *Index) Suggest(text string, limit int) []Suggestion {
	text = clean(text)
	plain := article.PlainModel(text)
	if limit = min(limit, maxSuggested); len([]rune(plain)) < minSuggested || limit <= 0 {
		return nil
	}
	list := append(i.suggestBrands(plain), i.suggestModels(plain)...)
	if len(list) < limit {
		list = append(list, i.suggestArticles(text, limit-len(list))...)
	}
	return list[:min(limit, len(list))]
}

// suggestBrands gives brands one of whose names begins so.
func (i *Index) suggestBrands(plain string) []Suggestion {
	var list []Suggestion
	for _, b := range i.brands.beginning(fold.Text(plain), suggestedOfAKind) {
		list = append(list, Suggestion{BrandKind, b.Name, b.Path(), b})
	}
	return list
}

// suggestModels gives models that begin so.
func (i *Index) suggestModels(plain string) []Suggestion {
	var list []Suggestion
	for _, m := range i.models.beginning(plain) {
		if len(list) == suggestedOfAKind {
			break
		}
		list = append(list, Suggestion{ModelKind, m.pattern.Text, "/models/" + url.PathEscape(m.pattern.Text), i.library.Articles[m.place].Brand})
	}
	return list
}

func (i *Index) suggestArticles(text string, limit int) []Suggestion {
	s := i.scores.Get().(*scores)
	defer i.release(s)
	var list []Suggestion
	for _, r := range i.top(i.rank(i.ask(text), s), limit) {
		list = append(list, Suggestion{ArticleKind, r.article.Title, r.article.Path(), r.article.Brand})
	}
	return list
}
