package search

import (
	"cmp"
	"slices"

	"pinhole/internal/article"
)

// ranked is an article with what it answers.
type ranked struct {
	article *article.Article
	score   float64
	place   int32 // in the Library
	model   ModelMatch
	tier    int8 // those of a lower one stand first
	fits    bool // it is for the kind of device that the text names
}

const (
	saturation    = 3    // BM25's k1, for weighted occurrences
	ownBrand      = 3    // an article of a brand that the text names counts so much more
	otherBrand    = 0.3  // and one of another brand so much less
	noBrand       = 1.7  // where the text names none, an article that holds for every brand counts so much more
	askedGoal     = 1.5  // an article for the goal that the text asks for counts so much more
	deviceWord    = 0.45 // a word for a kind of device, or a number such as 30, counts so much less
	deviceCovers  = 0.7  // and for what an article covers so much less again, as its devices are known
	otherDevice   = 0.3  // and one for other devices than it names so much less
	itsAccount    = 0.9  // but an article about accounts that has the goal may still be what is meant
	otherLanguage = 0.7  // and one in another language than the reader's
	leastErased   = 0.05 // of equal articles, the one that erases least comes first
	mostErased    = 100  // of article.Article.Destruction
	maxRarity     = 3.0  // a word that nearly no article has does not alone decide which articles are hits
	leastCovered  = 0.3  // an article that has less of what was asked for is no hit
	nearBest      = 0.5  // nor is one that has less than this part of what the best one has
)

// appBit is the kind of device of articles about accounts.
var appBit = uint32(1) << slices.Index(article.Devices, "app")

// rank returns the articles that answer, in no order. The list holds until the scores are used
// again.
func (i *Index) rank(q question, s *scores) []ranked {
	for n := range q.units {
		i.score(&q.units[n], s)
	}
	s.brands = q.brands
	switch r := q.device; {
	case r == nil:
		if i.gather(q, s); len(s.list) == 0 && slices.ContainsFunc(q.numbers, func(t token) bool { return isNumber(t.word) || countDigits(t.word) > 1 }) {
			i.addGeneral(s) // it may be a label
		}
	case !r.covered():
		i.gatherGeneral(q, s)
	case r.Label != "":
		s.brands = append([]*article.Brand{r.Brand}, r.Also...)
		i.gatherDevice(q, s)
	default:
		if i.gather(q, s); len(s.list) == 0 {
			i.gatherDevice(q, s)
		}
	}
	i.raise(q, s.brands, s.list)
	return i.withPhrases(s.list, q.phrases)
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
	case a.tier != b.tier:
		return cmp.Compare(a.tier, b.tier)
	case a.model != b.model:
		return cmp.Compare(b.model, a.model)
	case a.score != b.score:
		return cmp.Compare(b.score, a.score)
	}
	return cmp.Compare(a.place, b.place)
}

// muchLess is how many times more articles there must be than are wanted for a full sort to be
// waste.
const muchLess = 16

// gather lists the articles that have enough of what was asked for.
func (i *Index) gather(q question, s *scores) {
	least := s.least()
	factors := i.brandFactors(s.brands)
	for place, covered := range s.covered {
		if covered > 0 && i.facts[place].general { // it holds for the brand that is named
			covered = min(covered+s.named, float32(s.asked))
			s.covered[place] = covered
		}
		if covered == 0 || covered < least {
			continue
		}
		f := i.facts[place]
		r := ranked{article: i.library.Articles[place], place: int32(place), score: s.of(place) * factors[f.brand] * q.suits(f)}
		r.fits = q.device != nil && q.device.fits(f, i.library.Articles[place])
		s.list = append(s.list, r)
	}
}

// suits says how much more or less an article counts for what it does and for the devices that it
// is about.
func (q question) suits(f fact) float64 {
	factor := 1 - leastErased*float64(min(f.erases, mostErased))/mostErased
	if f.foreign {
		factor *= otherLanguage
	}
	if f.general {
		return factor
	}
	asked := q.goals&(1<<f.goal) != 0
	if asked {
		factor *= askedGoal
	}
	switch {
	case q.devices == 0 || f.devices&q.devices != 0:
	case asked && f.devices&appBit != 0:
		factor *= itsAccount
	default:
		factor *= otherDevice
	}
	return factor
}

// brandFactors returns how much more or less the articles of each brand count, by the brands'
// numbers in the Library.
func (i *Index) brandFactors(meant []*article.Brand) []float64 {
	list := make([]float64, len(i.library.Brands))
	for n, b := range i.library.Brands {
		switch {
		case len(meant) == 0 && b.General():
			list[n] = noBrand
		case len(meant) == 0:
			list[n] = 1
		case b.General():
			list[n] = 1
		case slices.Contains(meant, b):
			list[n] = ownBrand
		default:
			list[n] = otherBrand
		}
	}
	return list
}
