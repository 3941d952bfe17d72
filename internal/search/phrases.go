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
	return slices.DeleteFunc(i.top(list, maxLookedThrough), func(r ranked) bool {
		return slices.ContainsFunc(phrases, func(words []string) bool { return !says(r.article, words) })
	})
}

// says says whether words stand together, in this order, somewhere in an article.
func says(a *article.Article, words []string) bool {
	for _, f := range fields {
		for _, text := range f.text(a) {
			if together(wordsOf(text), words) {
				return true
			}
		}
	}
	return false
}

func together(text, words []string) bool {
	for ; len(text) >= len(words); text = text[1:] {
		if slices.Equal(text[:len(words)], words) {
			return true
		}
	}
	return false
}
