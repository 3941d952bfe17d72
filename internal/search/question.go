package search

import (
	"slices"
	"strings"

	"pinhole/internal/article"
)

// question is a reader's text taken apart.
type question struct {
	units     []unit     // what full text is asked for
	phrases   [][]string // words that must stand together
	numbers   []token    // all words, for the model table
	words     []string   // all words with their typing errors corrected, stop words too
	brands    []*article.Brand
	wanted    map[string]float64 // how much each stem that answers counts, at most
	goals     []article.Goal     // a word of whose names was asked for
	corrected string             // the text with its typing errors corrected; empty when there were none
}

// unit is one word that was looked for and everything that answers to it.
type unit struct {
	at      int // its place among the words
	answers []alternative
}

// alternative is a word, or several that must all be there, and how much it counts beside what was
// typed.
type alternative struct {
	stems  []string
	weight float64
}

// How much other words count beside the one that was typed.
const (
	joinedWeight     = 0.95 // "door bell" for "doorbell" and the other way round
	synonymWeight    = 0.6
	correctedWeight  = 0.9  // of the likeliest correction
	furtherCorrected = 0.15 // less for each further one
	prefixWeight     = 0.5
)

const (
	maxUnits    = 24 // words of a text that are looked for
	maxPrefixed = 8  // words that the beginning of a word may stand for
	minPrefix   = 2  // letters of such a beginning
	minHalf     = 3  // letters of each part when a word is taken for two
)

// ask takes a text apart. It must be clean.
func (i *Index) ask(text string) question {
	q := question{phrases: phrases(text), numbers: tokens(text)}
	e := expander{index: i, tokens: q.numbers, text: text}
	for at := range q.numbers {
		q.words = append(q.words, e.correct(at))
	}
	mentions := i.brands.in(q.words)
	q.brands, e.words = brandsOf(mentions), q.words
	for at, t := range q.numbers {
		if !i.words.speech.stop[t.word] && !i.chancePair(t, q.numbers) && len(q.units) < maxUnits {
			q.units = append(q.units, e.unit(at))
		}
	}
	e.addSynonyms(q.units)
	for _, m := range mentions {
		if words := q.words[m.from:m.to]; i.words.speech.stopsOnly(words) && len(q.units) < maxUnits {
			u := unit{at: m.from}
			u.add(1, i.words.stem(strings.Join(words, "")))
			q.units = append(q.units, u)
		}
	}
	q.wanted = wanted(q.units)
	q.goals = i.words.speech.goalsIn(q.wanted)
	q.corrected = e.corrected()
	return q
}

// chancePair reports whether a pair of characters is likely the end of one word and the beginning
// of the next: no article has it, but others of the text.
func (i *Index) chancePair(t token, all []token) bool {
	return t.second > 0 && !i.words.has(t.word) && slices.ContainsFunc(all, func(t token) bool { return t.second > 0 && i.words.has(t.word) })
}

// phrases gives the words inside each pair of quotation marks, where there are at least two.
func phrases(text string) [][]string {
	var list [][]string
	parts := strings.FieldsFunc(" "+text+" ", func(r rune) bool { return strings.ContainsRune("\"“”„«»", r) })
	for i := 1; i+1 < len(parts); i += 2 {
		if words := wordsOf(parts[i]); len(words) > 1 {
			list = append(list, words)
		}
	}
	return list
}

func wordsOf(text string) []string {
	var words []string
	for _, t := range tokens(text) {
		words = append(words, t.word)
	}
	return words
}

func wanted(units []unit) map[string]float64 {
	all := map[string]float64{}
	for _, u := range units {
		for _, alt := range u.answers {
			for _, stem := range alt.stems {
				all[stem] = max(all[stem], alt.weight)
			}
		}
	}
	return all
}

// goalsIn gives the goals that have a wanted word in their name, such as contact-support.
func (s *speech) goalsIn(wanted map[string]float64) []article.Goal {
	var list []article.Goal
	for n, g := range article.Goals {
		if slices.ContainsFunc(s.goals[n], func(stem string) bool { return wanted[stem] >= synonymWeight }) {
			list = append(list, g)
		}
	}
	return list
}
