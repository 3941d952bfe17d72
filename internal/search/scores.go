package search

import (
	"math"

	"pinhole/internal/article"
)

// scores gather what the articles have of what was asked for, by their places in the Library.
type scores struct {
	score, covered []float32
	asked          float64   // the weight of all units
	named          float32   // of those that are a part of a brand's name
	best           float32   // the most that one article covers
	unit           []float32 // of the unit at hand
	list           []ranked
	brands         []*article.Brand // that are meant
}

func newScores(n int) *scores {
	return &scores{score: make([]float32, n), covered: make([]float32, n), unit: make([]float32, n)}
}

func (s *scores) reset() {
	clear(s.score)
	clear(s.covered)
	s.asked, s.named, s.best, s.list = 0, 0, 0, s.list[:0]
}

// score adds one unit. One that no article has says nothing about which of them is meant.
func (i *Index) score(u *unit, s *scores) {
	list := i.answering(*u, s)
	if len(list) == 0 {
		return
	}
	rare := rarity(len(i.docs), len(list))
	if u.device || u.number {
		rare *= deviceWord
	}
	counts := min(rare, maxRarity)
	if u.device {
		counts *= deviceCovers
	}
	u.rarity = float32(counts)
	s.asked += counts
	if u.brand {
		s.named += float32(counts)
	}
	for _, p := range list {
		s.score[p.place] += float32(rare) * p.weight
		s.covered[p.place] += float32(counts)
		s.best = max(s.best, s.covered[p.place])
	}
}

// rarity says how much it tells about an article that it has a word: BM25's inverse document
// frequency.
func rarity(articles, having int) float64 {
	return math.Log(1 + (float64(articles-having)+0.5)/(float64(having)+0.5))
}

// answering returns the articles that have a unit; in each, its best alternative counts.
func (i *Index) answering(u unit, s *scores) []posting {
	if len(u.answers) == 1 && len(u.answers[0].stems) == 1 && u.answers[0].weight == 1 {
		return i.words.having(u.answers[0].stems[0])
	}
	found := 0
	for _, alt := range u.answers {
		if alt.common {
			continue
		}
		for _, p := range i.words.all(alt.stems) {
			if s.unit[p.place] == 0 {
				found++
			}
			s.unit[p.place] = max(s.unit[p.place], float32(alt.weight)*p.weight)
		}
	}
	list := make([]posting, 0, found)
	for place, w := range s.unit {
		if w > 0 {
			list = append(list, posting{int32(place), w})
		}
	}
	clear(s.unit)
	return list
}

// least is how much of what was asked for an article must have to be a hit.
func (s *scores) least() float32 { return float32(max(leastCovered*s.asked, nearBest*float64(s.best))) }

// of returns the score of the article at a place.
func (s *scores) of(place int) float64 {
	if s.asked == 0 {
		return 0
	}
	return float64(s.score[place]) * float64(s.covered[place]) / s.asked
}
