package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// expander knows what a text's words may stand for.
type expander struct {
	index       *Index
	text        string
	tokens      []token
	words       []string             // corrected
	corrections map[int][]correction // by place
}

// correct returns the word at a place, or the likeliest of those that the reader may have meant.
func (e *expander) correct(at int) string {
	word := e.tokens[at].word
	v := e.index.words
	if name := e.brandName(at); name != "" {
		e.take(at, []correction{{name, 1}})
		return name
	}
	if v.speech.stop[word] || frameWords[word] || e.knows(at) || len(v.withPrefix(word)) > 0 && at == len(e.tokens)-1 {
		return word
	}
	if _, _, ok := e.splitCompound(word); ok {
		return word
	}
	list := v.corrections(word, e.index.likely)
	if len(list) == 0 {
		return word
	}
	e.take(at, list)
	return list[0].word
}

func (e *expander) take(at int, list []correction) {
	if e.corrections == nil {
		e.corrections = map[int][]correction{}
	}
	e.corrections[at] = list
}

// brandName returns what the word at a place is in a brand's name that was typed wrong; empty where
// it is right, or in none. No word of the content is taken for another.
func (e *expander) brandName(at int) string {
	word, brands := e.tokens[at].word, e.index.brands
	if !e.index.words.has(word) && !brands.isWord(word) && !e.index.options.Synonyms.knows(e.index.words.stem(word)) {
		if name := brands.oneWord(word); name != "" {
			return name
		}
	}
	for n, first := range []int{at, at - 1} {
		if first < 0 || first+1 >= len(e.tokens) || brands.isWord(e.pair(first)) {
			continue
		}
		one, two := e.tokens[first].word, e.tokens[first+1].word
		if e.unknown(one) || e.unknown(two) {
			if words, ok := brands.twoWords(one, two); ok && words[n] != word {
				return words[n]
			}
		}
	}
	return ""
}

// unknown reports whether no article has a word.
func (e *expander) unknown(word string) bool {
	return !e.index.words.has(word) && !e.index.words.speech.stop[word] && !e.index.brands.isWord(word)
}

// knows reports whether the word at a place, alone, with another ending or joined with a neighbour,
// stands in some article or among the synonyms. It is no typing error then.
func (e *expander) knows(at int) bool {
	v := e.index.words
	word := e.tokens[at].word
	if v.has(word) || v.has(e.pair(at)) || v.has(e.pair(at-1)) {
		return true
	}
	if stem := v.stem(word); len(v.having(stem)) > 0 || e.index.options.Synonyms.knows(stem) {
		return true
	}
	return e.index.brands.isWord(e.pair(at)) || e.index.brands.isWord(e.pair(at-1))
}

// pair returns the word at a place joined with the next one; empty where one of them is not there.
func (e *expander) pair(at int) string {
	if at < 0 || at+1 >= len(e.tokens) {
		return ""
	}
	return e.tokens[at].word + e.tokens[at+1].word
}

// splitCompound takes a word that nothing has for two that stand in articles.
func (e *expander) splitCompound(word string) (first, second string, ok bool) {
	v := e.index.words
	for at := range word {
		if utf8.RuneCountInString(word[:at]) < minHalf || utf8.RuneCountInString(word[at:]) < minHalf {
			continue
		}
		if v.has(word[:at]) && v.has(word[at:]) && !hasDigit(word) {
			return word[:at], word[at:], true
		}
	}
	return "", "", false
}

// unit returns what answers to the word at a place, without synonyms.
func (e *expander) unit(at int) unit {
	u := unit{at: at}
	v, word := e.index.words, e.tokens[at].word
	if list := e.corrections[at]; list != nil {
		for n, c := range list {
			u.add(correctedWeight-furtherCorrected*float64(n), v.stem(c.word))
		}
		return u
	}
	u.add(1, v.stem(word))
	for _, pair := range []string{e.pair(at - 1), e.pair(at)} {
		if v.has(pair) {
			u.add(joinedWeight, v.stem(pair))
		}
	}
	if first, second, ok := e.splitCompound(word); ok && !v.has(word) {
		u.add(joinedWeight, v.stem(first), v.stem(second))
	}
	if at == len(e.tokens)-1 {
		e.addPrefixes(&u, word)
	}
	return u
}

func (u *unit) add(weight float64, stems ...string) {
	u.answers = append(u.answers, alternative{stems: stems, weight: weight})
}

// addPrefixes adds the words that the last word of a text may be the beginning of, those of most
// articles first.
func (e *expander) addPrefixes(u *unit, word string) {
	if utf8.RuneCountInString(word) < minPrefix {
		return
	}
	v := e.index.words
	list := slices.Clone(v.withPrefix(word))
	slices.SortStableFunc(list, func(x, y int32) int {
		return cmp.Compare(len(v.postings.of(v.words[y].stem)), len(v.postings.of(v.words[x].stem)))
	})
	seen := map[int32]bool{v.stems[v.stem(word)]: true}
	for _, number := range list {
		if w := v.words[number]; !seen[w.stem] && len(seen) <= maxPrefixed {
			seen[w.stem] = true
			u.add(prefixWeight, v.stem(w.text))
		}
	}
}

// withSynonyms adds them to the units. A phrase becomes one unit; its words alone mean little then:
// "hard" of "hard reset". A brand's name has no synonyms, Blink does not blink; its further words
// do: a Wyze Cam is a camera.
func (e *expander) withSynonyms(units []unit) []unit {
	v, synonyms := e.index.words, e.index.options.Synonyms
	stems := make([]string, len(units))
	for n, u := range units {
		stems[n] = v.stem(e.words[u.at])
	}
	list := units[:0]
	for n := 0; n < len(units); {
		if units[n].name {
			list, n = append(list, units[n]), n+1
			continue
		}
		others, length := synonyms.others(stems[n:])
		u := units[n]
		if length > 1 {
			u = e.joined(units[n:n+length], stems[n:n+length])
		}
		for _, p := range others {
			u.answers = append(u.answers, alternative{p, synonymWeight, !v.tells(p)})
		}
		list = append(list, u)
		n += max(length, 1)
	}
	return list
}

// joined makes one unit of those of a phrase.
func (e *expander) joined(units []unit, stems []string) unit {
	u := unit{at: units[0].at, more: units[len(units)-1].at - units[0].at}
	u.answers = append(u.answers, alternative{stems, 1, !e.index.words.tells(stems)})
	for _, part := range units {
		for n, alt := range part.answers {
			if n == 0 {
				alt.weight = min(alt.weight, partWeight)
			}
			u.answers = append(u.answers, alt)
		}
	}
	return u
}

// tells reports whether all words of a phrase together tell something about an article that has
// them. "Not" and "working" stand somewhere in nearly every one.
func (v *vocabulary) tells(p phrase) bool {
	var sum float32
	for _, stem := range p {
		sum += v.rarity[v.stems[stem]]
	}
	return len(p) == 1 || sum >= leastPhrase
}

// corrected returns the text with its corrected words in place.
func (e *expander) corrected() string {
	if len(e.corrections) == 0 {
		return ""
	}
	var b strings.Builder
	from := 0
	for at, t := range e.tokens {
		if list := e.corrections[at]; list != nil {
			b.WriteString(e.text[from:t.start] + list[0].word)
			from = t.end
		}
	}
	return b.String() + e.text[from:]
}
