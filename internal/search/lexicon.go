package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
)

// lexicon numbers the words of articles and their stems, from 1 on. Stop words have numbers below
// 0. It grows while articles are analysed and never changes once an index holds it: the next index
// takes a clone, in which every number stays the same.
type lexicon struct {
	speech *speech

	mu      sync.Mutex
	numbers map[string]int32 // of words
	words   []lexiconWord    // by number; the first is nobody's
	stems   map[string]int32 // to their numbers
	texts   []string         // of stems, by number
}

type lexiconWord struct {
	text string
	stem int32
}

func newLexicon(s *speech) *lexicon {
	return &lexicon{speech: s, numbers: map[string]int32{}, words: make([]lexiconWord, 1), stems: map[string]int32{}, texts: make([]string, 1)}
}

func (l *lexicon) clone() *lexicon {
	return &lexicon{
		speech: l.speech, numbers: maps.Clone(l.numbers), words: slices.Clone(l.words), stems: maps.Clone(l.stems), texts: slices.Clone(l.texts),
	}
}

// add returns the number of a word's stem; a new word gets a number. It is safe for concurrent use
// with itself alone.
func (l *lexicon) add(word string) (stem int32) {
	l.mu.Lock()
	defer l.mu.Unlock()
	number, ok := l.numbers[word]
	if !ok {
		number, word = int32(len(l.words)), strings.Clone(word)
		l.numbers[word] = number
		l.words = append(l.words, lexiconWord{word, l.addStem(l.speech.stem(word))})
	}
	return l.words[number].stem
}

func (l *lexicon) addStem(stem string) int32 {
	number, ok := l.stems[stem]
	if !ok {
		number = int32(len(l.texts))
		l.stems[stem] = number
		l.texts = append(l.texts, stem)
	}
	return number
}

// number returns the number of a word; 0 where no article has it.
func (l *lexicon) number(word string) int32 {
	if number := l.speech.numbers[word]; number != 0 {
		return number
	}
	return l.numbers[word]
}

// vocabulary is the words of the articles of one index, with those of gone articles that have the
// stem of another. It never changes.
type vocabulary struct {
	*lexicon
	postings postings
	rarity   []float32 // of stems, by number
	sorted   []int32   // numbers of the words, by their text
	shapes   []shape   // of those that typing errors are corrected to
}

func newVocabulary(l *lexicon, p postings, articles int) *vocabulary {
	v := &vocabulary{lexicon: l, postings: p, sorted: make([]int32, 0, len(l.words)), rarity: make([]float32, len(l.texts))}
	for stem := range v.rarity {
		v.rarity[stem] = float32(min(rarity(articles, len(p.of(int32(stem)))), maxRarity))
	}
	for number, word := range l.words {
		if len(p.of(word.stem)) > 0 {
			v.sorted = append(v.sorted, int32(number))
		}
	}
	slices.SortFunc(v.sorted, func(a, b int32) int { return strings.Compare(l.words[a].text, l.words[b].text) })
	for _, number := range v.sorted {
		if s, ok := shapeOf(l.words[number].text); ok {
			v.shapes = append(v.shapes, s)
		}
	}
	return v
}

// stem returns the form under which a word is indexed, also of a word that no article has.
func (v *vocabulary) stem(word string) string {
	if number := v.numbers[word]; number > 0 {
		return v.texts[v.words[number].stem]
	}
	return v.speech.stem(word)
}

// having returns the articles that have a stem.
func (v *vocabulary) having(stem string) []posting { return v.postings.of(v.stems[stem]) }

// count is how many articles have a word, perhaps with another ending; 0 unless some article had it
// with this one.
func (v *vocabulary) count(word string) int { return len(v.postings.of(v.words[v.numbers[word]].stem)) }

func (v *vocabulary) has(word string) bool { return v.count(word) > 0 }

// withPrefix returns the numbers of the words that begin with a prefix and are longer.
func (v *vocabulary) withPrefix(prefix string) []int32 {
	from, found := slices.BinarySearchFunc(v.sorted, prefix, func(n int32, prefix string) int { return cmp.Compare(v.words[n].text, prefix) })
	if found {
		from++
	}
	to := from
	for to < len(v.sorted) && strings.HasPrefix(v.words[v.sorted[to]].text, prefix) {
		to++
	}
	return v.sorted[from:to]
}
