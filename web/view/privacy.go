package view

import "pinhole/web/page"

// Privacy is the page that says what is stored, in the publisher's words.
func (s Site) Privacy() page.Privacy {
	l, site := s.Locale, s.Library.Site
	v := page.Privacy{Base: s.Base(l.T("privacy.title"), "/privacy"), HTML: linksWithin(l, prose(site.Privacy)), Contact: linksWithin(l, prose(site.Contact))}
	v.Crumbs = crumbs(l, v.Title, "/privacy")
	v.Intro = l.T("privacy.intro")
	v.Markdown = l.Path("/privacy.md")
	return v
}
