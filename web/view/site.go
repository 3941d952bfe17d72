// Package view turns what the domain holds into the structs that pages show. It is pure: it knows no HTTP, no database and no
// clock.
package view

import (
	"strings"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/desk"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// Settings hold for all pages of a site.
type Settings struct {
	Locales *language.Bundle
	Origin  string // the public address without a final slash
	Offline bool   // browsers may keep pages for times without a network
	Live    bool   // open pages refresh when the content changes
	Stars   bool   // readers are asked for one to five instead of Yes and No
	EditURL string // address of the content folder where sources are edited; empty: what site.yaml says
	// Evidence gives what readers said about an article that has this revision in a language now; not ok while too few have.
	Evidence func(article, language, revision string) (desk.Evidence, bool)
	// Revised tells when a revision replaced an earlier one here; not ok when it is the first that is known.
	Revised func(article, revision string) (at time.Time, ok bool)
}

// Site is what the pages of one request are made from.
type Site struct {
	Settings
	Locale  *language.Locale
	Library *article.Library // as readers of the locale find it
}

// LocaleOf tells in which language an address is to be answered, and the address without its language. Only the address says
// so: caches, links and readers then agree on what a page is.
func (s *Settings) LocaleOf(path string) (l *language.Locale, address string) {
	tag, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if l, ok := s.Locales.Locale(tag); ok && !l.Source() {
		return l, "/" + rest
	}
	return s.Locales.Source(), path
}

// LocaleOrSource is the locale with a tag that came from elsewhere, or else the source.
func (s *Settings) LocaleOrSource(tag string) *language.Locale {
	if l, ok := s.Locales.Locale(tag); ok {
		return l
	}
	return s.Locales.Source()
}

// Site returns what the pages in a locale are made from; lib is the Library in its source language.
func (s *Settings) Site(lib *article.Library, l *language.Locale) Site {
	return Site{Settings: *s, Locale: l, Library: lib.In(l.Tag())}
}

// Base is what every page shares. path is its address in the source language, or empty when it has none to be found under.
func (s Site) Base(title, path string) page.Base {
	l := s.Locale
	b := page.Base{
		Site: s.Library.Site.Name, Title: title, Locale: l, Language: l.Tag(), Dir: l.Dir(), Foreign: Foreign(l, language.Source),
		Offline: s.Offline && !s.Live, Live: s.Live,
	}
	if path != "" {
		b.Canonical = s.Origin + l.Path(path)
		s.addVersions(&b, path)
	}
	return b
}
