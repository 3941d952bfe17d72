package search

import (
	"slices"
	"strings"

	"pinhole/internal/article"
)

// question is a reader's text taken apart.
type question struct {
	units     []unit     // what full text is asked for
	phrases   [][]string // words that must stand together
	numbers   []token    // all words, for the model table
	words     []string   // all words with their typing errors corrected, stop words too
	brands    []*article.Brand
	device    *reading           // nil: neither a label nor a brand's name
	wanted    map[string]float64 // how much each stem that answers counts, at most
	goals     uint32             // a bit for each of article.Goals that the words ask for
	devices   uint32             // and for each of article.Devices that they name
	corrected string             // the text with its typing errors corrected; empty when there were none
}

// unit is one word that was looked for and everything that answers to it.
type unit struct {
	at      int // its place among the words
	more    int // words of the text that belong to it, behind that place
	answers []alternative
	brand   bool    // it is a part of a brand's name
	name    bool    // and the first of that name
	device  bool    // it names a kind of device
	number  bool    // it is a small number
	rarity  float32 // of the articles that answer, at most maxRarity; set by score
}

// alternative is a word, or several that must all be there, and how much it counts beside what was
// typed.
type alternative struct {
	stems  []string
	weight float64
	common bool // all its words are common: it answers in a statement alone, where they stand together
}

// How much other words count beside the one that was typed.
const (
	joinedWeight     = 0.95 // "door bell" for "doorbell" and the other way round
	synonymWeight    = 0.85
	leastPhrase      = 0.8  // rarity of all words of a phrase that is looked for
	partWeight       = 0.6  // a word of a phrase that means something else as a whole
	correctedWeight  = 0.9  // of the likeliest correction
	furtherCorrected = 0.15 // less for each further one
	prefixWeight     = 0.5
)

const (
	maxUnits    = 24 // words of a text that are looked for
	maxPrefixed = 8  // words that the beginning of a word may stand for
	minPrefix   = 2  // letters of such a beginning
	maxSmall    = 2  // digits of a number that counts less than a word
	minHalf     = 3  // letters of each part when a word is taken for two
)

// ask takes a text apart. It must be clean.
func (i *Index) ask(text string) question {
	q := question{phrases: phrases(text), numbers: tokens(text)}
	e := expander{index: i, tokens: q.numbers, text: text}
	begin := beginnings(text, q.numbers)
	numbered := inNumbers(q.numbers, begin)
	for at, t := range q.numbers {
		if numbered[at] || i.others.byName[t.word] != nil || i.families.knows(t.word) {
			q.words = append(q.words, t.word)
		} else {
			q.words = append(q.words, e.correct(at))
		}
	}
	mentions := outsideNumbers(i.brands.in(q.words), begin)
	q.brands, e.words = brandsOf(mentions), q.words
	if q.device = (recogniser{i}).read(text, q.numbers, begin, q.words, mentions); q.device != nil {
		q.phrases = q.device.withoutLabel(q.phrases, q.words)
		mentions = q.device.mentions
		for _, m := range mentions {
			q.device.called = append(q.device.called, q.words[m.from:m.to]...)
		}
		q.brands = brandsOf(mentions)
	}
	for at, t := range q.numbers {
		if !q.device.holds(at, t, numbered[at]) && !i.words.speech.stop[t.word] && !i.chancePair(t, q.numbers) && len(q.units) < maxUnits {
			q.units = append(q.units, e.unit(at))
		}
	}
	for n := range q.units {
		i.name(&q.units[n], mentions, q.words)
	}
	q.units = withoutFrame(e.withSynonyms(q.units), q.words)
	for n := range q.units {
		u := &q.units[n]
		u.number = !u.brand && u.more == 0 && len(q.words[u.at]) <= maxSmall && isDigits(q.words[u.at])
		u.device = slices.ContainsFunc(u.answers, i.words.speech.namesDevice)
	}
	for _, m := range mentions {
		if words := q.words[m.from:m.to]; i.words.speech.stopsOnly(words) && len(q.units) < maxUnits {
			u := unit{at: m.from, brand: true}
			u.add(1, i.words.stem(strings.Join(words, "")))
			q.units = append(q.units, u)
		}
	}
	q.wanted = wanted(q.units)
	q.goals, q.devices = i.words.speech.goalsIn(q.wanted), i.words.speech.devicesIn(q.wanted)
	q.device.setWords(q.devices)
	q.corrected = e.corrected()
	return q
}

// name notes whether a unit is a part of a brand's name, which articles may have in one word.
func (i *Index) name(u *unit, mentions []mention, words []string) {
	for _, m := range mentions {
		if u.at < m.from || u.at >= m.to {
			continue
		}
		u.brand, u.name = true, u.at == m.from
		if whole := strings.Join(words[m.from:m.to], ""); m.to-m.from > 1 && i.words.has(whole) {
			u.add(joinedWeight, i.words.stem(whole))
		}
	}
}

// withoutFrame takes the words off that frame a question, unless there are no others.
func withoutFrame(units []unit, words []string) []unit {
	frames := func(u unit) bool { return u.more == 0 && !u.brand && frameWords[words[u.at]] }
	if !slices.ContainsFunc(units, func(u unit) bool { return !frames(u) }) {
		return units
	}
	return slices.DeleteFunc(units, frames)
}

// chancePair reports whether a pair of characters is likely the end of one word and the beginning
// of the next: no article has it, but others of the text.
func (i *Index) chancePair(t token, all []token) bool {
	return t.second > 0 && !i.words.has(t.word) && slices.ContainsFunc(all, func(t token) bool { return t.second > 0 && i.words.has(t.word) })
}

// phrases returns the words inside each pair of quotation marks, where there are at least two.
func phrases(text string) [][]string {
	var list [][]string
	parts := strings.FieldsFunc(" "+text+" ", func(r rune) bool { return strings.ContainsRune("\"“”„«»", r) })
	for i := 1; i+1 < len(parts); i += 2 {
		if words := wordsOf(parts[i]); len(words) > 1 {
			list = append(list, words)
		}
	}
	return list
}

func wordsOf(text string) []string { return wordsIn(tokens(text)) }

func wordsIn(list []token) []string {
	var words []string
	for _, t := range list {
		words = append(words, t.word)
	}
	return words
}

func wanted(units []unit) map[string]float64 {
	all := map[string]float64{}
	for _, u := range units {
		for _, alt := range u.answers {
			for _, stem := range alt.stems {
				all[stem] = max(all[stem], alt.weight)
			}
		}
	}
	return all
}

// goalsIn returns the goals that wanted words ask for. Who sells a device or has bought it used
// must first have it out of its old account, whatever else is asked; and a password that is reset
// is no factory reset.
func (s *speech) goalsIn(wanted map[string]float64) uint32 {
	var asked uint32
	for n := range article.Goals {
		if slices.ContainsFunc(s.goals[n], func(stem string) bool { return wanted[stem] >= synonymWeight }) {
			asked |= 1 << n
		}
	}
	for _, first := range []article.Goal{article.RemoveFromAccount, article.PasswordRecovery} {
		if bit := uint32(1) << slices.Index(article.Goals, first); asked&bit != 0 {
			return bit
		}
	}
	return asked
}

// namesDevice reports whether an answer of a unit names a kind of device.
func (s *speech) namesDevice(a alternative) bool {
	return a.weight >= synonymWeight && slices.ContainsFunc(a.stems, func(stem string) bool { return slices.Contains(s.devices, stem) })
}

// devicesIn returns the kinds of device that wanted words name.
func (s *speech) devicesIn(wanted map[string]float64) uint32 {
	var named uint32
	for n, stem := range s.devices {
		if wanted[stem] >= synonymWeight {
			named |= 1 << n
		}
	}
	return named
}
