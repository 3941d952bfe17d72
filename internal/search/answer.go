package search

import (
	"context"
	"slices"

	"pinhole/internal/article"
)

// Search finds articles. An article that the query's filters exclude is never a hit. The error is ErrClosed or the context's.
func (i *Index) Search(ctx context.Context, query Query) (Results, error) {
	i.using.RLock()
	defer i.using.RUnlock()
	if i.closed {
		return Results{}, ErrClosed
	}
	s, err := i.turns.take(ctx)
	if err != nil {
		return Results{}, err
	}
	defer i.turns.end(s)
	text := clean(query.Text)
	if text == "" {
		return i.browse(query, s), ctx.Err()
	}
	q := i.ask(text)
	list, err := i.rank(ctx, q, s)
	if err != nil {
		return Results{}, err
	}
	r := Results{DidYouMean: q.corrected, Brand: i.brand(q, list)}
	list, r.Facets = i.filtered(i.current(list, query.Library), query)
	r.Total = len(list)
	m := i.marker(q)
	for _, one := range i.page(list, query) {
		r.Hits = append(r.Hits, Hit{Article: one.article, Passage: m.passage(one.article), ModelMatch: one.model, Score: one.score})
	}
	return r, ctx.Err()
}

// browse gives what the filters let through when nothing was typed.
func (i *Index) browse(query Query, s *scores) Results {
	if query.Brand == "" && query.Device == "" && query.Goal == "" {
		return Results{}
	}
	for place, a := range i.library.Articles {
		s.list = append(s.list, ranked{article: a, doc: i.docs[place]})
	}
	var r Results
	list, facets := i.filtered(i.current(s.list, query.Library), query)
	r.Facets = facets
	r.Total = len(list)
	for _, one := range i.page(list, query) {
		r.Hits = append(r.Hits, Hit{Article: one.article})
	}
	return r
}

// current leaves out what a newer Library no longer has, and takes its articles.
func (i *Index) current(list []ranked, lib *article.Library) []ranked {
	if lib == nil || lib == i.library {
		return list
	}
	kept := list[:0]
	for _, r := range list {
		if a, there := lib.ArticleByID(r.article.ID); there {
			r.article = a
			kept = append(kept, r)
		}
	}
	return kept
}

// page gives the part of the hits that the query asks for.
func (i *Index) page(list []ranked, q Query) []ranked {
	limit := min(q.Limit, MaxLimit)
	if limit <= 0 {
		limit = DefaultLimit
	}
	from := min(max(q.Offset, 0), len(list))
	return i.top(list, from+limit)[from:]
}

// brand gives the brand that the reader means.
func (i *Index) brand(q question, list []ranked) *article.Brand {
	switch {
	case len(q.brands) > 0:
		return q.brands[0]
	case len(list) == 0:
		return i.brands.nearest(q.words)
	}
	if slices.ContainsFunc(list, func(r ranked) bool { return r.model != NoModel }) {
		return i.top(list, 1)[0].article.Brand
	}
	return nil
}
