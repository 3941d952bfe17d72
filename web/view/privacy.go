package view

import "pinhole/web/page"

// Privacy returns the page on stored data, with the publisher's text.
func (s Site) Privacy() page.Privacy {
	l, site := s.Locale, s.Library.Site
	v := page.Privacy{Base: s.Base(l.T("privacy.title"), "/privacy"), HTML: rewriteHTMLLinks(l, prose(site.Privacy)), Contact: rewriteHTMLLinks(l, prose(site.Contact))}
	v.Crumbs = crumbs(l, v.Title, "/privacy")
	v.Intro = l.T("privacy.intro")
	v.Markdown = l.Path("/privacy.md")
	return v
}
