package search

import (
	"slices"
	"strings"

	"pinhole/internal/article"
)

// Explanation says how a text was read and why its hits stand as they do.
type Explanation struct {
	Words   []ExplainedWord
	Ignored []string // words that tell nothing: "how", "is"
	Brands  []*article.Brand
	Devices []article.Device // that the words name
	Goals   []article.Goal   // that the words ask for
	Results Results
	Scores  []ExplainedScore // of the hits, in their order
}

// ExplainedWord is a word that was looked for.
type ExplainedWord struct {
	Typed     string
	Answers   []ExplainedAnswer // what answers to it, itself first
	Corrected bool              // no article has it; it is taken for its answers
	Articles  int               // that have any of the answers
	Rarity    float64           // how much the word counts
}

// ExplainedAnswer is a stem, or several that must stand together, and how much it counts.
type ExplainedAnswer struct {
	Stems  []string
	Weight float64
}

// ExplainedScore is the factors of a hit's score. Below a label the hits stand by tier first.
type ExplainedScore struct {
	Tier    string  // what the hit is to the device; empty: the text names no label, and no brand without articles
	Words   float64 // BM25F of the words
	Covered float64 // the part of what was asked for that the article has
	Brand   float64 // for being of the brand that is meant, or of none where none is
	Suits   float64 // for its goal, its devices and what it erases
	Close   float64 // for a title, summary or symptom that says what was asked
}

// Explain searches as Search does and says why. It takes longer.
func (i *Index) Explain(query Query) Explanation {
	text := clean(query.Text)
	x := Explanation{Results: i.Search(query)}
	if text == "" {
		return x
	}
	s := i.scores.Get().(*scores)
	defer i.release(s)
	q := i.ask(text)
	tiers := map[*article.Article]string{}
	for _, r := range i.rank(q, s) {
		switch d := q.device; {
		case d == nil:
		case !d.covered():
			tiers[r.article] = tierNames[generalTier]
		case d.Label != "":
			tiers[r.article] = tierNames[r.tier]
		}
	}
	for _, u := range q.units {
		w := ExplainedWord{Articles: len(i.answering(u, s)), Rarity: float64(u.rarity)}
		typed := wordsIn(q.numbers[u.at : u.at+u.more+1])
		w.Typed, w.Corrected = strings.Join(typed, " "), !slices.Equal(typed, q.words[u.at:u.at+u.more+1])
		for _, alt := range u.answers {
			w.Answers = append(w.Answers, ExplainedAnswer{alt.stems, alt.weight})
		}
		x.Words = append(x.Words, w)
	}
	for at, t := range q.numbers {
		if !slices.ContainsFunc(q.units, func(u unit) bool { return u.at <= at && at <= u.at+u.more }) {
			x.Ignored = append(x.Ignored, t.word)
		}
	}
	x.Brands = s.brands
	x.Devices, x.Goals = chosen(article.Devices, q.devices), chosen(article.Goals, q.goals)
	factors, c := i.brandFactors(s.brands), i.comparer(q, s.brands)
	for _, h := range x.Results.Hits {
		place := slices.Index(i.library.Articles, h.Article)
		f := i.facts[place]
		e := ExplainedScore{Tier: tiers[h.Article], Words: float64(s.score[place]), Brand: factors[f.brand], Suits: q.suits(f), Close: 1}
		if s.asked > 0 {
			e.Covered = float64(s.covered[place]) / s.asked
		}
		if c != nil {
			e.Close = c.factor(i.docs[place], f.general)
		}
		x.Scores = append(x.Scores, e)
	}
	return x
}

// chosen returns the names whose bits are set.
func chosen[T any](names []T, bits uint32) []T {
	var list []T
	for n, name := range names {
		if bits&(1<<n) != 0 {
			list = append(list, name)
		}
	}
	return list
}
