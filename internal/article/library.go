package article

import (
	"cmp"
	"slices"
	"strings"
)

// Library is all articles and brands of one load. It never changes. Its lists hold originals; In gives the same with
// translations.
type Library struct {
	Site     *Site      // never nil
	Brands   []*Brand   // by name
	Articles []*Article // by brand, goal and title
	Warnings Problems

	*translations

	byPath   map[string]*Article
	byID     map[string]*Article
	aliases  map[string]*Article
	brands   map[string]*Brand
	inBrand  map[string][]*Article
	byDevice map[Device][]*Article
	byGoal   map[Goal][]*Article
	external []ExternalLink
	shown    uint64
}

// Article gives the article at a path such as "/lorex/recorder-password", or the translation at "/es/lorex/recorder-password".
func (l *Library) Article(path string) (*Article, bool) {
	a, ok := l.byPath[path]
	return a, ok
}

// Origin names what an article was read from. Two Libraries that give the same Origin were loaded by one Loader, and between them
// neither the article's file changed, nor its original's, nor its brand's, nor site.yaml. The zero Origin is no article's.
type Origin struct {
	text, original *body
	brand          *Brand
	site           *Site
}

// Origin gives the Origin of the article at a path.
func (l *Library) Origin(path string) Origin {
	a, ok := l.byPath[path]
	if !ok {
		return Origin{}
	}
	o := Origin{text: a.body, brand: a.Brand, site: l.Site}
	if a.Original != nil {
		o.original = a.Original.body
	}
	return o
}

// Fronts is a fingerprint of all that a page may show of other articles than its own: front matter, never text. With brands and
// site.yaml. It is good for as long as the program runs.
func (l *Library) Fronts() uint64 { return l.shown }

// ArticleByID gives the article with an id.
func (l *Library) ArticleByID(id string) (*Article, bool) {
	a, ok := l.byID[id]
	return a, ok
}

// Alias gives the article that an old path now leads to.
func (l *Library) Alias(path string) (*Article, bool) {
	a, ok := l.aliases[path]
	return a, ok
}

// Brand gives the brand with this slug.
func (l *Library) Brand(slug string) (*Brand, bool) {
	b, ok := l.brands[slug]
	return b, ok
}

// InBrand gives a brand's articles, by goal and title.
func (l *Library) InBrand(slug string) []*Article { return l.inBrand[slug] }

// ForDevice gives the brands' articles for a kind of device, by brand, goal and title.
func (l *Library) ForDevice(d Device) []*Article { return l.byDevice[d] }

// ForGoal gives the articles with a goal, by brand and title.
func (l *Library) ForGoal(g Goal) []*Article { return l.byGoal[g] }

// ForModel gives the articles that name a model number: those that name it exactly, then those with a pattern that takes it.
func (l *Library) ForModel(model string) (exact, pattern []*Article) {
	for _, a := range l.Articles {
		switch matches, isExact := a.Matches(model); {
		case isExact:
			exact = append(exact, a)
		case matches:
			pattern = append(pattern, a)
		}
	}
	return exact, pattern
}

// Models gives every model and pattern that articles name, each once, sorted.
func (l *Library) Models() []Pattern {
	var all []Pattern
	for _, a := range l.Articles {
		all = append(all, a.Models...)
	}
	slices.SortFunc(all, func(a, b Pattern) int {
		return cmp.Or(strings.Compare(a.plain, b.plain), strings.Compare(a.Text, b.Text))
	})
	return slices.CompactFunc(all, func(a, b Pattern) bool { return a.plain == b.plain })
}

// order sorts a library's lists and makes its look-up tables.
func (l *Library) order() {
	fold := strings.ToLower
	slices.SortFunc(l.Brands, func(a, b *Brand) int {
		return cmp.Or(strings.Compare(fold(a.Name), fold(b.Name)), strings.Compare(a.Slug, b.Slug))
	})
	l.inBrand = make(map[string][]*Article, len(l.Brands))
	for _, a := range l.Articles {
		l.inBrand[a.Brand.Slug] = append(l.inBrand[a.Brand.Slug], a)
	}
	l.Articles = l.Articles[:0]
	for _, b := range l.Brands {
		list := l.inBrand[b.Slug]
		slices.SortFunc(list, func(a, b *Article) int {
			return cmp.Or(
				cmp.Compare(slices.Index(Goals, a.Goal), slices.Index(Goals, b.Goal)),
				strings.Compare(a.Title, b.Title),
				strings.Compare(a.Slug, b.Slug))
		})
		l.Articles = append(l.Articles, list...)
	}
	l.byDevice = map[Device][]*Article{}
	l.byGoal = map[Goal][]*Article{}
	for _, a := range l.Articles {
		l.byGoal[a.Goal] = append(l.byGoal[a.Goal], a)
		for _, d := range a.Devices {
			if a.Brand.General() {
				break // they hold for every device, and have a place of their own
			}
			l.byDevice[d] = append(l.byDevice[d], a)
		}
	}
}
