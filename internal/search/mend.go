package search

import (
	"cmp"
	"slices"
	"strings"
)

// asker knows what a text's words may stand for.
type asker struct {
	index  *Index
	text   string
	tokens []token
	words  []string             // mended
	mended map[int][]correction // by place
}

// mend gives the word at a place, or the likeliest of those that the reader may have meant.
func (a *asker) mend(at int) string {
	word := a.tokens[at].word
	v := a.index.words()
	if v.speech.stop[word] || a.knows(at) || len(v.begin(word)) > 0 && at == len(a.tokens)-1 {
		return word
	}
	if _, _, ok := a.halves(word); ok {
		return word
	}
	list := v.correct(word, a.index.likely)
	if len(list) == 0 {
		return word
	}
	if a.mended == nil {
		a.mended = map[int][]correction{}
	}
	a.mended[at] = list
	return list[0].word
}

// knows says whether the word at a place, alone or joined with a neighbour, stands in some article or among the synonyms.
func (a *asker) knows(at int) bool {
	v := a.index.words()
	word := a.tokens[at].word
	if v.has(word) || v.has(a.pair(at)) || v.has(a.pair(at-1)) {
		return true
	}
	return a.index.options.Synonyms.has(v.stem(word)) || a.index.brands.isWord(a.pair(at)) || a.index.brands.isWord(a.pair(at-1))
}

// pair gives the word at a place joined with the next one; empty where one of them is not there.
func (a *asker) pair(at int) string {
	if at < 0 || at+1 >= len(a.tokens) {
		return ""
	}
	return a.tokens[at].word + a.tokens[at+1].word
}

// halves takes a word that nothing has for two that stand in articles.
func (a *asker) halves(word string) (first, second string, ok bool) {
	v := a.index.words()
	for at := minHalf; at+minHalf <= len(word); at++ {
		if v.has(word[:at]) && v.has(word[at:]) && !hasDigit(word) {
			return word[:at], word[at:], true
		}
	}
	return "", "", false
}

// unit gives what answers to the word at a place, without synonyms.
func (a *asker) unit(at int) unit {
	u := unit{at: at}
	v, word := a.index.words(), a.tokens[at].word
	if list := a.mended[at]; list != nil {
		for n, c := range list {
			u.add(mendedWeight-furtherMended*float64(n), v.stem(c.word))
		}
		return u
	}
	u.add(1, v.stem(word))
	for _, pair := range []string{a.pair(at - 1), a.pair(at)} {
		if v.has(pair) {
			u.add(joinedWeight, v.stem(pair))
		}
	}
	if first, second, ok := a.halves(word); ok && !v.has(word) {
		u.add(joinedWeight, v.stem(first), v.stem(second))
	}
	if at == len(a.tokens)-1 {
		a.addBegun(&u, word)
	}
	return u
}

func (u *unit) add(weight float64, stems ...string) {
	u.answers = append(u.answers, alternative{stems, weight})
}

// addBegun adds the words that the last word of a text may be the beginning of, those of most articles first.
func (a *asker) addBegun(u *unit, word string) {
	if len(word) < minPrefix {
		return
	}
	v := a.index.words()
	list := slices.Clone(v.begin(word))
	slices.SortStableFunc(list, func(x, y string) int { return cmp.Compare(v.known[y].articles, v.known[x].articles) })
	seen := map[string]bool{v.stem(word): true}
	for _, w := range list {
		if s := v.stem(w); !seen[s] && len(seen) <= maxPrefixed {
			seen[s] = true
			u.add(prefixWeight, s)
		}
	}
}

// addSynonyms adds them to the units. A phrase gives its synonyms to each of its words.
func (a *asker) addSynonyms(units []unit) {
	stems := make([]string, len(units))
	for n, u := range units {
		stems[n] = a.index.words().stem(a.words[u.at])
	}
	for n := range units {
		others, length := a.index.options.Synonyms.others(stems[n:])
		for _, p := range others {
			for at := n; at < n+length; at++ {
				units[at].add(synonymWeight, p...)
			}
		}
	}
}

// corrected gives the text with its mended words in place.
func (a *asker) corrected() string {
	if len(a.mended) == 0 {
		return ""
	}
	var b strings.Builder
	from := 0
	for at, t := range a.tokens {
		if list := a.mended[at]; list != nil {
			b.WriteString(a.text[from:t.start] + list[0].word)
			from = t.end
		}
	}
	return b.String() + a.text[from:]
}
