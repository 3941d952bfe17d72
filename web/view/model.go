package view

import (
	"pinhole/internal/article"
	"pinhole/internal/search"
	"pinhole/web/page"
	"slices"
	"strings"
)

// MaxModel is the length of a model number in code points, as in the content model.
const MaxModel = 60

// Model returns the page of one model number, as typed by a reader or given by a link. found is
// what a search for it gives: where no article names the model, the page has the articles for the
// kind of device that its label belongs to, or general ones where its brand is known by name only.
// Its Count is 0 if nothing is known of it.
func (s Site) Model(model string, found search.Results) page.Listing {
	l := s.Locale
	title := l.T("model.title", "Model", model)
	exact, series := forModel(s.Library, model)
	v := page.Listing{Base: s.Base(title, modelPath(plainest(model))), Count: len(exact) + len(series)}
	v.Crumbs = crumbs(l, title, modelPath(model))
	v.Model = model
	if v.Count == 0 {
		v.Private, v.Canonical, v.Alternates = true, "", nil // such addresses can be made up
		addFitting(s, &v, found)
		return v
	}
	v.Intro = l.N("model.intro", v.Count)
	v.Description = title + ": " + v.Intro
	v.Markdown = l.Path(modelPath(plainest(model))) + ".md"
	addGroup(s, &v, "model.exact", exact)
	addGroup(s, &v, "model.series", series)
	return v
}

// AddDeviceCard puts what is known of a model's device above the articles of its page, and leaves
// in the list what the card does not show.
func (s Site) AddDeviceCard(v *page.Listing, found search.Results) {
	card, shown := DeviceCard(s, found, v.Model)
	if card == nil {
		return
	}
	v.Device, v.Empty = card, ""
	for i := range v.Groups {
		v.Groups[i].Cards = slices.DeleteFunc(v.Groups[i].Cards, func(c page.Card) bool {
			return slices.ContainsFunc(shown, func(a *article.Article) bool { return s.Locale.Path(a.Path()) == c.Path })
		})
	}
	v.Groups = slices.DeleteFunc(v.Groups, func(g page.Group) bool { return len(g.Cards) == 0 })
}

func addGroup(s Site, v *page.Listing, id string, list []*article.Article) {
	if len(list) > 0 {
		v.Groups = append(v.Groups, page.Group{Title: s.Locale.T(id), ID: anchor(id), Cards: cards(s.Locale, list, true)})
	}
}

// addFitting adds the articles for a device whose model no article names.
func addFitting(s Site, v *page.Listing, found search.Results) {
	l, d := s.Locale, labelled(found)
	switch {
	case d == nil:
		v.Empty = l.T("model.empty")
		v.Situations = situations(s)
		return
	case d.Brand != nil && len(d.Fitting) > 0:
		v.Intro = l.T("model.fits", "Model", d.Label, "Brand", d.Brand.Name, "Devices", devicesInWords(l, d.Devices))
		addGroup(s, v, "model.fitting", d.Fitting)
		v.Count = len(d.Fitting)
	default:
		var general []*article.Article
		for _, h := range found.Hits {
			if h.Article.Brand.General() {
				general = append(general, h.Article)
			}
		}
		v.Intro = l.T("model.not-covered", "Model", d.Label, "Brand", d.Family.BrandName(), "Devices", devicesInWords(l, d.Devices))
		addGroup(s, v, "model.general", general)
		v.Count = len(general)
	}
}

// labelled returns the device of a label that a family of labels takes; nil: there is none.
func labelled(found search.Results) *search.Device {
	if d := found.Device; d != nil && d.Label != "" && d.Family != nil && len(d.Devices) > 0 {
		return d
	}
	return nil
}

// OnlyArticle returns the only article that names a model or fits its device, to which its address
// leads; nil: there are several, or none.
func (s Site) OnlyArticle(model string, found search.Results) *article.Article {
	d := found.Device
	if d == nil || d.Label == "" || isPattern(model) {
		return nil
	}
	exact, series := forModel(s.Library, model)
	list := slices.Concat(exact, series)
	if len(list) == 0 && d.Family == nil {
		return nil // it is no whole model
	}
	for _, a := range slices.Concat(d.Named, d.Fitting) {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	if len(list) != 1 {
		return nil
	}
	return list[0]
}

// forModel returns the articles for a model number. A pattern, as in articles' links, stands for
// the simplest model that it matches; there are then no exact matches.
func forModel(lib *article.Library, model string) (exact, series []*article.Article) {
	if !isPattern(model) {
		return lib.ForModel(model)
	}
	exact, series = lib.ForModel(strings.NewReplacer("*", "", "?", "0").Replace(model))
	return nil, append(exact, series...)
}

func isPattern(model string) bool { return strings.ContainsAny(model, "*?") }

// plainest returns the canonical spelling of a model number.
func plainest(model string) string {
	if isPattern(model) {
		return model
	}
	return article.PlainModel(model)
}
