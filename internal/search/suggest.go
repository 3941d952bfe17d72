package search

import (
	"net/url"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/fold"
)

const (
	maxSuggested     = 20
	minSuggested     = 2 // letters and digits that must have been typed
	suggestedOfAKind = 3 // brands and models that may stand before the articles
)

// Suggest returns what a reader who has typed so far may mean: brands, then models and labels, then
// articles, at most limit, which may be 20. Text of fewer than two letters or digits gives none.
func (i *Index) Suggest(text string, limit int) []Suggestion {
	text = clean(text)
	plain := article.PlainModel(text)
	if limit = min(limit, maxSuggested); len([]rune(plain)) < minSuggested || limit <= 0 {
		return nil
	}
	list := append(i.suggestBrands(plain), i.suggestModels(text)...)
	if len(list) < limit {
		list = append(list, i.suggestArticles(text, limit-len(list))...)
	}
	return list[:min(limit, len(list))]
}

// suggestBrands returns brands one of whose names begins so.
func (i *Index) suggestBrands(plain string) []Suggestion {
	var list []Suggestion
	for _, b := range i.brands.beginning(fold.Text(plain), suggestedOfAKind) {
		list = append(list, Suggestion{Kind: BrandKind, Label: b.Name, Path: b.Path(), Brand: b})
	}
	return list
}

// suggestModels returns models of articles that begin so, then labels of families. The brand's name
// may stand before them.
func (i *Index) suggestModels(text string) []Suggestion {
	plain, brand := article.PlainModel(text), (*article.Brand)(nil)
	words := wordsOf(text)
	if b, n := i.brands.at(words); b != nil && n < len(words) {
		plain, brand = article.PlainModel(strings.Join(words[n:], "")), b
	}
	if len([]rune(plain)) < minSuggested {
		return nil
	}
	var list []Suggestion
	seen := map[string]bool{}
	add := func(plain, label string, of *article.Brand, devices []article.Device) {
		if len(list) < suggestedOfAKind && !seen[plain] && of != nil && (brand == nil || brand == of) {
			seen[plain] = true
			list = append(list, Suggestion{Kind: ModelKind, Label: label, Path: "/models/" + url.PathEscape(label), Brand: of, Devices: devices})
		}
	}
	for _, m := range bounded(i.models.beginning(plain)) {
		a := i.library.Articles[m.place]
		add(m.plain, m.pattern.Text, a.Brand, a.Devices)
	}
	for _, e := range bounded(i.families.beginning(plain)) {
		add(e.plain, e.label, e.family.Brand, e.family.Devices)
	}
	return list
}

// bounded returns the first of a list that suggestions are chosen from.
func bounded[T any](list []T) []T { return list[:min(len(list), 200)] }

func (i *Index) suggestArticles(text string, limit int) []Suggestion {
	s := i.scores.Get().(*scores)
	defer i.release(s)
	var list []Suggestion
	for _, r := range i.top(i.rank(i.ask(text), s), limit) {
		list = append(list, Suggestion{Kind: ArticleKind, Label: r.article.Title, Path: r.article.Path(), Brand: r.article.Brand})
	}
	return list
}
