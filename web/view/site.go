// Package view converts the domain's data into the view structs of pages. It is pure: it depends on
// neither HTTP, database nor clock.
package view

import (
	"strings"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// Settings apply to all pages of a site.
type Settings struct {
	Locales *language.Bundle
	Origin  string // the public address without a final slash
	Offline bool   // pages can be read offline
	Live    bool   // open pages refresh when the content changes
	Stars   bool   // readers are asked for one to five stars instead of Yes and No
	EditURL string // address of the content folder where sources are edited; empty: that of site.yaml
	// Evidence returns the evidence from feedback on an article's current revision in a language;
	// ok is false while there are too few answers.
	Evidence func(article, language, revision string) (insight.Evidence, bool)
	// Revised returns when a revision replaced an earlier one here; ok is false for the first known
	// one.
	Revised func(article, revision string) (at time.Time, ok bool)
}

// Site holds the data for the pages of one request.
type Site struct {
	Settings
	Locale  *language.Locale
	Library *article.Library // the view of the locale's language
}

// LocaleOf returns the language of an address, and the address without its prefix. The language
// depends on nothing else, so that caches, links and readers agree on what a page is.
func (s *Settings) LocaleOf(path string) (l *language.Locale, address string) {
	tag, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if l, ok := s.Locales.Locale(tag); ok && !l.Source() {
		return l, "/" + rest
	}
	return s.Locales.Source(), path
}

// LocaleOrSource returns the locale with a tag, or the source for an unknown one.
func (s *Settings) LocaleOrSource(tag string) *language.Locale {
	if l, ok := s.Locales.Locale(tag); ok {
		return l
	}
	return s.Locales.Source()
}

// Site returns the data for pages in a locale; lib is the Library in its source language.
func (s *Settings) Site(lib *article.Library, l *language.Locale) Site {
	return Site{Settings: *s, Locale: l, Library: lib.In(l.Tag())}
}

// Base returns the data that all pages share. path is the page's address in the source language, or
// "" if it has no canonical one.
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
