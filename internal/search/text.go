package search

import (
	"slices"
	"strings"

	"pinhole/internal/article"
)

// articleText is the words of an article in their order, for passages and phrases.
type articleText struct {
	words     []int32 // of the lexicon, with a 0 behind each text
	sentences []sentence
}

// sentence is one that passages are taken from.
type sentence struct {
	text     string
	from, to int32 // of its words
}

// maxTexts bounds how many articles' texts are in memory: those that were looked at last, each
// about twice as large as the article itself.
const maxTexts = 2000

// passageFields are where passages are taken from, the best one first.
var passageFields = []func(*article.Article) []string{
	func(a *article.Article) []string { return []string{a.Summary} }, stepTexts, bodyTexts,
	func(a *article.Article) []string { return a.SymptomTexts() },
}

// otherFields are the rest of what is searched.
var otherFields = []func(*article.Article) []string{
	func(a *article.Article) []string { return []string{a.Title} }, modelTexts, brandTexts, factTexts, headingTexts,
}

// text returns the text of the article at a place.
func (i *Index) text(place int32) *articleText {
	if t, ok := i.texts.Get(i.docs[place]); ok {
		return t
	}
	t := newArticleText(i.library.Articles[place], i.words.lexicon)
	i.texts.Add(i.docs[place], t)
	return t
}

func newArticleText(a *article.Article, l *lexicon) *articleText {
	t := &articleText{}
	for _, texts := range passageFields {
		for _, text := range texts(a) {
			for s := range sentences(text) {
				from := int32(len(t.words))
				t.add(s, l)
				t.sentences = append(t.sentences, sentence{s, from, int32(len(t.words))})
			}
			t.words = append(t.words, 0)
		}
	}
	for _, texts := range otherFields {
		for _, text := range texts(a) {
			t.add(text, l)
			t.words = append(t.words, 0)
		}
	}
	t.words, t.sentences = slices.Clip(t.words), slices.Clip(t.sentences)
	return t
}

func (t *articleText) add(text string, l *lexicon) {
	for _, token := range tokens(text) {
		t.words = append(t.words, l.number(token.word))
	}
}

// best returns the first of the sentences that have most of what was asked for; empty when none has
// any of it. A stem counts once in a sentence.
func (t *articleText) best(wanted wantedStems, l *lexicon) string {
	best, most := "", 0.0
	for _, s := range t.sentences {
		var has uint64 // a bit for each wanted stem
		for _, word := range t.words[s.from:s.to] {
			if word > 0 {
				has |= wanted.bits[l.words[word].stem]
			}
		}
		if sum := wanted.sum(has); sum > most {
			best, most = s.text, sum
		}
	}
	return best
}

// has reports whether words stand somewhere in one text in this order with nothing between them.
func (t *articleText) has(words []int32) bool {
	for text := t.words; len(text) >= len(words); text = text[1:] {
		if text[0] == words[0] && slices.Equal(text[:len(words)], words) {
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
				for _, mark := range []string{". ", "? ", "! ", "。", "？", "！"} {
					if at := strings.Index(line, mark); at >= 0 {
						end = min(end, at+len(strings.TrimSpace(mark)))
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
