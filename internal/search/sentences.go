package search

import (
	"cmp"
	"slices"
	"strings"

	"pinhole/internal/article"
)

// sayings are the sentences of an article that passages are taken from, and which of them have a stem.
type sayings struct {
	sentences []string
	has       []saying // sorted
}

// saying is a stem, by the vocabulary's number, in a sentence.
type saying struct{ stem, sentence int32 }

func (s *sayings) size() int { return len(s.sentences) + len(s.has) }

// maxSayings bounds the memory of the sayings that are kept: about 8 bytes each.
const maxSayings = 2_000_000

func newKeptSayings() *kept[*article.Article, *sayings] {
	return newKept[*article.Article](maxSayings, (*sayings).size)
}

// sayingsOf reads an article. A stem counts once in a sentence.
func sayingsOf(a *article.Article, v *vocabulary) *sayings {
	s := &sayings{}
	for _, f := range passageFields {
		for _, part := range f(a) {
			for sentence := range sentences(part) {
				s.note(sentence, v)
			}
		}
	}
	slices.SortFunc(s.has, func(a, b saying) int { return cmp.Or(cmp.Compare(a.stem, b.stem), cmp.Compare(a.sentence, b.sentence)) })
	s.has = slices.Clip(slices.Compact(s.has))
	return s
}

func (s *sayings) note(sentence string, v *vocabulary) {
	at := int32(len(s.sentences))
	s.sentences = append(s.sentences, sentence)
	eachToken(sentence, func(t token) {
		if e, known := v.known[t.word]; known {
			s.has = append(s.has, saying{v.stems[e.stem], at})
		}
	})
}

// best gives the first of the sentences that have most of what was asked for; empty when none has any of it.
func (s *sayings) best(wanted []worth) string {
	sums := make([]float64, len(s.sentences))
	for _, w := range wanted {
		at, _ := slices.BinarySearchFunc(s.has, w.stem, func(h saying, stem int32) int { return cmp.Compare(h.stem, stem) })
		for ; at < len(s.has) && s.has[at].stem == w.stem; at++ {
			sums[s.has[at].sentence] += w.worth
		}
	}
	best, most := "", 0.0
	for at, sum := range sums {
		if sum > most {
			best, most = s.sentences[at], sum
		}
	}
	return best
}

// passageFields are where passages are taken from, the best one first.
var passageFields = []func(*article.Article) []string{
	func(a *article.Article) []string { return []string{a.Summary} }, stepTexts, bodyTexts,
	func(a *article.Article) []string { return a.Symptoms },
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
