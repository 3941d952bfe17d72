package search

import (
	"strings"
	"unicode/utf8"

	"pinhole/internal/article"
)

// maxPassage is how many code points of text a hit shows.
const maxPassage = 180

// passage gives the sentence of an article that has most of what was asked for, with the words marked. wanted gives for a stem
// how much it is worth; 0 means that nobody asked for it.
func (i *Index) passage(a *article.Article, wanted map[string]float64) []Fragment {
	var best []token
	var text string
	most := 0.0
	for _, f := range passageFields {
		for _, part := range f(a) {
			for sentence := range sentences(part) {
				words := tokens(sentence)
				if worth := i.worth(words, wanted); worth > most {
					best, text, most = words, sentence, worth
				}
			}
		}
	}
	if most == 0 {
		return nil
	}
	return i.fragments(text, best, wanted)
}

// passageFields are where passages are taken from, the best one first.
var passageFields = []func(*article.Article) []string{
	func(a *article.Article) []string { return []string{a.Summary} }, stepTexts, bodyTexts,
	func(a *article.Article) []string { return a.Symptoms },
}

// worth adds up the different stems that a sentence has.
func (i *Index) worth(words []token, wanted map[string]float64) float64 {
	sum := 0.0
	var seen []string
	for _, t := range words {
		s := i.words().stem(t.word)
		if w := wanted[s]; w > 0 && !contains(seen, s) {
			sum += w
			seen = append(seen, s)
		}
	}
	return sum
}

func contains(list []string, s string) bool {
	for _, other := range list {
		if other == s {
			return true
		}
	}
	return false
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

// fragments cuts a sentence at its marked words, and to a length around the first of them.
func (i *Index) fragments(text string, words []token, wanted map[string]float64) []Fragment {
	var list []Fragment
	from, to := window(text, words, func(t token) bool { return wanted[i.words().stem(t.word)] > 0 })
	add := func(s string, mark bool) {
		if s != "" {
			list = append(list, Fragment{s, mark})
		}
	}
	if from > 0 {
		add("… ", false)
	}
	for _, t := range words {
		if t.start < from || t.end > to || wanted[i.words().stem(t.word)] == 0 {
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
