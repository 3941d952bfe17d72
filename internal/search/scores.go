package search

import (
	"context"
	"math"
	"strconv"
)

// scores gather what the articles have of what was asked for, by their numbers.
type scores struct {
	score, covered []float32
	models         []ModelMatch
	asked          float64   // the weight of all units
	best           float32   // the most that one article covers
	one            []float32 // of the unit at hand
	list           []ranked
}

func newScores(n int) *scores {
	return &scores{score: make([]float32, n), covered: make([]float32, n), models: make([]ModelMatch, n), one: make([]float32, n)}
}

func (s *scores) reset() {
	clear(s.score)
	clear(s.covered)
	clear(s.models)
	s.asked, s.best, s.list = 0, 0, s.list[:0]
}

// score adds one unit.
func (i *Index) score(ctx context.Context, u unit, s *scores) error {
	list, err := i.answering(ctx, u, s)
	if err != nil {
		return err
	}
	all, having := float64(len(i.snap.articles)), float64(len(list))
	rarity := math.Log(1 + (all-having+0.5)/(having+0.5))
	counts := min(rarity, maxRarity)
	s.asked += counts
	for _, p := range list {
		s.score[p.doc] += float32(rarity) * p.weight
		s.covered[p.doc] += float32(counts)
		s.best = max(s.best, s.covered[p.doc])
	}
	return nil
}

// answering gives the articles that have a unit; in each, its best alternative counts. Words that many ask for have long lists, and
// many of them, so what was put together is kept.
func (i *Index) answering(ctx context.Context, u unit, s *scores) ([]posting, error) {
	if only, ok := u.oneStem(); ok {
		return i.postings.of(ctx, only)
	}
	return i.units.of(u.key(), func() ([]posting, error) {
		for _, alt := range u.answers {
			list, err := i.postings.all(ctx, alt.stems)
			if err != nil {
				clear(s.one)
				return nil, err
			}
			for _, p := range list {
				s.one[p.doc] = max(s.one[p.doc], float32(alt.weight)*p.weight)
			}
		}
		return gathered(s.one), nil
	})
}

// gathered lists what is not 0, and clears it.
func gathered(weights []float32) []posting {
	found := 0
	for _, w := range weights {
		found += b2i(w > 0)
	}
	list := make([]posting, 0, found)
	for doc, w := range weights {
		if w > 0 {
			list = append(list, posting{int32(doc), w})
		}
	}
	clear(weights)
	return list
}

// oneStem gives the stem of a unit that nothing else answers to.
func (u unit) oneStem() (string, bool) {
	if len(u.answers) != 1 || len(u.answers[0].stems) != 1 || u.answers[0].weight != 1 {
		return "", false
	}
	return u.answers[0].stems[0], true
}

// key tells units apart that answer differently.
func (u unit) key() string {
	var key []byte
	for _, alt := range u.answers {
		for _, stem := range alt.stems {
			key = append(append(key, stem...), ' ')
		}
		key = append(strconv.AppendFloat(key, alt.weight, 'g', -1, 64), ';')
	}
	return string(key)
}
