package view

import (
	"cmp"
	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/page"
	"slices"
	"strings"
	"unicode"
)

// homeBrands is how many brands the home page shows at once.
const homeBrands = 12

// homeBrandLinks returns the brands with the most articles, and all others; each by name.
func homeBrandLinks(l *language.Locale, lib *article.Library) (first, more []page.Link) {
	byArticles := slices.Clone(lib.Brands)
	slices.SortStableFunc(byArticles, func(a, b *article.Brand) int {
		return cmp.Compare(len(lib.InBrand(b.Slug)), len(lib.InBrand(a.Slug)))
	})
	byArticles = slices.DeleteFunc(byArticles, (*article.Brand).General)
	top := byArticles[:min(homeBrands, len(byArticles))]
	for _, b := range lib.Brands {
		link := page.Link{Title: b.Name, URL: l.Path(b.Path())}
		switch {
		case b.General():
		case slices.Contains(top, b):
			first = append(first, link)
		default:
			more = append(more, link)
		}
	}
	return first, more
}

// brandIntro returns a sentence on a brand's number of articles and its other names.
func brandIntro(l *language.Locale, b *article.Brand, articles int) string {
	intro := l.N("brand.intro", articles, "Brand", b.Name)
	switch {
	case b.General():
		intro = l.T("brand.intro.general", "Articles", l.N("count.articles", articles))
	case articles == 0:
		intro = l.T("brand.intro.none", "Brand", b.Name)
	}
	if len(b.Aliases) > 0 {
		intro += " " + l.T("brand.aliases", "Names", l.List(b.Aliases))
	}
	return intro
}

// groupBy splits a sorted list into groups with a title and an address.
func groupBy(l *language.Locale, list []*article.Article, withBrand bool, key func(*article.Article) (title, path string)) []page.Group {
	var groups []page.Group
	for _, a := range list {
		title, path := key(a)
		if len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, page.Group{Title: title, Path: l.Path(path), ID: "p-" + anchor(path)})
		}
		last := &groups[len(groups)-1]
		last.Cards = append(last.Cards, Card(l, a, withBrand))
	}
	return groups
}

func anchor(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, s), "-")
}

// Home returns the home page.
func (s Site) Home() page.Home {
	l, lib := s.Locale, s.Library
	v := page.Home{Base: s.Base(lib.Site.Name, "/"), Tagline: lib.Site.Tagline, Articles: len(lib.Articles)}
	v.Description = lib.Site.Tagline
	for _, g := range article.Goals {
		if n := len(lib.ForGoal(g)); n > 0 {
			v.Goals = append(v.Goals, page.Choice{Title: GoalWord(l, g), Path: l.Path("/goals/" + string(g)), Count: n})
		}
	}
	for _, d := range article.Devices {
		if n := len(lib.ForDevice(d)); n > 0 {
			v.Devices = append(v.Devices, page.Choice{Title: DeviceWord(l, d), Path: l.Path("/devices/" + string(d)), Count: n})
		}
	}
	v.Markdown = "/llms.txt"
	for _, b := range lib.Brands {
		if b.General() {
			v.General = cards(l, lib.InBrand(b.Slug), false)
		}
	}
	v.Brands, v.MoreBrands = homeBrandLinks(l, lib)
	for _, t := range lib.Questions() {
		v.Situations = append(v.Situations, page.Link{Title: t.Title, URL: l.Path(t.Path())})
	}
	v.Rewritten = s.rewritten()
	return v
}

// shownRewritten is how many rewritten articles the home page names.
const shownRewritten = 3

// rewritten returns the articles of which a step was rewritten after readers had said that it
// failed, the latest first.
func (s Site) rewritten() []page.RewrittenArticle {
	type found struct {
		article *article.Article
		insight.Rewriting
	}
	var list []found
	for _, a := range s.Library.Articles {
		if e, ok := s.Evidence(a.ID, a.Language, a.Revision); ok && e.Rewritten.Step != "" && a.Language == s.Locale.Tag() {
			list = append(list, found{a, e.Rewritten})
		}
	}
	slices.SortStableFunc(list, func(x, y found) int { return y.Day.Compare(x.Day) })
	var views []page.RewrittenArticle
	for _, f := range list[:min(len(list), shownRewritten)] {
		after := s.Locale.N("home.rewritten.after", f.Readers, "Day", s.Locale.Day(f.Day))
		views = append(views, page.RewrittenArticle{Title: f.article.Title, Path: s.Locale.Path(f.article.Path()), After: after})
	}
	return views
}

// Brand returns a brand's page.
func (s Site) Brand(b *article.Brand) page.Listing {
	l, list := s.Locale, s.Library.InBrand(b.Slug)
	title := b.Name
	if !b.General() {
		title = l.T("brand.title", "Brand", b.Name)
	}
	v := page.Listing{Base: s.Base(title, b.Path()), Count: len(list), Empty: l.T("brand.empty", "Brand", b.Name)}
	v.Markdown = l.Path(b.Path()) + ".md"
	v.Crumbs = crumbs(l, b.Name, b.Path())
	v.Intro = brandIntro(l, b, len(list))
	v.Groups = groupBy(l, list, false, func(a *article.Article) (string, string) { return GoalWord(l, a.Goal), "/goals/" + string(a.Goal) })
	v.Brand = &page.BrandView{Name: b.Name, Notes: rewriteHTMLLinks(l, prose(b.Notes)), Sources: sources(l, b.Sources)}
	if !b.General() {
		v.Brand.Support = s.support(b, nil)
		v.Brand.Keep = s.keepPath(b)
	}
	for _, t := range b.Tools {
		v.Brand.Tools = append(v.Brand.Tools, page.Tool{Name: t.Name, What: t.What, URL: t.URL})
	}
	v.Description = v.Intro
	return v
}

// Device returns the page of a kind of device.
func (s Site) Device(d article.Device) page.Listing {
	return s.listing(DeviceWord(s.Locale, d), "/devices/"+string(d), s.Library.ForDevice(d))
}

// Goal returns the page of a goal.
func (s Site) Goal(g article.Goal) page.Listing {
	return s.listing(GoalWord(s.Locale, g), "/goals/"+string(g), s.Library.ForGoal(g))
}

func (s Site) listing(title, path string, list []*article.Article) page.Listing {
	l := s.Locale
	v := page.Listing{Base: s.Base(title, path), Count: len(list), Empty: l.T("list.empty")}
	v.Markdown = l.Path(path) + ".md"
	v.Crumbs = crumbs(l, title, path)
	v.Groups = groupBy(l, list, false, func(a *article.Article) (string, string) { return a.Brand.Name, a.Brand.Path() })
	v.Intro = l.T("list.intro", "Articles", l.N("count.articles", len(list)), "Brands", l.N("count.brands", len(v.Groups)))
	v.Description = title + ": " + v.Intro
	v.Folded = true
	v.Drawing = drawingOf[path[strings.LastIndexByte(path, '/')+1:]]
	return v
}
