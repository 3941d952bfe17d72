package view

import (
	"cmp"
	"slices"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/internal/search"
	"pinhole/web/page"
)

const (
	cardArticles = 4 // articles on a device card
	cardWays     = 4 // ways of its first article
)

// DeviceCard returns the card for what a search recognised, and the articles that it shows. It is
// nil where hits alone answer better: for a brand beside other words. text is as typed.
func DeviceCard(s Site, r search.Results, text string) (*page.DeviceCard, []*article.Article) {
	d := r.Device
	switch {
	case d == nil:
		return nil, nil
	case d.Brand == nil && d.Other == nil:
		return unknownCard(s, d), nil
	case d.Brand == nil:
		return notCoveredCard(s, d, r.Hits)
	case d.Label != "":
		return labelCard(s, d)
	case namesOnly(d.Brand, cmp.Or(r.DidYouMean, text)):
		return brandOnlyCard(s, d.Brand)
	}
	return nil, nil
}

// namesOnly reports whether a text is one of a brand's names and nothing more.
func namesOnly(b *article.Brand, text string) bool {
	plain := article.PlainModel(text)
	return slices.ContainsFunc(append([]string{b.Name, b.Slug}, b.Aliases...), func(name string) bool { return article.PlainModel(name) == plain })
}

// labelCard is for a label of a brand with articles.
func labelCard(s Site, d *search.Device) (*page.DeviceCard, []*article.Article) {
	l, kind := s.Locale, kindOf(d.Devices)
	c := &page.DeviceCard{
		Title: l.T("card.title", "Label", d.Label, "Device", l.T("card.one."+kind, "Brand", d.Brand.Name)), Drawing: cardDrawing[kind],
		Brand: &page.Link{Title: l.T("card.all-articles", "Brand", d.Brand.Name), URL: l.Path(d.Brand.Path())},
	}
	if d.Family == nil && len(d.Named) == 0 { // only the reader says whose label it is
		c.Title = l.T("card.asked", "Label", d.Label, "Brand", d.Brand.Name)
	}
	addFamily(s, c, d)
	named := d.Named[:min(len(d.Named), cardArticles)]
	fitting := firstOf(d.Fitting, cardArticles-len(named), func(a *article.Article) bool { return a.Brand == d.Brand })
	all := l.T("card.all."+kind, "Brand", d.Brand.Name)
	switch {
	case len(named) > 0:
		c.Intro = l.N("card.named", len(d.Named))
		c.Articles = deviceArticles(s, named)
		if len(fitting) > 0 {
			c.Others = &page.DeviceOthers{Intro: l.T("card.also", "Devices", all), Articles: deviceArticles(s, fitting)}
		}
	case len(fitting) == 0:
		c.Intro = l.T("card.none", "Brand", d.Brand.Name)
		support := s.support(d.Brand, nil)
		c.Support, c.Missing = &support, true
	case forAllModels(fitting):
		c.Intro, c.Articles = l.T("card.fitting", "Devices", all), deviceArticles(s, fitting)
	default:
		c.Intro, c.Articles = l.T("card.similar", "Brand", d.Brand.Name), deviceArticles(s, fitting)
	}
	return c, slices.Concat(named, fitting)
}

// brandOnlyCard is for a brand alone: the first article of each goal.
func brandOnlyCard(s Site, b *article.Brand) (*page.DeviceCard, []*article.Article) {
	l := s.Locale
	support := s.support(b, nil)
	c := &page.DeviceCard{Title: b.Name, Support: &support}
	list := s.Library.InBrand(b.Slug)
	c.Brand = &page.Link{Title: l.T("card.all-articles", "Brand", b.Name), URL: l.Path(b.Path())}
	if len(b.Aliases) > 0 {
		c.Intro = l.T("brand.aliases", "Names", l.List(b.Aliases))
	}
	var shown []*article.Article
	for _, goal := range article.Goals {
		var ofGoal []*article.Article
		for _, a := range list {
			if a.Goal == goal && goal.Procedure() {
				ofGoal = append(ofGoal, a)
			}
		}
		if len(ofGoal) == 0 {
			continue
		}
		slices.SortStableFunc(ofGoal, func(a, b *article.Article) int { return a.Destruction() - b.Destruction() })
		g := page.DeviceGoal{Goal: GoalWord(l, goal), Article: deviceArticle(s, ofGoal[0]), More: len(ofGoal) - 1}
		if g.More > 0 {
			g.MorePath = l.Path(b.Path()) + "#p-" + anchor("/goals/"+string(goal))
		}
		c.Goals = append(c.Goals, g)
		shown = append(shown, ofGoal[0])
	}
	return c, shown
}

// notCoveredCard is for a brand without articles: what is known, and the general articles.
func notCoveredCard(s Site, d *search.Device, hits []search.Hit) (*page.DeviceCard, []*article.Article) {
	l, kind, o := s.Locale, kindOf(d.Devices), d.Other
	c := &page.DeviceCard{Title: l.T("card.not-covered", "Brand", o.Name), Drawing: cardDrawing[kind], Missing: true, Intro: l.T("card.usually")}
	if d.Label != "" {
		c.Title = l.T("card.not-covered.label", "Label", d.Label, "Device", l.T("card.one."+kind, "Brand", o.Name))
	}
	addFamily(s, c, d)
	if o.Note != "" {
		c.About, c.AboutLang = o.Note, Foreign(l, language.Source)
	}
	if o.Maker != "" && len(c.Makers) == 0 {
		c.Makers = append(c.Makers, deviceMaker(s, article.Maker{Name: o.Maker, Brand: o.Brand, Source: o.Source}))
	}
	if o.Support != "" {
		c.Vendor = &page.Link{Title: l.T("card.vendor", "Brand", o.Name), URL: o.Support}
	}
	var found []*article.Article
	for _, h := range hits {
		found = append(found, h.Article)
	}
	shown := firstOf(found, cardArticles, func(a *article.Article) bool { return a.Brand.General() })
	if c.Articles = deviceArticles(s, shown); len(shown) == 0 {
		c.Intro = ""
	}
	return c, shown
}

// unknownCard is for a label that nothing is known about.
func unknownCard(s Site, d *search.Device) *page.DeviceCard {
	return &page.DeviceCard{Title: s.Locale.T("card.unknown", "Label", d.Label), Drawing: "label", Intro: s.Locale.T("card.unknown.more"), Missing: true}
}

// firstOf returns the first articles of a list that a condition holds for, at most most.
func firstOf(list []*article.Article, most int, holds func(*article.Article) bool) []*article.Article {
	var first []*article.Article
	for _, a := range list {
		if len(first) < most && holds(a) {
			first = append(first, a)
		}
	}
	return first
}

// addFamily adds what the pattern of labels says beside brand and kind.
func addFamily(s Site, c *page.DeviceCard, d *search.Device) {
	l := s.Locale
	if d.Near {
		c.ReadAs = d.Label
	}
	f := d.Family
	names := sharedWith(d)
	if len(names) > 0 {
		c.Shared = l.T("card.shared", "Names", l.List(names))
	}
	if f == nil {
		return
	}
	c.Generation, c.GenerationLang = f.Generation, Foreign(l, language.Source)
	for _, m := range f.Makers {
		c.Makers = append(c.Makers, deviceMaker(s, m))
	}
	c.KindInferred = f.KindNote != ""
	if len(f.Sources) > 0 && f.Sources[0].URL != "" {
		c.Source = deviceSource(s, f.Sources[0])
		c.OnlySource = f.Confidence == "single-source"
	}
}

// sharedWith returns the names of other brands with the same label.
func sharedWith(d *search.Device) []string {
	var names []string
	for _, b := range d.Also {
		names = append(names, b.Name)
	}
	if d.Family != nil {
		for _, name := range d.Family.SharedWith {
			known := slices.ContainsFunc(d.Also, func(b *article.Brand) bool { return b.Slug == name || b.Name == name })
			if !known {
				names = append(names, name)
			}
		}
	}
	return names
}

func deviceMaker(s Site, m article.Maker) page.DeviceMaker {
	v := page.DeviceMaker{Name: m.Name, Scope: m.Scope, ScopeLang: Foreign(s.Locale, language.Source), Source: deviceSource(s, m.Source)}
	if m.Brand != nil {
		v.Name, v.Path = m.Brand.Name, s.Locale.Path(m.Brand.Path())
	}
	return v
}

// deviceSource returns the title and the address of a source, which may lack everything else.
func deviceSource(s Site, x article.Source) *page.DeviceSource {
	return &page.DeviceSource{Title: x.Title, URL: x.URL, Lang: Foreign(s.Locale, language.Source)}
}

// forAllModels reports whether none of the articles is limited to models.
func forAllModels(list []*article.Article) bool {
	return !slices.ContainsFunc(list, func(a *article.Article) bool { return len(a.Models) > 0 })
}

func deviceArticles(s Site, list []*article.Article) []page.DeviceArticle {
	views := make([]page.DeviceArticle, len(list))
	for i, a := range list {
		views[i] = deviceArticle(s, a)
	}
	return views
}

// deviceArticle returns a link to an article, and where it has several ways to each of these.
func deviceArticle(s Site, a *article.Article) page.DeviceArticle {
	l := s.Locale
	v := page.DeviceArticle{Title: a.Title, Lang: Foreign(l, a.Language), Path: l.Path(a.Path())}
	if effects := effectsInShort(l, a); effects != "" {
		v.Facts = append(v.Facts, effects)
	}
	if a.Minutes > 0 {
		v.Facts = append(v.Facts, l.N("facts.minutes", a.Minutes))
	}
	for _, section := range a.Body().Sections {
		if section.Kind == article.StepsSection {
			v.Ways = append(v.Ways, page.Link{Title: StepsTitle(l, section.Title), URL: v.Path + "#" + section.ID})
		}
	}
	if len(v.Ways) < 2 {
		v.Ways = nil
	}
	v.MoreWays = max(0, len(v.Ways)-cardWays)
	v.Ways = v.Ways[:len(v.Ways)-v.MoreWays]
	return v
}

// kindOf returns the name of a kind of device that holds all of devices, as in the messages
// card.one.NAME and card.all.NAME.
func kindOf(devices []article.Device) string {
	within := func(list []article.Device) bool {
		return !slices.ContainsFunc(devices, func(d article.Device) bool { return !slices.Contains(list, d) })
	}
	switch {
	case len(devices) == 1:
		return string(devices[0])
	case len(devices) == 0:
		return "device"
	case within(article.Cameras):
		return "camera"
	case within(article.Recorders):
		return "recorder"
	}
	return "device"
}

// DeviceInShort returns what a label is, in a few words: "Reolink IP camera".
func DeviceInShort(l *language.Locale, b *article.Brand, devices []article.Device) string {
	return l.T("card.short."+kindOf(devices), "Brand", b.Name)
}

var cardDrawing = func() map[string]string {
	m := map[string]string{"camera": "bullet"}
	for kind, drawing := range drawingOf {
		m[kind] = drawing
	}
	return m
}()

// withoutShown removes the articles of a card from the hits below it.
func withoutShown(hits []search.Hit, shown []*article.Article) []search.Hit {
	return slices.DeleteFunc(slices.Clone(hits), func(h search.Hit) bool { return slices.Contains(shown, h.Article) })
}
