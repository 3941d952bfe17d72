package view

import (
	"net/url"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// articleBase is base for an article. Under the address of a language into which it is not translated, search engines are
// referred to the original.
func (s Site) articleBase(a *article.Article) page.Base {
	l, lib := s.Locale, s.Library
	b := s.Base(a.Title, "")
	b.Canonical = s.Origin + a.Path()
	for _, other := range s.Locales.Locales() {
		read, ok := lib.Translation(a, other.Tag())
		if !ok {
			read, _ = lib.Translation(a, article.English)
		}
		if other != l {
			b.Switch = append(b.Switch, version(other, read.Path()))
		}
	}
	b.Alternates = s.Alternates(a)
	return b
}

// Alternates names an article in the languages that it is written in, for search engines.
func (s Site) Alternates(a *article.Article) []page.Version {
	lib := s.Library
	var list []page.Version
	for _, l := range s.Locales.Locales() {
		if read, ok := lib.Translation(a, l.Tag()); ok {
			list = append(list, s.absolute(version(l, read.Path())))
		}
	}
	return withDefault(list)
}

// Everywhere names a page that every language has, for search engines.
func (s Site) Everywhere(path string) []page.Version {
	var list []page.Version
	for _, l := range s.Locales.Locales() {
		list = append(list, s.absolute(version(l, path)))
	}
	return withDefault(list)
}

func (s Site) absolute(v page.Version) page.Version {
	v.URL = s.Origin + v.URL
	return v
}

// versions names the same page in the other languages.
func (s Site) addVersions(b *page.Base, path string) {
	for _, l := range s.Locales.Locales() {
		if l != b.Locale {
			b.Switch = append(b.Switch, version(l, path))
		}
	}
	b.Alternates = s.Everywhere(path)
}

func version(l *language.Locale, path string) page.Version {
	return page.Version{Language: l.Tag(), Name: l.Name(), Dir: l.Dir(), URL: l.Path(path)}
}

// withDefault offers the source to readers of all other languages. A page that is in one language alone has no versions.
func withDefault(versions []page.Version) []page.Version {
	if len(versions) < 2 {
		return nil
	}
	return append(versions, page.Version{Language: page.XDefault, URL: versions[0].URL})
}

// keepQuery takes the query of a request over into the addresses of the other languages. A page with a query is for one
// reader: search engines are not to have it.
func keepQuery(b *page.Base, query url.Values) {
	if len(query) == 0 {
		return
	}
	b.Canonical, b.Private, b.Alternates = "", true, nil
	for i := range b.Switch {
		b.Switch[i].URL += "?" + query.Encode()
	}
}

// within leads the links of an article that is in another language than its page to the pages of the page's language.
func within(l *language.Locale, a *article.Article, html string) string {
	if a.Language == l.Tag() {
		return html
	}
	return linksWithin(l, html)
}

func linksWithin(l *language.Locale, html string) string {
	const link = ` href="`
	if l.Source() || !strings.Contains(html, link+"/") {
		return html
	}
	parts := strings.Split(html, link)
	for i, part := range parts[1:] {
		if address, rest, ok := strings.Cut(part, `"`); ok && strings.HasPrefix(address, "/") {
			parts[i+1] = article.InLanguage(address, l.Tag()) + `"` + rest
		}
	}
	return strings.Join(parts, link)
}
