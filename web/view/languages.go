package view

import (
	"net/url"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// articleBase is Base for an article. In a language without a translation, its canonical address is
// the original's.
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

// Alternates returns an article's versions in other languages, for search engines.
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

// Everywhere returns the versions of a page that exists in every language, for search engines.
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

// addVersions adds the page's versions in other languages.
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

// withDefault adds the source as the default for other languages. A page in only one language has
// no versions.
func withDefault(versions []page.Version) []page.Version {
	if len(versions) < 2 {
		return nil
	}
	return append(versions, page.Version{Language: page.XDefault, URL: versions[0].URL})
}

// keepQuery adds the query of a request to the addresses of other languages, and excludes the page
// from search engines.
func keepQuery(b *page.Base, query url.Values) {
	if len(query) == 0 {
		return
	}
	b.Canonical, b.Private, b.Alternates = "", true, nil
	for i := range b.Switch {
		b.Switch[i].URL += "?" + query.Encode()
	}
}

// rewriteLinks changes the links of an article in another language than its page to the page's
// language.
func rewriteLinks(l *language.Locale, a *article.Article, html string) string {
	if a.Language == l.Tag() {
		return html
	}
	return rewriteHTMLLinks(l, html)
}

func rewriteHTMLLinks(l *language.Locale, html string) string {
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
