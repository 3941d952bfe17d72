package search

import (
	"maps"
	"slices"
	"strings"
)

// vocabulary is every word that stands in an article, with its stem and how many articles had it. It never changes; learner
// makes the next one. Words of articles that are gone stay in it until everything is indexed anew: their stems then have no
// postings.
type vocabulary struct {
	speech *speech
	known  map[string]entry
	stems  map[string]int32 // their numbers
	sorted []string
	shapes []shape // of the words that typing errors are mended to
}

type entry struct {
	stem     string
	number   int32 // from 1 on
	articles int
}

// stem gives the form under which a word is indexed, also of a word that no article has.
func (v *vocabulary) stem(word string) string {
	if e, ok := v.known[word]; ok {
		return e.stem
	}
	return v.speech.stem(word)
}

func (v *vocabulary) has(word string) bool { return v.known[word].articles > 0 }

// begin gives the words that begin with a prefix and are longer.
func (v *vocabulary) begin(prefix string) []string {
	from, _ := slices.BinarySearch(v.sorted, prefix)
	to := from
	for to < len(v.sorted) && strings.HasPrefix(v.sorted[to], prefix) {
		to++
	}
	if from < to && v.sorted[from] == prefix {
		from++
	}
	return v.sorted[from:to]
}

// learner gathers the words of articles for the next vocabulary.
type learner struct {
	speech *speech
	known  map[string]entry
}

func newLearner(s *speech, from *vocabulary) *learner {
	l := &learner{speech: s, known: map[string]entry{}}
	if from != nil {
		l.known = maps.Clone(from.known)
	}
	return l
}

// learn notes the words of one article and gives their stems.
func (l *learner) learn(words map[string]int) (stems map[string]string) {
	stems = make(map[string]string, len(words))
	for word := range words {
		e, ok := l.known[word]
		if !ok {
			e.stem = l.speech.stem(word)
		}
		e.articles++
		l.known[word] = e
		stems[word] = e.stem
	}
	return stems
}

func (l *learner) vocabulary() *vocabulary {
	v := &vocabulary{speech: l.speech, known: l.known, stems: map[string]int32{}, sorted: slices.Sorted(maps.Keys(l.known))}
	for n, word := range v.sorted {
		e := l.known[word]
		e.number = int32(n + 1)
		l.known[word] = e
		if v.stems[e.stem] == 0 {
			v.stems[e.stem] = int32(len(v.stems) + 1)
		}
		if s, ok := shapeOf(word); ok {
			v.shapes = append(v.shapes, s)
		}
	}
	return v
}
