package search

import (
	"context"
	"net/url"
	"strings"

	"pinhole/internal/article"
)

const (
	maxSuggested     = 20
	minSuggested     = 2 // letters and digits that must have been typed
	suggestedOfAKind = 3 // brands and models that may stand before the articles
)

// Suggest gives what a reader who has typed so far may mean: brands, then models, then articles, at most limit, which may be 20. Text
// of fewer than two letters or digits gives none. The error is ErrClosed or the context's.
func (i *Index) Suggest(ctx context.Context, text string, limit int) ([]Suggestion, error) {
	i.using.RLock()
	defer i.using.RUnlock()
	if i.closed {
		return nil, ErrClosed
	}
	text = clean(text)
	plain := article.PlainModel(text)
	if limit = min(limit, maxSuggested); len([]rune(plain)) < minSuggested || limit <= 0 {
		return nil, ctx.Err()
	}
	list := append(i.suggestBrands(plain), i.suggestModels(plain)...)
	if len(list) < limit {
		articles, err := i.suggestArticles(ctx, text, limit-len(list))
		if err != nil {
			return nil, err
		}
		list = append(list, articles...)
	}
	return list[:min(limit, len(list))], ctx.Err()
}

// suggestBrands gives brands one of whose names begins so.
func (i *Index) suggestBrands(plain string) []Suggestion {
	var list []Suggestion
	for _, b := range i.brands.beginning(strings.ToLower(plain), suggestedOfAKind) {
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

func (i *Index) suggestArticles(ctx context.Context, text string, limit int) ([]Suggestion, error) {
	s, err := i.turns.take(ctx)
	if err != nil {
		return nil, err
	}
	defer i.turns.end(s)
	found, err := i.rank(ctx, i.ask(text), s)
	if err != nil {
		return nil, err
	}
	var list []Suggestion
	for _, r := range i.top(found, limit) {
		list = append(list, Suggestion{ArticleKind, r.article.Title, r.article.Path(), r.article.Brand})
	}
	return list, nil
}
