package search

import (
	"slices"

	"pinhole/internal/article"
)

// Search finds articles. An article that the query's filters exclude is never a hit.
func (i *Index) Search(query Query) Results {
	s := i.scores.Get().(*scores)
	defer i.release(s)
	text := clean(query.Text)
	if text == "" {
		return i.browse(query, s)
	}
	q := i.ask(text)
	list := i.rank(q, s)
	r := Results{DidYouMean: q.corrected, Brand: i.brand(q, list)}
	if q.device != nil {
		slices.SortFunc(list, i.compare)
		r.Device = i.device(q, list)
	}
	list, r.Facets = i.filtered(list, query)
	r.Total = len(list)
	m := i.marker(q)
	for _, one := range i.page(list, query) {
		r.Hits = append(r.Hits, Hit{Article: one.article, Passage: m.passage(one.place), ModelMatch: one.model, Score: one.score})
	}
	return r
}

// release lets another search use the scores.
func (i *Index) release(s *scores) {
	s.reset()
	i.scores.Put(s)
}

// browse returns what the filters let through when nothing was typed.
func (i *Index) browse(query Query, s *scores) Results {
	if query.Brand == "" && query.Device == "" && query.Goal == "" {
		return Results{}
	}
	for place, a := range i.library.Articles {
		s.list = append(s.list, ranked{article: a, place: int32(place)})
	}
	var r Results
	list, facets := i.filtered(s.list, query)
	r.Facets = facets
	r.Total = len(list)
	for _, one := range i.page(list, query) {
		r.Hits = append(r.Hits, Hit{Article: one.article})
	}
	return r
}

// page returns the part of the hits that the query asks for.
func (i *Index) page(list []ranked, q Query) []ranked {
	limit := min(q.Limit, MaxLimit)
	if limit <= 0 {
		limit = DefaultLimit
	}
	from := min(max(q.Offset, 0), len(list))
	return i.top(list, from+limit)[from:]
}

// brand returns the brand that the reader means.
func (i *Index) brand(q question, list []ranked) *article.Brand {
	switch {
	case q.device != nil:
		return q.device.Brand
	case len(list) == 0:
		return i.brands.nearest(q.words)
	}
	return nil
}
