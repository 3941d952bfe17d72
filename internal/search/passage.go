package search

import (
	"math/bits"
	"unicode/utf8"
)

// maxPassage is how many code points of text a hit shows.
const maxPassage = 180

// marker finds what was asked for in texts. It serves one search.
type marker struct {
	index  *Index
	marks  map[string]bool // stems to be marked
	wanted wantedWords
}

// wantedWords are the units of a text, of which a passage should have as many as it can.
type wantedWords struct {
	bits    map[int32]uint64 // the units to which a stem answers, by the stem's number
	weights []float64        // of the units, by bit
	negated bool             // the text says that something is not so
}

// in returns the units to which any of some words of the lexicon answer.
func (w wantedWords) in(words []int32, l *lexicon) (has uint64) {
	for _, word := range words {
		if word > 0 {
			has |= w.bits[l.words[word].stem]
		}
	}
	return has
}

func (w wantedWords) sum(has uint64) (sum float64) {
	for ; has != 0; has &= has - 1 {
		sum += w.weights[bits.TrailingZeros64(has)]
	}
	return sum
}

func (i *Index) marker(q question) *marker {
	m := &marker{index: i, marks: map[string]bool{}, wanted: wantedWords{bits: map[int32]uint64{}, negated: negated(q.numbers)}}
	for n, u := range q.units { // at most maxUnits
		m.wanted.weights = append(m.wanted.weights, float64(u.rarity))
		for _, alt := range u.answers {
			for _, stem := range alt.stems {
				m.marks[stem] = true
				if number := i.words.stems[stem]; number > 0 {
					m.wanted.bits[number] |= 1 << n
				}
			}
		}
	}
	return m
}

// passage returns the summary of an article whose title says what was asked, and otherwise the
// sentence that has most of it, with the words marked.
func (m *marker) passage(place int32) []Fragment {
	text, l := m.index.text(place), m.index.words.lexicon
	best, most := text.best(m.wanted, l)
	if in := m.wanted.sum(m.wanted.in(text.title, l)); in > 0 && in >= most {
		best = m.index.library.Articles[place].Summary
	}
	if best == "" {
		return nil
	}
	return m.fragments(best, tokens(best))
}

// span returns the part of a word that is marked: all of it, or one character of a pair.
func (m *marker) span(text string, t token) (start, end int, ok bool) {
	switch {
	case m.index.words.speech.stop[t.word]:
		return 0, 0, false
	case m.marks[m.index.words.stem(t.word)]:
		return t.start, t.end, true
	case t.second > 0 && m.marks[folded(text[t.start:t.second])]:
		return t.start, t.second, true
	case t.second > 0 && m.marks[folded(text[t.second:t.end])]:
		return t.second, t.end, true
	}
	return 0, 0, false
}

// fragments cuts a sentence at its marked words, and to a length around the first of them.
func (m *marker) fragments(text string, words []token) []Fragment {
	var list []Fragment
	from, to := window(text, words, func(t token) bool {
		_, _, ok := m.span(text, t)
		return ok
	})
	add := func(s string, mark bool) {
		if s != "" {
			list = append(list, Fragment{s, mark})
		}
	}
	if from > 0 {
		add("… ", false)
	}
	for n := 0; n < len(words); n++ {
		start, end, ok := m.span(text, words[n])
		if !ok || start < from || end > to {
			continue
		}
		for n+1 < len(words) && words[n+1].start < end { // the next pair of the same run
			n++
			if _, e, ok := m.span(text, words[n]); ok && e <= to {
				end = max(end, e)
			}
		}
		add(text[from:start], false)
		add(text[start:end], true)
		from = end
	}
	add(text[from:to], false)
	if to < len(text) {
		add(" …", false)
	}
	return list
}

// window returns the part of a text that is shown: whole words around the first marked one.
func window(text string, words []token, marked func(token) bool) (from, to int) {
	if utf8.RuneCountInString(text) <= maxPassage {
		return 0, len(text)
	}
	first := 0
	for first < len(words)-1 && !marked(words[first]) {
		first++
	}
	begin := max(0, first-6)
	end := begin
	for end+1 < len(words) && utf8.RuneCountInString(text[words[begin].start:words[end+1].end]) <= maxPassage {
		end++
	}
	if begin > 0 {
		from = words[begin].start
	}
	return from, words[end].end
}
