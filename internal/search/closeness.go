package search

import (
	"slices"

	"pinhole/internal/article"
)

// statements are the title, the summary and the symptoms of an article: short texts, each of which
// may be just what a reader asks.
func statements(a *article.Article) []string {
	return append([]string{a.Title, a.Summary}, a.SymptomTexts()...)
}

const (
	mostCloser   = 1.75 // a statement that says exactly what was asked raises an article's score by this part
	mostGeneral  = 4.0  // and that of a general article by this part
	mostNotAsked = 1    // of the rarity of such a word
	notAsked     = 0.1  // a word of a statement that was not asked for counts so much against it
	noTitle      = 0.95 // what is said elsewhere than in the title counts so much less
	opposite     = 0.6  // so does one that denies what the text does not
	maxCompared  = 300  // hits whose statements are compared with the text
	leastForTrue = 0.4  // of the best score, which hits need for that at least
)

// comparer says how close statements are to a text.
type comparer struct {
	words   *vocabulary
	parts   map[int32][]part // by stem
	phrase  []alternativeOf  // alternatives of several stems
	rarity  []float32        // of each part of the text
	all     float32
	have    []float32 // of the statement at hand, by unit
	noBrand bool      // the text means none
	negated bool      // the text says that something is not so
}

// part says that a stem answers to a unit of the text.
type part struct {
	unit   int
	weight float32
}

// alternativeOf is an alternative of several stems, which must all stand in a statement.
type alternativeOf struct {
	part
	stems []int32
}

// comparer returns nil for a text of which nothing but a brand's name can be compared.
func (i *Index) comparer(q question, brands []*article.Brand) *comparer {
	c := &comparer{words: i.words, parts: map[int32][]part{}, negated: negated(q.numbers), noBrand: len(brands) == 0}
	for _, u := range q.units {
		if u.brand {
			for _, stem := range u.answers[0].stems {
				c.parts[i.words.stems[stem]] = []part{} // no other word, but none that tells one article of the brand from another
			}
			continue
		}
		if u.rarity == 0 {
			continue
		}
		n := len(c.rarity)
		c.rarity = append(c.rarity, u.rarity)
		c.all += u.rarity
		for _, alt := range u.answers {
			stems := make([]int32, len(alt.stems))
			for n, stem := range alt.stems {
				stems[n] = i.words.stems[stem]
			}
			p := part{n, float32(alt.weight)}
			switch {
			case slices.Contains(stems, 0):
			case len(stems) == 1:
				c.parts[stems[0]] = append(c.parts[stems[0]], p)
			default:
				c.phrase = append(c.phrase, alternativeOf{p, stems})
			}
		}
	}
	if c.all == 0 {
		return nil
	}
	c.have = make([]float32, len(c.rarity))
	return c
}

// factor returns how much more an article counts for the closest of its statements. A general one
// counts for it above all where no brand is meant.
func (c *comparer) factor(d *document, general bool) float64 {
	best := float32(0)
	for n, s := range d.statements {
		closeness := c.close(s.stems)
		if s.negated && !c.negated {
			closeness *= opposite
		}
		if n > 0 {
			closeness *= noTitle
		}
		best = max(best, closeness)
	}
	most := mostCloser
	if general && c.noBrand {
		most = mostGeneral
	}
	return 1 + most*float64(best*best)
}

// close returns how close a statement is, from 0 to 1.
func (c *comparer) close(statement []int32) float32 {
	clear(c.have)
	var other float32
	for _, stem := range statement {
		parts := c.parts[stem]
		for _, p := range parts {
			c.have[p.unit] = max(c.have[p.unit], p.weight)
		}
		if parts == nil {
			other += min(c.words.rarity[stem], mostNotAsked)
		}
	}
	for _, alt := range c.phrase {
		if !slices.ContainsFunc(alt.stems, func(stem int32) bool { return !slices.Contains(statement, stem) }) {
			c.have[alt.unit] = max(c.have[alt.unit], alt.weight)
			for _, stem := range alt.stems {
				if c.parts[stem] == nil {
					other -= min(c.words.rarity[stem], mostNotAsked)
				}
			}
		}
	}
	var said float32
	for n, weight := range c.have {
		said += weight * c.rarity[n]
	}
	return said / (c.all + notAsked*max(other, 0))
}

// raise adds to the scores of the best hits how close their statements are to the text.
func (i *Index) raise(q question, brands []*article.Brand, list []ranked) {
	c := i.comparer(q, brands)
	if c == nil {
		return
	}
	best := 0.0
	for _, r := range list {
		best = max(best, r.score)
	}
	least, compared := enough(list, best), 0
	for n := range list {
		if r := &list[n]; r.score >= least && compared < maxCompared {
			compared++
			r.score *= c.factor(i.docs[r.place], i.facts[r.place].general)
		}
	}
}

// enough returns the score that hits need to be compared: the more hits there are, the nearer to
// the best one.
func enough(list []ranked, best float64) float64 {
	share := leastForTrue
	for share < 0.99 {
		n := 0
		for _, r := range list {
			if r.score >= share*best {
				n++
			}
		}
		if n <= maxCompared {
			break
		}
		share = (1 + share) / 2
	}
	return share * best
}

// negated reports whether words deny something.
func negated(words []token) bool {
	return slices.ContainsFunc(words, func(t token) bool { return negations[t.word] })
}
