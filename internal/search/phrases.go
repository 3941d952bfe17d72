package search

import (
	"slices"

	"pinhole/internal/article"
)

// maxLookedThrough bounds the work of phrases: they are looked for in the articles that answer best.
const maxLookedThrough = 300

// withPhrases keeps the articles in which the words of each phrase stand together.
func (i *Index) withPhrases(list []ranked, phrases [][]string) []ranked {
	if len(phrases) == 0 {
		return list
	}
	numbers := make([][]int32, len(phrases))
	for n, words := range phrases {
		for _, word := range words {
			numbers[n] = append(numbers[n], i.words().number(word))
		}
		if slices.Contains(numbers[n], 0) {
			return nil // no article has the word
		}
	}
	return slices.DeleteFunc(i.top(list, maxLookedThrough), func(r ranked) bool {
		said, _ := i.said.of(r.article, func() ([]int32, error) { return saidBy(r.article, i.words()), nil })
		return slices.ContainsFunc(numbers, func(words []int32) bool { return !together(said, words) })
	})
}

// maxSaid bounds the memory of the articles' words that are kept: 4 bytes each.
const maxSaid = 2_000_000

func newKeptSaid() *kept[*article.Article, []int32] {
	return newKept[*article.Article](maxSaid, func(words []int32) int { return len(words) })
}

// saidBy gives all words of an article, by number, with a 0 behind each text.
func saidBy(a *article.Article, v *vocabulary) []int32 {
	var list []int32
	for _, f := range fields {
		for _, text := range f.text(a) {
			eachToken(text, func(t token) { list = append(list, v.number(t.word)) })
			list = append(list, 0)
		}
	}
	return slices.Clip(list)
}

// together says whether words stand somewhere in a text in this order with nothing between them.
func together(text, words []int32) bool {
	for ; len(text) >= len(words); text = text[1:] {
		if text[0] == words[0] && slices.Equal(text[:len(words)], words) {
			return true
		}
	}
	return false
}

// number tells words apart; it is 0 where no article has the word.
func (v *vocabulary) number(word string) int32 {
	if number := v.speech.numbers[word]; number != 0 {
		return number
	}
	return v.known[word].number
}
