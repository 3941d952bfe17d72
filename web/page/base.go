// Package page holds the pages' templates and the view structs that they take. Templates compute
// nothing and read no clock: what they show stands in the view.
package page

import (
	"github.com/a-h/templ"

	"pinhole/internal/language"
)

// Base is what every page needs beside its own content.
type Base struct {
	Site        string // the publisher's name
	Title       string // the page's own title
	Description string // one sentence for search engines, or empty
	Locale      *language.Locale
	Language    string    // the locale's tag
	Dir         string    // of its writing: ltr or rtl
	Foreign     string    // the language of the publisher's own texts where it is another one, or empty
	Switch      []Version // this page in the other languages
	Alternates  []Version // all languages for search engines; empty: the page is in one alone
	Canonical   string    // absolute address; empty for pages that have none of their own
	Markdown    string    // address of the same page as Markdown, or empty
	Picture     string    // absolute address of a 1200×630 picture, or empty
	Structured  string    // JSON-LD, already safe inside a script element, or empty
	Article     bool      // the page is an article, for Open Graph
	Private     bool      // keep it out of search engines
	Offline     bool      // keep pages for times without a network
	Live        bool      // refresh when the content changes (serve --watch)
	Crumbs      []Crumb
}

// Version is a page in one language. XDefault stands in Language for readers of all others.
type Version struct{ Language, Name, Dir, URL string }

// XDefault is the language of a page that is for readers of languages without one of their own.
const XDefault = "x-default"

// T returns a message in the page's language.
func (b Base) T(id string, args ...any) string { return b.Locale.T(id, args...) }

// N returns a message that counts in the page's language.
func (b Base) N(id string, count int, args ...any) string { return b.Locale.N(id, count, args...) }

// Path is the address of another page in the same language.
func (b Base) Path(path string) string { return b.Locale.Path(path) }

// LangDir marks a part that is in another language than its page, and lets its direction follow its
// text; an empty tag marks nothing.
func LangDir(tag string) templ.Attributes {
	if tag == "" {
		return nil
	}
	return templ.Attributes{"lang": tag, "dir": "auto"}
}

// Lang is LangDir for elements that find their direction anyway.
func Lang(tag string) templ.Attributes {
	if tag == "" {
		return nil
	}
	return templ.Attributes{"lang": tag}
}

// FullTitle is the title for the browser's tab.
func (b Base) FullTitle() string {
	if b.Title == "" || b.Title == b.Site {
		return b.Site
	}
	return b.Title + " · " + b.Site
}

// OpenGraphType is the page's type in Open Graph's words.
func (b Base) OpenGraphType() string {
	if b.Article {
		return "article"
	}
	return "website"
}

// Crumb is one part of the way from the home page to this one.
type Crumb struct {
	Title, Path string
	Lang        string // of the title, where it is not the page's
}

// back is the page's own language inside a part that is in another one.
func back(b Base, part string) string {
	if part == "" {
		return ""
	}
	return b.Language
}
