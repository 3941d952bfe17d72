package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/article"
	"pinhole/web/page"
)

func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	lib := s.Library()
	v := page.Home{Base: s.base(lib.Site.Name, "/"), Tagline: lib.Site.Tagline, Articles: len(lib.Articles)}
	v.Description = lib.Site.Tagline
	for _, g := range article.Goals {
		if n := len(lib.ForGoal(g)); n > 0 {
			v.Goals = append(v.Goals, page.Choice{Title: goalsInShort[g], Path: "/goals/" + string(g), Count: n})
		}
	}
	for _, d := range article.Devices {
		if n := len(lib.ForDevice(d)); n > 0 {
			v.Devices = append(v.Devices, page.Choice{Title: deviceWords[d], Path: "/devices/" + string(d), Count: n})
		}
	}
	v.Markdown = "/llms.txt"
	for _, b := range lib.Brands {
		if b.General() {
			v.General = cards(lib.InBrand(b.Slug), false)
		}
	}
	v.Letters = letters(lib)
	return s.render(w, r, http.StatusOK, page.HomePage(v))
}

// letters gathers the brands from A to Z; names that begin with no letter come first.
func letters(lib *article.Library) []page.Letter {
	var list []page.Letter
	for _, b := range lib.Brands {
		if b.General() {
			continue
		}
		first, _ := utf8.DecodeRuneInString(b.Name)
		letter := "#"
		if unicode.IsLetter(first) {
			letter = string(unicode.ToUpper(first))
		}
		if len(list) == 0 || list[len(list)-1].Letter != letter {
			list = append(list, page.Letter{Letter: letter})
		}
		last := &list[len(list)-1]
		last.Brands = append(last.Brands, brandCard(b, len(lib.InBrand(b.Slug))))
	}
	return list
}

func (s *Server) brand(w http.ResponseWriter, r *http.Request) error {
	lib := s.Library()
	slug, plain := strings.CutSuffix(chi.URLParam(r, "brand"), ".md")
	b, ok := lib.Brand(slug)
	if !ok {
		return s.moved(lib, w, r)
	}
	list := lib.InBrand(b.Slug)
	title := b.Name
	if !b.General() {
		title += ": resets and forgotten passwords"
	}
	v := page.Listing{Base: s.base(title, b.Path()), Count: len(list), Empty: "There are no articles about " + b.Name + " yet."}
	v.Markdown = b.Path() + ".md"
	v.Crumbs = []page.Crumb{home(), {Title: b.Name, Path: b.Path()}}
	v.Intro = brandIntro(b, len(list))
	v.Groups = groupBy(list, false, func(a *article.Article) (string, string) { return goalWords[a.Goal], "/goals/" + string(a.Goal) })
	v.Brand = &page.BrandView{Name: b.Name, Notes: prose(b.Notes), Sources: sources(b.Sources)}
	if !b.General() {
		v.Brand.Support = s.support(lib, b, nil)
		v.Brand.Keep = s.keep(b)
	}
	for _, t := range b.Tools {
		v.Brand.Tools = append(v.Brand.Tools, page.Tool{Name: t.Name, What: t.What, URL: t.URL})
	}
	v.Description = v.Intro
	if plain {
		return s.listMarkdown(w, v, b.Notes)
	}
	return s.render(w, r, http.StatusOK, page.ListingPage(v))
}

// brandIntro says how much there is about a brand, and under which other names it is known.
func brandIntro(b *article.Brand, articles int) string {
	intro := fmt.Sprintf("What works on %s devices: %s, each with its sources.", b.Name, many(articles, "article", "articles"))
	switch {
	case b.General():
		intro = "What holds for most cameras, doorbells and recorders, whatever their brand: " + many(articles, "article", "articles") + "."
	case articles == 0:
		intro = "Nothing is written about " + b.Name + " devices yet."
	case articles == 1:
		intro = "What works on " + b.Name + " devices: 1 article, with its sources."
	}
	if len(b.Aliases) > 0 {
		intro += " Also known as " + series(b.Aliases) + "."
	}
	return intro
}

func (s *Server) device(w http.ResponseWriter, r *http.Request) error {
	name, plain := strings.CutSuffix(chi.URLParam(r, "device"), ".md")
	d := article.Device(name)
	if !slices.Contains(article.Devices, d) {
		return s.notFound(w, r)
	}
	return s.listing(w, r, deviceWords[d], "/devices/"+name, s.Library().ForDevice(d), plain)
}

func (s *Server) goal(w http.ResponseWriter, r *http.Request) error {
	name, plain := strings.CutSuffix(chi.URLParam(r, "goal"), ".md")
	g := article.Goal(name)
	if !slices.Contains(article.Goals, g) {
		return s.notFound(w, r)
	}
	return s.listing(w, r, goalWords[g], "/goals/"+name, s.Library().ForGoal(g), plain)
}

func (s *Server) listing(w http.ResponseWriter, r *http.Request, title, path string, list []*article.Article, plain bool) error {
	v := page.Listing{Base: s.base(title, path), Count: len(list), Empty: "There are no articles here yet."}
	v.Markdown = path + ".md"
	v.Crumbs = []page.Crumb{home(), {Title: title, Path: path}}
	v.Groups = groupBy(list, false, func(a *article.Article) (string, string) { return a.Brand.Name, a.Brand.Path() })
	v.Intro = count(len(list), len(v.Groups))
	v.Description = title + ": " + v.Intro
	v.Jump = len(v.Groups) > 4
	v.Drawing = drawingOf[path[strings.LastIndexByte(path, '/')+1:]]
	if plain {
		return s.listMarkdown(w, v, article.Text{})
	}
	return s.render(w, r, http.StatusOK, page.ListingPage(v))
}

func count(articles, brands int) string {
	return many(articles, "article", "articles") + " for " + many(brands, "brand", "brands") + "."
}

func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// groupBy cuts a list that is already in order into groups with a title and an address.
func groupBy(list []*article.Article, withBrand bool, key func(*article.Article) (title, path string)) []page.Group {
	var groups []page.Group
	for _, a := range list {
		title, path := key(a)
		if len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, page.Group{Title: title, Path: path, ID: "p-" + anchor(path)})
		}
		last := &groups[len(groups)-1]
		last.Cards = append(last.Cards, card(a, withBrand))
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
