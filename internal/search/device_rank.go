package search

import (
	"slices"
	"strings"

	"pinhole/internal/article"
)

// holds reports whether the word at a place belongs to the number of a label, to the brand's name
// or to what else stands on labels, such as a version. They are not looked for as full text: a
// piece of a number would find other brands' models, and all articles of the brand have its name.
// Words of a product's name, such as "Dinion IP", stay.
func (r *reading) holds(at int, t token, numbered bool) bool {
	if r == nil || r.Label == "" {
		return false
	}
	named := slices.ContainsFunc(r.mentions, func(m mention) bool { return at >= m.from && at < m.to })
	short := at >= r.from && at < r.to && hasDigit(r.Label) && len(t.word) <= minModel
	return named || short || numbered || besideNumber.MatchString(t.word)
}

// withoutLabel leaves out phrases that are the label, or a part of it.
func (r *reading) withoutLabel(phrases [][]string, words []string) [][]string {
	if r.Label == "" {
		return phrases
	}
	label := strings.Join(words[r.from:r.to], " ")
	return slices.DeleteFunc(phrases, func(p []string) bool { return strings.Contains(label, strings.Join(p, " ")) })
}

// inNumbers says which words are written together with a digit, such as both of SWIFI-FLOCAM2.
// Their letters are no typing errors.
func inNumbers(words []token, begin []bool) []bool {
	list := make([]bool, len(words))
	for from := 0; from < len(words); {
		to, digit := from, false
		for ; to == from || to < len(words) && !begin[to]; to++ {
			digit = digit || hasDigit(words[to].word)
		}
		for ; from < to; from++ {
			list[from] = digit
		}
	}
	return list
}

// outsideNumbers leaves out the names of brands that stand within a number, such as DW in
// HWC-C200-DW.
func outsideNumbers(mentions []mention, begin []bool) []mention {
	return slices.DeleteFunc(mentions, func(m mention) bool { return !begin[m.from] })
}

// fits reports whether an article of the brand is for the kind of device. An article for a kind
// that is reset alike fits too; one for an app alone does not fit a label.
func (r *reading) fits(f fact, a *article.Article) bool {
	return r.isOf(a.Brand) && (f.devices&r.alike != 0 || r.exact == 0 && (r.Label == "" || !appOnly(a)))
}

func (r *reading) isOf(b *article.Brand) bool { return b == r.Brand || slices.Contains(r.Also, b) }

// The order of hits where a label is known.
const (
	wantedTier      = iota // what the words ask for, where no article that names the model does it
	namedTier              // articles that name the model
	fittingTier            // those of the brand for the kind of device
	sharingTier            // those of another brand with the same label
	bestGeneralTier        // the first general one, where none fits
	whomTier               // whom to ask, where none fits
	generalTier
	restTier // other articles of the brand, about accounts and whom to ask
)

// tierNames say what an article of each tier is to the device.
var tierNames = [...]string{
	wantedTier: "does what is asked for", namedTier: "names the model", fittingTier: "fits the device", sharingTier: "of another brand with the same label",
	bestGeneralTier: "holds for every brand", whomTier: "whom to ask", generalTier: "holds for every brand", restTier: "of the same brand",
}

const (
	alikeKind    = 0.5  // an article for another kind of the same class counts so much less
	moreKinds    = 0.9  // and one that is for kinds of another class too
	otherModels  = 0.5  // and one that names model numbers, and not this one
	otherName    = 0.8  // and one that names products without a number
	leastGeneral = 1e-3 // what a general article counts that has nothing of what was asked for
	useful       = 1e-3 // what an article's usefulness counts beside words
	hinted       = 0.5  // what the names that people give the family count beside that
)

// gatherDevice lists the articles for a device of which brand and label are known.
func (i *Index) gatherDevice(q question, s *scores) {
	r, least := q.device, s.least()
	hints := i.hints(r)
	namedDoes, namedBest := false, 0.0 // whether an article that names the model has a goal that was asked for
	for place := range r.named {
		namedDoes = namedDoes || q.goals&(1<<i.facts[place].goal) != 0
		namedBest = max(namedBest, s.of(int(place))*q.suits(i.facts[place]))
	}
	var covered float32     // the most that an article for the device has of what was asked for
	deviceDoes := namedDoes // whether one of them has a goal that was asked for
	places := i.placesOf(r)
	for _, place := range places {
		if f, a := i.facts[place], i.library.Articles[place]; r.fits(f, a) {
			covered = max(covered, s.covered[place])
			deviceDoes = deviceDoes || q.goals&(1<<f.goal) != 0
		}
	}
	fitting := false
	for _, place := range append(places, i.generalPlaces()...) {
		a, f, model := i.library.Articles[place], i.facts[place], r.named[place]
		one := ranked{article: a, place: place, model: model, score: s.of(int(place)) * q.suits(f)}
		switch {
		case model != NoModel:
			one.tier, fitting = namedTier, true
		case r.isOf(a.Brand) && r.fits(f, a):
			one.tier, one.fits, fitting = fittingTier, true, true
			switch {
			case a.Brand != r.Brand:
				one.tier = sharingTier
			case q.goals&(1<<f.goal) != 0 && len(r.named) > 0 && !namedDoes && f.devices&r.exact != 0 && one.score > namedBest:
				one.tier = wantedTier
			}
		case r.isOf(a.Brand) && (appOnly(a) || a.Goal == article.ContactSupport):
			one.tier = restTier
			switch asked := q.goals&(1<<f.goal) != 0; {
			case appOnly(a) && asked && !deviceDoes && s.covered[place] > 0: // a camera whose only password is the account's
				one.tier = wantedTier
			case appOnly(a) && asked && s.covered[place] > covered:
				one.tier = fittingTier
			}
		case f.general && s.covered[place] > 0 && s.covered[place] >= least:
			one.tier = generalTier
		default:
			continue
		}
		one.score = (one.score + useful*(usefulness(a)+hinted*hints[place])) * r.factor(f, a, model)
		s.list = append(s.list, one)
	}
	if !fitting {
		i.addGeneral(s)
		whomToAskSecond(s.list)
	}
}

// whomToAskSecond puts the brand's article on whom to ask behind the best general one, where none
// of its articles is for the kind of device.
func whomToAskSecond(list []ranked) {
	best := -1
	for n, r := range list {
		if r.tier == generalTier && (best < 0 || r.score > list[best].score) {
			best = n
		}
	}
	if best >= 0 {
		list[best].tier = bestGeneralTier
	}
	for n := range list {
		if r := &list[n]; r.tier == restTier && r.article.Goal == article.ContactSupport {
			r.tier = whomTier
		}
	}
}

// hints weighs the brand's articles by how many of the names that the text and people give the
// family stand in their titles, such as Tapo or Kasa: from 0 to 1.
func (i *Index) hints(r *reading) map[int32]float64 {
	weights := map[int32]float64{}
	var stems []int32
	names := slices.Clone(r.called)
	if r.Family != nil {
		names = slices.Concat(names, r.Family.Spoken, r.Family.Examples)
	}
	for _, name := range names {
		for _, word := range wordsOf(name) {
			if n := i.words.stems[i.words.stem(word)]; !hasDigit(word) && n > 0 && len(stems) < maxUnits && !slices.Contains(stems, n) {
				stems = append(stems, n)
			}
		}
	}
	for _, place := range i.placesOf(r) {
		title := i.docs[place].statements[0].stems
		for _, n := range stems {
			if slices.Contains(title, n) {
				weights[place] += 1 / float64(len(stems))
			}
		}
	}
	return weights
}

// placesOf returns the places of the articles of a device's brand, and of those that share its
// label.
func (i *Index) placesOf(r *reading) []int32 {
	list := slices.Clone(i.ofBrand[r.Brand])
	for _, b := range r.Also {
		list = append(list, i.ofBrand[b]...)
	}
	return list
}

// generalPlaces returns the places of the articles that hold for every brand.
func (i *Index) generalPlaces() []int32 {
	for b, places := range i.ofBrand {
		if b.General() {
			return places
		}
	}
	return nil
}

// factor says how much more or less an article counts than its words say.
func (r *reading) factor(f fact, a *article.Article, model ModelMatch) float64 {
	factor := 1.0
	if r.exact != 0 && f.devices&r.exact == 0 {
		factor *= alikeKind
	}
	if r.exact != 0 && f.devices&^r.alike != 0 {
		factor *= moreKinds
	}
	switch {
	case model != NoModel || len(a.Models) == 0:
	case slices.ContainsFunc(a.Models, func(m article.Pattern) bool { return hasDigit(m.Text) }):
		factor *= otherModels
	default:
		factor *= otherName
	}
	return factor
}

func appOnly(a *article.Article) bool { return len(a.Devices) == 1 && a.Devices[0] == "app" }

// usefulness orders articles where no words do, between 0 and 1: what lets a locked-out reader in
// again before other procedures, and these before whom to ask; then the least destructive.
func usefulness(a *article.Article) float64 {
	const most = 1000 // above any article's Destruction
	less := float64(min(a.Destruction(), most)) / most
	switch a.Goal {
	case article.PasswordRecovery, article.FactoryReset, article.RestoreDefaults:
		return 1 - less/4
	case article.ContactSupport:
		return 0.2
	case article.Understand:
		return 0
	}
	return 0.4 - less/4
}

// gatherGeneral lists the general articles that have what was asked for, then those that tell how
// any device is reset.
func (i *Index) gatherGeneral(q question, s *scores) {
	least := s.least()
	for _, place := range i.generalPlaces() {
		if covered := s.covered[place]; covered > 0 && covered >= least {
			s.list = append(s.list, ranked{article: i.library.Articles[place], place: place, score: s.of(int(place))})
		}
	}
	i.addGeneral(s)
}

// addGeneral lists the general articles on reset buttons, behind those that have what was asked
// for, and raises these by what they say of such buttons.
func (i *Index) addGeneral(s *scores) {
	for n := range s.list {
		s.list[n].score *= 1 + i.reset[s.list[n].place]
	}
	for place, score := range i.reset {
		if !slices.ContainsFunc(s.list, func(r ranked) bool { return r.place == place }) {
			s.list = append(s.list, ranked{article: i.library.Articles[place], place: place, tier: generalTier, score: leastGeneral * score})
		}
	}
}

// resetScores scores the general articles by what they say of reset buttons, the best with 1.
func (i *Index) resetScores() map[int32]float64 {
	t := newScores(len(i.docs))
	for _, word := range wordsOf("reset-button") { // a method of the content model, in every language
		u := unit{}
		u.add(1, i.words.stem(word))
		i.score(&u, t)
	}
	list, best := map[int32]float64{}, 0.0
	for place, a := range i.library.Articles {
		if a.Brand.General() && (t.covered[place] > 0 || t.best == 0) {
			list[int32(place)] = t.of(place)
			best = max(best, t.of(place))
		}
	}
	for place := range list {
		if best > 0 {
			list[place] /= best
		}
	}
	return list
}
