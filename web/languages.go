package web

import (
	"net/http"
	"net/url"
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// locale tells in which language a request is to be answered, and the address without its language. Only the address says so:
// caches, links and readers then agree on what a page is.
func (s *Server) locale(r *http.Request) (l *language.Locale, address string) {
	return s.localeOf(r.URL.Path)
}

func (s *Server) localeOf(path string) (l *language.Locale, address string) {
	tag, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if l, ok := s.Languages.Locale(tag); ok && !l.Source() {
		return l, "/" + rest
	}
	return s.Languages.Source(), path
}

// words is the language of a request.
func (s *Server) words(r *http.Request) *language.Locale {
	l, _ := s.locale(r)
	return l
}

// localised gives the language of a request, and the current Library as its readers find it.
func (s *Server) localised(r *http.Request) (*language.Locale, *article.Library) {
	l, _ := s.locale(r)
	return l, s.Library().In(l.Tag())
}

// spoken is the locale with a tag that came from elsewhere, or else the source.
func (s *Server) spoken(tag string) *language.Locale {
	if l, ok := s.Languages.Locale(tag); ok {
		return l
	}
	return s.Languages.Source()
}

// articleBase is base for an article. Under the address of a language into which it is not translated, search engines are
// referred to the original.
func (s *Server) articleBase(l *language.Locale, lib *article.Library, a *article.Article) page.Base {
	b := s.base(l, a.Title, "")
	b.Canonical = s.origin + a.Path()
	for _, other := range s.Languages.Locales() {
		read, ok := lib.Translation(a, other.Tag())
		if !ok {
			read, _ = lib.Translation(a, article.English)
		}
		if other != l {
			b.Switch = append(b.Switch, version(other, read.Path()))
		}
	}
	b.Alternates = s.alternates(lib, a)
	return b
}

// alternates names an article in the languages that it is written in, for search engines.
func (s *Server) alternates(lib *article.Library, a *article.Article) []page.Version {
	var list []page.Version
	for _, l := range s.Languages.Locales() {
		if read, ok := lib.Translation(a, l.Tag()); ok {
			list = append(list, s.absolute(version(l, read.Path())))
		}
	}
	return withDefault(list)
}

// everywhere names a page that every language has, for search engines.
func (s *Server) everywhere(path string) []page.Version {
	var list []page.Version
	for _, l := range s.Languages.Locales() {
		list = append(list, s.absolute(version(l, path)))
	}
	return withDefault(list)
}

func (s *Server) absolute(v page.Version) page.Version {
	v.URL = s.origin + v.URL
	return v
}

// versions names the same page in the other languages.
func (s *Server) versions(b *page.Base, path string) {
	for _, l := range s.Languages.Locales() {
		if l != b.Locale {
			b.Switch = append(b.Switch, version(l, path))
		}
	}
	b.Alternates = s.everywhere(path)
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
