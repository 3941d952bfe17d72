package search

import (
	"slices"
	"strings"

	"pinhole/internal/article"
)

// articleText is the words of an article in their order, for passages and phrases.
type articleText struct {
	words     []int32 // of the lexicon, with a 0 behind each text
	title     []int32 // its words as they are indexed
	sentences []sentence
}

// sentence is one that passages are taken from.
type sentence struct {
	text     string
	from, to int32   // of its words
	singles  []int32 // the single characters of its pairs
	negated  bool    // it says that something is not so
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
	eachIndexed(a.Title, func(word string) { t.title = append(t.title, l.number(folded(word))) })
	for _, texts := range passageFields {
		for _, text := range texts(a) {
			for s := range sentences(text) {
				from, words := int32(len(t.words)), tokens(s)
				t.add(words, l)
				t.sentences = append(t.sentences, sentence{s, from, int32(len(t.words)), singles(s, words, l), negated(words)})
			}
			t.words = append(t.words, 0)
		}
	}
	for _, texts := range otherFields {
		for _, text := range texts(a) {
			t.add(tokens(text), l)
			t.words = append(t.words, 0)
		}
	}
	t.words, t.sentences = slices.Clip(t.words), slices.Clip(t.sentences)
	return t
}

func (t *articleText) add(words []token, l *lexicon) {
	for _, token := range words {
		t.words = append(t.words, l.number(token.word))
	}
}

// singles returns the characters of the pairs among the words of a text.
func singles(text string, words []token, l *lexicon) []int32 {
	var list []int32
	for _, t := range words {
		if t.second > 0 {
			list = append(list, l.number(folded(text[t.start:t.second])), l.number(folded(text[t.second:t.end])))
		}
	}
	return list
}

// best returns the first of the sentences that have most of what was asked for, and how much that
// is; none where none has any of it. A sentence that denies something is no answer to who does not
// ask for that.
func (t *articleText) best(wanted wantedWords, l *lexicon) (best string, most float64) {
	for _, s := range t.sentences {
		if s.negated && !wanted.negated {
			continue
		}
		if sum := wanted.sum(wanted.in(t.words[s.from:s.to], l) | wanted.in(s.singles, l)); sum > most {
			best, most = s.text, sum
		}
	}
	return best, most
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
