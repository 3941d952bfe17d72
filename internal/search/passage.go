package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pinhole/internal/article"
)

// maxPassage is how many code points of text a hit shows.
const maxPassage = 180

// marker finds what was asked for in texts. It serves one search.
type marker struct {
	words  *vocabulary
	wanted map[string]float64 // by stem
	values map[string]value   // by word, of those that it has seen
}

// value is what a word is worth in a passage; nothing where nobody asked for it.
type value struct {
	stem  string
	worth float64
}

func (m *marker) value(word string) value {
	v, there := m.values[word]
	if !there {
		v.stem = m.words.stem(word)
		v.worth = m.wanted[v.stem]
		m.values[word] = v
	}
	return v
}

// passage gives the sentence of an article that has most of what was asked for, with the words marked.
func (m *marker) passage(a *article.Article) []Fragment {
	best, most := "", 0.0
	for _, f := range passageFields {
		for _, part := range f(a) {
			for sentence := range sentences(part) {
				if worth := m.worth(sentence); worth > most {
					best, most = sentence, worth
				}
			}
		}
	}
	if most == 0 {
		return nil
	}
	return m.fragments(best, tokens(best))
}

// passageFields are where passages are taken from, the best one first.
var passageFields = []func(*article.Article) []string{
	func(a *article.Article) []string { return []string{a.Summary} }, stepTexts, bodyTexts,
	func(a *article.Article) []string { return a.Symptoms },
}

// worth adds up the different stems that a sentence has.
func (m *marker) worth(sentence string) float64 {
	sum := 0.0
	var seen []string
	eachToken(sentence, func(t token) {
		if v := m.value(t.word); v.worth > 0 && !slices.Contains(seen, v.stem) {
			sum += v.worth
			seen = append(seen, v.stem)
		}
	})
	return sum
}

// sentences cuts a text of one paragraph a line.
func sentences(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			for line = strings.TrimSpace(line); line != ""; {
				end := len(line)
				for _, mark := range []string{". ", "? ", "! "} {
					if at := strings.Index(line, mark); at >= 0 {
						end = min(end, at+1)
					}
				}
				if !yield(line[:end]) {
					return
				}
				line = strings.TrimSpace(line[end:])
			}
		}
	}
}

func (m *marker) marks(t token) bool { return m.value(t.word).worth > 0 }

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
