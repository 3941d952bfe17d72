package article

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
)

// Library holds all articles and brands of one load. It is immutable. Its lists hold originals; In
// returns a view with translations.
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
	families []*Family
	others   []*OtherBrand

	trees     questionTrees
	questions []*QuestionTree // as readers of the library's language see them

	fingerprint uint64 // of all files
	frontMatter uint64 // of all front matter, brands, families and site.yaml
}

// Article returns the article at a path such as "/lorex/recorder-password", or the translation at
// "/es/lorex/recorder-password".
func (l *Library) Article(path string) (*Article, bool) {
	a, ok := l.byPath[path]
	return a, ok
}

// ArticleFingerprint returns a hash of everything that an article's page may show of this Library:
// its own text, its original's, and all front matter, brands, families and site settings. Hashes
// are only comparable within one process.
func (l *Library) ArticleFingerprint(a *Article) uint64 {
	var original uint64
	if a.Original != nil {
		original = a.Original.body.sum
	}
	return maphash.Comparable(seed, [3]uint64{l.frontMatter, a.body.sum, original})
}

// Fingerprint returns a hash of all content files, only comparable within one process.
func (l *Library) Fingerprint() uint64 { return l.fingerprint }

// ArticleByID returns the article with an id.
func (l *Library) ArticleByID(id string) (*Article, bool) {
	a, ok := l.byID[id]
	return a, ok
}

// Alias returns the article to which an old path redirects.
func (l *Library) Alias(path string) (*Article, bool) {
	a, ok := l.aliases[path]
	return a, ok
}

// Brand returns the brand with this slug.
func (l *Library) Brand(slug string) (*Brand, bool) {
	b, ok := l.brands[slug]
	return b, ok
}

// InBrand returns a brand's articles, by goal and title.
func (l *Library) InBrand(slug string) []*Article { return l.inBrand[slug] }

// ForDevice returns the brands' articles for a kind of device, by brand, goal and title.
func (l *Library) ForDevice(d Device) []*Article { return l.byDevice[d] }

// ForGoal returns the articles with a goal, by brand and title.
func (l *Library) ForGoal(g Goal) []*Article { return l.byGoal[g] }

// ForModel returns the articles that name a model number: those that name it exactly, then those
// with a pattern that matches it.
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

// Models returns every model and pattern that articles name, each once, sorted.
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

// order sorts a library's lists and builds its indexes.
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
				break // they apply to every device and are listed separately
			}
			l.byDevice[d] = append(l.byDevice[d], a)
		}
	}
}
