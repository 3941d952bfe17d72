package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	"pinhole/internal/article"
)

// ranked is an article with what it answers.
type ranked struct {
	article *article.Article
	model   ModelMatch
	score   float64
	covered float64 // how much of what was asked for it has, from 0 to 1
}

const (
	saturation   = 3    // BM25's k1, for weighted occurrences
	ownBrand     = 2.5  // an article of a brand that the text names counts so much more
	otherBrand   = 0.3  // and one of another brand so much less
	noBrand      = 1.15  // where the text names none, an article that holds for every brand counts so much more
	noProcedure  = 0.9 // a procedure helps at once; whom to ask and what to know comes behind it
	maxRarity    = 3.0  // a word that nearly no article has does not alone decide which articles are hits
	leastCovered = 0.3  // an article that has less of what was asked for is no hit
	nearBest     = 0.55 // nor is one that has less than this part of what the best one has
)

// rank gives the articles that answer, best first.
func (i *Index) rank(ctx context.Context, q question) ([]ranked, error) {
	s := newScores(len(i.snap.articles))
	for _, u := range q.units {
		if err := i.score(ctx, u, s); err != nil {
			return nil, err
		}
	}
	models := i.models.find(q.numbers, i.words().has)
	brands := q.brands
	if len(brands) > 0 {
		for a := range models {
			if !slices.Contains(brands, a.Brand) {
				delete(models, a) // the number belongs to a brand that is not meant
			}
		}
	} else {
		brands = brandsOf(models)
	}
	list := s.ranked(q, i.snap.articles, models, brands)
	list = i.withPhrases(list, q.phrases)
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.model, a.model), cmp.Compare(b.score, a.score), cmp.Compare(i.order[a.article], i.order[b.article]))
	})
	return list, nil
}

// brandsOf gives the brands whose models match best.
func brandsOf(models map[*article.Article]ModelMatch) []*article.Brand {
	best := NoModel
	for _, m := range models {
		best = max(best, m)
	}
	var list []*article.Brand
	for a, m := range models {
		if m == best && !slices.Contains(list, a.Brand) {
			list = append(list, a.Brand)
		}
	}
	return list
}

// scores gather what the articles have of what was asked for, by their numbers.
type scores struct {
	score, covered []float32
	one            []float32 // of the unit at hand
	touched        []int32   // whose number in one is not 0
	asked          float64   // the weight of all units
}

func newScores(n int) *scores {
	return &scores{score: make([]float32, n), covered: make([]float32, n), one: make([]float32, n)}
}

// score adds one unit: in each article, its best alternative counts.
func (i *Index) score(ctx context.Context, u unit, s *scores) error {
	s.touched = s.touched[:0]
	for _, alt := range u.answers {
		list, err := i.postings.all(ctx, alt.stems)
		if err != nil {
			return err
		}
		for _, p := range list {
			value := float32(alt.weight) * p.weight / (p.weight + saturation)
			if s.one[p.doc] == 0 {
				s.touched = append(s.touched, p.doc)
			}
			s.one[p.doc] = max(s.one[p.doc], value)
		}
	}
	all, having := float64(len(i.snap.articles)), float64(len(s.touched))
	rarity := math.Log(1 + (all-having+0.5)/(having+0.5))
	counts := min(rarity, maxRarity)
	s.asked += counts
	for _, doc := range s.touched {
		s.score[doc] += float32(rarity) * s.one[doc]
		s.covered[doc] += float32(counts)
		s.one[doc] = 0
	}
	return nil
}

func (s *scores) ranked(q question, articles []*article.Article, models map[*article.Article]ModelMatch, brands []*article.Brand) []ranked {
	var list []ranked
	best := 0.0
	for doc, a := range articles {
		if a == nil || s.score[doc] == 0 && models[a] == NoModel {
			continue
		}
		r := ranked{article: a, model: models[a], covered: float64(s.covered[doc]) / s.asked}
		r.score = float64(s.score[doc]) * r.covered * brandFactor(a, brands)
		if !a.Goal.Procedure() && !a.Brand.General() && !q.asksFor(a.Goal) {
			r.score *= noProcedure
		}
		best = max(best, r.covered)
		list = append(list, r)
	}
	least := max(leastCovered, nearBest*best)
	return slices.DeleteFunc(list, func(r ranked) bool { return r.covered < least && r.model == NoModel })
}

func brandFactor(a *article.Article, brands []*article.Brand) float64 {
	switch {
	case len(brands) == 0 && a.Brand.General():
		return noBrand
	case len(brands) == 0:
		return 1
	case slices.Contains(brands, a.Brand):
		return ownBrand
	}
	return otherBrand
}

// asksFor says whether the text has a word of a goal's name, such as support.
func (q question) asksFor(g article.Goal) bool {
	for _, t := range tokens(string(g)) {
		if q.wanted[stem(t.word)] >= synonymWeight {
			return true
		}
	}
	return false
}
