package search

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"pinhole/internal/article"
)

// ranked is an article with what it answers.
type ranked struct {
	article *article.Article
	model   ModelMatch
	score   float64
}

const (
	saturation   = 3    // BM25's k1, for weighted occurrences
	ownBrand     = 2.5  // an article of a brand that the text names counts so much more
	otherBrand   = 0.3  // and one of another brand so much less
	noBrand      = 1.15 // where the text names none, an article that holds for every brand counts so much more
	noProcedure  = 0.9  // a procedure helps at once; whom to ask and what to know comes behind it
	maxRarity    = 3.0  // a word that nearly no article has does not alone decide which articles are hits
	leastCovered = 0.3  // an article that has less of what was asked for is no hit
	nearBest     = 0.55 // nor is one that has less than this part of what the best one has
)

// rank gives the articles that answer, in no order.
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
		maps.DeleteFunc(models, func(a *article.Article, _ ModelMatch) bool {
			return !slices.Contains(brands, a.Brand) // the number belongs to a brand that is not meant
		})
	} else {
		brands = brandsOf(models)
	}
	return i.withPhrases(s.ranked(q, i.snap.articles, models, brands), q.phrases), nil
}

// top sorts the best n to the front and gives them.
func (i *Index) top(list []ranked, n int) []ranked {
	n = min(n, len(list))
	if n > len(list)/muchLess {
		slices.SortFunc(list, i.compare)
		return list[:n]
	}
	best := make([]ranked, 0, n+1)
	for _, r := range list {
		if len(best) == n && i.compare(r, best[n-1]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, r, i.compare)
		best = slices.Insert(best, at, r)
		best = best[:min(len(best), n)]
	}
	return best
}

// compare puts the better one first. Articles that answer equally well keep the Library's order.
func (i *Index) compare(a, b ranked) int {
	switch {
	case a.model != b.model:
		return cmp.Compare(b.model, a.model)
	case a.score != b.score:
		return cmp.Compare(b.score, a.score)
	}
	return cmp.Compare(i.order[a.article.ID], i.order[b.article.ID])
}

// muchLess is how many times more articles there must be than are wanted for a full sort to be waste.
const muchLess = 16

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
	best           float32   // the most that one article covers
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
		s.best = max(s.best, s.covered[doc])
		s.one[doc] = 0
	}
	return nil
}

// ranked gives the articles that have enough of what was asked for, or a model that answers.
func (s *scores) ranked(q question, articles []*article.Article, models map[*article.Article]ModelMatch, brands []*article.Brand) []ranked {
	least := float32(max(leastCovered*s.asked, nearBest*float64(s.best)))
	var list []ranked
	for doc, a := range articles {
		if a == nil || s.covered[doc] == 0 && len(models) == 0 {
			continue
		}
		r := ranked{article: a, model: models[a]}
		if r.model == NoModel && (s.covered[doc] == 0 || s.covered[doc] < least) {
			continue
		}
		if s.asked > 0 {
			r.score = float64(s.score[doc]) * float64(s.covered[doc]) / s.asked * brandFactor(a, brands)
		}
		if !a.Goal.Procedure() && !a.Brand.General() && !slices.Contains(q.goals, a.Goal) {
			r.score *= noProcedure
		}
		list = append(list, r)
	}
	return list
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
