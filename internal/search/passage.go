package search

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"pinhole/internal/article"
)

// maxPassage is how many code points of text a hit shows.
const maxPassage = 180

// marker finds what was asked for in texts. It serves one search.
type marker struct {
	words    *vocabulary
	sayings  *kept[*article.Article, *sayings]
	wanted   map[string]float64 // by stem
	numbered []worth            // those of them that stand in articles
}

// worth is what a stem counts in a passage.
type worth struct {
	stem  int32
	worth float64
}

func (i *Index) marker(q question) *marker {
	m := &marker{words: i.words(), sayings: i.sayings, wanted: q.wanted}
	for stem, value := range q.wanted {
		if number, there := m.words.stems[stem]; there {
			m.numbered = append(m.numbered, worth{number, value})
		}
	}
	slices.SortFunc(m.numbered, func(a, b worth) int { return cmp.Compare(a.stem, b.stem) })
	return m
}

// passage gives the sentence of an article that has most of what was asked for, with the words marked.
func (m *marker) passage(a *article.Article) []Fragment {
	s, _ := m.sayings.of(a, func() (*sayings, error) { return sayingsOf(a, m.words), nil })
	best := s.best(m.numbered)
	if best == "" {
		return nil
	}
	return m.fragments(best, tokens(best))
}

func (m *marker) marks(t token) bool {
	return !m.words.speech.stop[t.word] && m.wanted[m.words.stem(t.word)] > 0
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
	for _, t := range words {
		if t.start < from || t.end > to || !m.marks(t) {
			continue
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
