// Package page holds the pages' templates and the view structs that they take. Templates compute nothing and read no clock:
// what they show stands in the view.
package page

// Base is what every page needs beside its own content.
type Base struct {
	Site        string // the publisher's name
	Title       string // the page's own title
	Description string // one sentence for search engines, or empty
	Language    string // BCP 47 tag
	Canonical   string // absolute address; empty for pages that have none of their own
	Markdown    string // address of the same page as Markdown, or empty
	Picture     string // absolute address of a 1200×630 picture, or empty
	Structured  string // JSON-LD, already safe inside a script element, or empty
	Article     bool   // the page is an article, for Open Graph
	Private     bool   // keep it out of search engines
	Offline     bool   // keep pages for times without a network
	Live        bool   // refresh when the content changes (serve --watch)
	Crumbs      []Crumb
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
type Crumb struct{ Title, Path string }
