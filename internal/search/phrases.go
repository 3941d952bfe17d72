package search

import "slices"

// maxLookedThrough bounds the work of phrases: they are looked for in the articles that answer
// best.
const maxLookedThrough = 300

// withPhrases keeps the articles in which the words of each phrase stand together.
func (i *Index) withPhrases(list []ranked, phrases [][]string) []ranked {
	if len(phrases) == 0 {
		return list
	}
	numbers := make([][]int32, len(phrases))
	for n, words := range phrases {
		for _, word := range words {
			numbers[n] = append(numbers[n], i.words.number(word))
		}
		if slices.Contains(numbers[n], 0) {
			return nil // no article has the word
		}
	}
	return slices.DeleteFunc(i.top(list, maxLookedThrough), func(r ranked) bool {
		text := i.text(r.place)
		return slices.ContainsFunc(numbers, func(words []int32) bool { return !text.has(words) })
	})
}
