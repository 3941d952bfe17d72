package search

import (
	"maps"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// maxPassage is how many code points of text a hit shows.
const maxPassage = 180

// marker finds what was asked for in texts. It serves one search.
type marker struct {
	index  *Index
	wanted map[string]float64 // by stem
	stems  wantedStems
}

// wantedStems are stems that stand in articles, and how much each counts in a passage. At most 64
// are looked for.
type wantedStems struct {
	bits    map[int32]uint64 // one for each, by the stem's number
	weights []float64        // by bit
}

func (w wantedStems) sum(has uint64) (sum float64) {
	for ; has != 0; has &= has - 1 {
		sum += w.weights[bits.TrailingZeros64(has)]
	}
	return sum
}

func (i *Index) marker(q question) *marker {
	m := &marker{index: i, wanted: q.wanted, stems: wantedStems{bits: map[int32]uint64{}}}
	for _, stem := range slices.Sorted(maps.Keys(q.wanted)) {
		if number := i.words.stems[stem]; number > 0 && len(m.stems.weights) < 64 {
			m.stems.bits[number] = 1 << len(m.stems.weights)
			m.stems.weights = append(m.stems.weights, q.wanted[stem])
		}
	}
	return m
}

// passage gives the sentence of an article that has most of what was asked for, with the words
// marked.
func (m *marker) passage(place int32) []Fragment {
	best := m.index.text(place).best(m.stems, m.index.words.lexicon)
	if best == "" {
		return nil
	}
	return m.fragments(best, tokens(best))
}

func (m *marker) marks(t token) bool {
	return !m.index.words.speech.stop[t.word] && m.wanted[m.index.words.stem(t.word)] > 0
}

// fragments cuts a sentence at its marked words, and to a length around the first of them.
func (m *marker) fragments(text string, words []token) []Fragment {
	var list []Fragment
	from, to := window(text, words, m.marks)
	add := func(s string, mark bool) {
		if s != "" {
			list = append(list, Fragment{s, mark})
		}
	}
	if from > 0 {
		add("… ", false)
	}
	for n := 0; n < len(words); n++ {
		t := words[n]
		if t.start < from || t.end > to || !m.marks(t) {
			continue
		}
		for n+1 < len(words) && words[n+1].start < t.end && words[n+1].end <= to && m.marks(words[n+1]) { // the next pair of the same run
			n++
			t.end = words[n].end
		}
		add(text[from:t.start], false)
		add(text[t.start:t.end], true)
		from = t.end
	}
	add(text[from:to], false)
	if to < len(text) {
		add(" …", false)
	}
	return list
}

// window gives the part of a text that is shown: whole words around the first marked one.
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
