package search

import (
	"cmp"
	"slices"
	"strings"

	"pinhole/internal/article"
)

// answer is an article or a family that a candidate names.
type answer struct {
	candidate
	found
	family *article.Family // nil: the article at found.place
	stage  int             // how far the text had to be bent: 0 not at all
}

// How far a text is bent until something answers.
const (
	asTyped = iota
	withoutHead
	withSlip
	stages
)

// recogniser finds the device that a text names, with what an index knows of models, families and
// brands.
type recogniser struct{ *Index }

// read finds the device in a text.
func (i recogniser) read(text string, all []token, begin []bool, words []string, mentions []mention) *reading {
	heads := make([]bool, len(all)+1)
	for _, m := range mentions {
		for at := m.from; at < m.to; at++ {
			heads[at] = true
		}
	}
	list := candidates(text, begin, all, heads)
	left := maxPatterns
	typed := i.answers(asTyped, list, &left)
	mentions = slices.DeleteFunc(mentions, func(m mention) bool { return i.inLabel(m, words, typed) })
	brands := brandsOf(mentions)
	var other *article.OtherBrand
	if len(brands) == 0 {
		m := i.other(words, begin, typed)
		for at := m.from; at < m.to; at++ {
			heads[at] = true
		}
		other = m.brand
	}
	for stage := range stages {
		answers := slices.Clone(typed)
		if stage != asTyped {
			answers = i.answers(stage, list, &left)
		}
		answers = slices.DeleteFunc(answers, func(a answer) bool { return !i.means(a, brands, other) })
		if answers = withoutShort(answers); len(answers) > 0 {
			r := i.decide(text, answers, heads, len(brands) == 0)
			r.mentions = mentions
			return r
		}
	}
	r := &reading{mentions: mentions}
	r.Label, r.from, r.to = i.unknownLabel(text, all, begin, heads, len(brands) > 0 || other != nil)
	switch {
	case len(brands) > 0:
		r.Brand = brands[0]
	case other != nil:
		r.Other = other
	case r.Label == "":
		return nil
	}
	r.setKinds(kindsIn(all[r.from:r.to]))
	if other != nil {
		r.setKinds(kindsBy(other, typed))
	}
	return r
}

// kindsBy returns the kinds of device of a label that a brand shares, or has from its maker.
func kindsBy(b *article.OtherBrand, typed []answer) []article.Device {
	slices.SortStableFunc(typed, compareAnswers)
	for _, a := range typed {
		if f := a.family; f != nil && (b.Brand != nil && f.Brand == b.Brand || slices.ContainsFunc(f.SharedWith, func(name string) bool { return strings.EqualFold(name, b.Name) })) {
			return f.Devices
		}
	}
	return nil
}

// inLabel reports whether the short name of a brand is the end of another brand's label, such as DW
// in "HWC C200 DW".
func (i recogniser) inLabel(m mention, words []string, typed []answer) bool {
	return len(strings.Join(words[m.from:m.to], "")) <= minModel && slices.ContainsFunc(typed, func(a answer) bool {
		return a.from < m.from && m.to <= a.to() && hasDigit(a.text) && i.brandOf(a) != m.brand
	})
}

// other returns the brand that no article covers and that words name, if any. A name that is a part
// of a label, such as ANV in ANV-L6082R, or an ordinary word beside one, is none.
func (i recogniser) other(words []string, begin []bool, typed []answer) otherMention {
	m := i.others.in(words, begin)
	if m.brand == nil {
		return m
	}
	for _, a := range typed {
		within := a.from <= m.from && a.to() >= m.to && a.to()-a.from > m.to-m.from
		if (within || m.brand.Word) && i.means(a, nil, nil) && hasDigit(a.text) && (a.family == nil || a.family.Other != m.brand) {
			return otherMention{}
		}
	}
	return m
}

// answers returns what the candidates name at one stage.
func (i recogniser) answers(stage int, list []candidate, left *int) []answer {
	var all []answer
	add := func(c candidate, found []found, families bool) {
		for _, f := range found {
			a := answer{candidate: c, found: f, stage: stage}
			if families {
				a.family = i.families.list[f.place]
			}
			all = append(all, a)
		}
	}
	looked := map[string]bool{}
	if stage == withSlip {
		list = slices.Clone(list)
		slices.Reverse(list) // the shortest first, which are looked at
	}
	for _, c := range list {
		switch stage {
		case asTyped:
			add(c, i.models.match(c, left), false)
			add(c, i.families.find(c, left), true)
		case withoutHead:
			if hasDigit(c.text) && len(c.text) >= minModel {
				add(c, i.families.headless.taking(c, left), true)
			}
		case withSlip:
			if len(looked) >= i.mostNear() || !c.mayBegin() || c.cut || looked[c.text] || i.words.has(c.lower()) {
				continue
			}
			looked[c.text] = true
			add(c, near(c, i.models.plain, i.models.confused, true, left), false)
			add(c, i.families.near(c, left), true)
		}
	}
	return all
}

// mostNear is how many parts of a text are held against all models and families.
func (i recogniser) mostNear() int {
	return mostNear(len(i.models.plain.literals) + len(i.families.whole.literals))
}

func mostNear(literals int) int { return min(maxLookedNear, maxHeldNear/(literals+1)+1) }

// means reports whether an answer may be what the reader means. A brand that is named counts alone.
func (i recogniser) means(a answer, brands []*article.Brand, other *article.OtherBrand) bool {
	b := i.brandOf(a)
	named := b != nil && slices.Contains(brands, b) || other != nil && a.family != nil && a.family.Other == other
	if (len(brands) > 0 || other != nil) && !named {
		return false
	}
	switch {
	case a.family == nil:
		return !a.cut || named || a.harmless() || len(a.text) > minDigits
	case a.stage == withoutHead && !named && i.families.generic(a.place):
		return false
	case !hasDigit(a.text) && !named:
		return !a.family.Short && i.onlyOf(a.words, b)
	}
	return a.counts(named)
}

// counts reports whether a family answers to a whole label, and not to a piece of another.
func (a answer) counts(named bool) bool {
	switch {
	case len(a.text) < minModel:
		return named && !a.cut || a.whole
	case !a.cut || a.harmless():
		return true
	}
	return !a.family.Short && hasDigit(a.text) && len(a.text) > minModel
}

func (i recogniser) brandOf(a answer) *article.Brand {
	if a.family != nil {
		return a.family.Brand
	}
	return i.library.Articles[a.place].Brand
}

// onlyOf reports whether words without a digit stand together in articles of one brand alone, so
// that they name its product and nothing else.
func (i recogniser) onlyOf(words []token, b *article.Brand) bool {
	var stems []string
	for _, w := range words {
		stems = append(stems, i.words.stem(w.word))
	}
	for _, p := range i.words.all(stems) {
		if i.library.Articles[p.place].Brand != b {
			return false
		}
	}
	return true
}

// withoutShort leaves out families whose labels are too short to stand alone where another brand
// answers.
func withoutShort(list []answer) []answer {
	long := func(a answer) bool { return a.family == nil || !a.family.Short }
	if !slices.ContainsFunc(list, long) {
		return list
	}
	return slices.DeleteFunc(list, func(a answer) bool {
		return !long(a) && !slices.ContainsFunc(list, func(b answer) bool { return long(b) && sameBrand(a, b) })
	})
}

func sameBrand(a, b answer) bool {
	return a.family != nil && b.family != nil && a.family.Brand == b.family.Brand && a.family.Other == b.family.Other
}

// compareAnswers puts the better one first: what needs the least bending, models that articles name
// as a whole, then what has most characters of its own.
func compareAnswers(a, b answer) int {
	return cmp.Or(
		cmp.Compare(a.stage, b.stage),
		cmp.Compare(b2i(a.cut && !a.harmless()), b2i(b.cut && !b.harmless())),
		cmp.Compare(b.level(), a.level()),
		cmp.Compare(b.fixed, a.fixed),
		cmp.Compare(len(b.text), len(a.text)),
		cmp.Compare(a.from, b.from),
	)
}

// level says how much of a model the label is: a whole one that an article names, a whole one, its
// beginning.
func (a answer) level() int {
	switch {
	case a.match == PrefixModel:
		return 0
	case a.family == nil && a.match == ExactModel && !a.cut:
		return 2
	}
	return 1
}

// decide makes a reading of the answers.
func (i recogniser) decide(text string, answers []answer, heads []bool, unnamed bool) *reading {
	slices.SortStableFunc(answers, compareAnswers)
	best := answers[0]
	r := &reading{from: best.from, to: best.to(), named: map[int32]ModelMatch{}}
	r.Brand, r.Near = i.brandOf(best), best.match == NearModel
	if best.family != nil {
		r.Other = best.family.Other
	}
	var taken []candidate
	for _, a := range answers {
		b := i.brandOf(a)
		equal := compareAnswers(a, best) == 0
		switch {
		case b != r.Brand:
			if equal && unnamed && b != nil && r.Brand != nil && !slices.Contains(r.Also, b) {
				r.Also = append(r.Also, b)
			}
			if !equal {
				continue
			}
		case a.family != nil && r.Family == nil && a.within(best.candidate):
			r.Family = a.family
		}
		if a.family == nil && !slices.ContainsFunc(taken, func(c candidate) bool { return a.within(c) && a.candidate.text != c.text }) {
			taken = append(taken, a.candidate)
			r.named[a.place] = max(r.named[a.place], a.match)
		}
	}
	if r.Family != nil && r.Brand != nil {
		i.addOwn(r, best.candidate)
	}
	r.Label = i.spelled(text, withoutName(best, heads))
	if unnamed {
		i.addShared(r)
	}
	r.setKinds(i.kindsOf(r))
	return r
}

// withoutName takes the brand's name off the beginning of a label of which it is no part.
func withoutName(a answer, heads []bool) candidate {
	c := a.candidate
	for a.family != nil && len(c.words) > 1 && heads[c.from] {
		rest := newCandidate(c.words[1:])
		if !hasDigit(rest.text) || strings.HasPrefix(article.PlainModel(a.family.Pattern.Text), c.text[:c.ends[0]]) {
			break
		}
		rest.from, c = c.from+1, rest
	}
	return c
}

// addOwn adds the articles of the family's brand with a model that the label answers to, also if
// that has no digit, if O is read as 0, or if words of it are left out: "Wyze v2" of "Wyze Cam v2".
func (i recogniser) addOwn(r *reading, c candidate) {
	words := wordsIn(c.words)
	for _, place := range i.ofBrand[r.Brand] {
		a := i.library.Articles[place]
		if r.named[place] != NoModel {
			continue
		}
		switch matches, exact := a.Matches(c.text); {
		case exact:
			r.named[place] = ExactModel
		case matches:
			r.named[place] = PatternModel
		case len(words) > 1 && hasDigit(c.text) && slices.ContainsFunc(a.Models, func(m article.Pattern) bool { return hasAll(wordsOf(m.Text), words) }):
			r.named[place] = PatternModel
		}
	}
	for _, place := range i.models.confused.exact[unconfused(c.text)] {
		if r.named[place] == NoModel && i.library.Articles[place].Brand == r.Brand {
			r.named[place], r.Near = NearModel, true
		}
	}
}

func hasAll(list, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(list, w) })
}

// addShared adds the brands of the content that put the same label on their devices.
func (i recogniser) addShared(r *reading) {
	if r.Family == nil || r.Brand == nil {
		return
	}
	for _, name := range r.Family.SharedWith {
		b := i.brands.byName[joined(tokens(name))]
		if b != nil && b != r.Brand && !slices.Contains(r.Also, b) {
			r.Also = append(r.Also, b)
		}
	}
}

// kindsOf returns the kinds of device: of the family, else of the articles that name the model.
func (i recogniser) kindsOf(r *reading) []article.Device {
	if r.Family != nil {
		return r.Family.Devices
	}
	best := NoModel
	for _, m := range r.named {
		best = max(best, m)
	}
	var list []article.Device
	for _, d := range article.Devices {
		for place, m := range r.named {
			if m == best && slices.Contains(i.library.Articles[place].Devices, d) && !slices.Contains(list, d) {
				list = append(list, d)
			}
		}
	}
	return list
}

// spelled returns a label as it stands in a text, or as a source spells it.
func (i recogniser) spelled(text string, c candidate) string {
	if label, ok := i.families.spelling[c.text]; ok {
		return label
	}
	return tidied(text, c.words)
}

// tidied returns the text of words on one line, numbers in capitals.
func tidied(text string, words []token) string {
	label := strings.Join(strings.Fields(text[words[0].start:words[len(words)-1].end]), " ")
	if strings.Contains(label, "(") && !strings.Contains(label, ")") {
		label += ")"
	}
	if !strings.Contains(label, " ") && isNumber(label) {
		return strings.ToUpper(label)
	}
	return label
}

// unknownLabel returns what looks like a label that nothing answers to, and the places of its
// words. Beside a brand's name less will do.
func (i recogniser) unknownLabel(text string, all []token, begin, heads []bool, named bool) (label string, from, to int) {
	for from < len(all) {
		to = from + 1
		for to < len(all) && !begin[to] {
			to++
		}
		for from+1 < to && heads[from] {
			from++
		}
		if c := newCandidate(all[from:to]); i.looksLikeLabel(c, named) {
			return tidied(text, c.words), from, to
		}
		from = to
	}
	return "", 0, 0
}

const (
	minUnknown    = 5 // characters of a label that nothing answers to
	maxDigitsOnly = 8 // of a label without letters; more is a serial or a telephone number
)

func (i recogniser) looksLikeLabel(c candidate, named bool) bool {
	least, digits := minUnknown, 2
	if named {
		least, digits = minShort, 1
	}
	c.begin = make([]bool, len(c.words))
	switch {
	case !hasDigit(c.text) || len(c.text) < least || len(c.text) > maxNumber || c.beside(0):
		return false
	case !isNumber(c.text):
		return len(c.words) == 1 && len(c.text) >= minDigits && len(c.text) <= maxDigitsOnly && (named || !i.words.has(c.lower()))
	}
	return countDigits(c.text) >= digits && (named || !i.words.has(c.lower()))
}
