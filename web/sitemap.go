package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

type sitemapURL struct {
	Loc     string        `xml:"loc"`
	LastMod string        `xml:"lastmod,omitempty"`
	Links   []sitemapLink `xml:"xhtml:link"`
}

// sitemapLink names the same page in a language.
type sitemapLink struct {
	Rel      string `xml:"rel,attr"`
	Language string `xml:"hreflang,attr"`
	Href     string `xml:"href,attr"`
}

func sitemapLinks(versions []page.Version) []sitemapLink {
	var links []sitemapLink
	for _, v := range versions {
		links = append(links, sitemapLink{"alternate", v.Language, v.URL})
	}
	return links
}

// updated is when an article's text last changed here, as far as that is known, else when its sources were last read.
func (s *Server) updated(a *article.Article) time.Time {
	if at, ok := s.Revised(a.ID, a.Revision); ok {
		return at.UTC()
	}
	return a.Checked()
}

// sitemap lists every page that a search engine may show.
func (s *Server) sitemap(w http.ResponseWriter, r *http.Request) error {
	var urls []sitemapURL
	for _, l := range s.Languages.Locales() {
		urls = append(urls, s.addresses(l, s.Library().In(l.Tag()))...)
	}
	body, err := xml.Marshal(struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Links   string       `xml:"xmlns:xhtml,attr"`
		URLs    []sitemapURL `xml:"url"`
	}{Links: "http://www.w3.org/1999/xhtml", URLs: urls})
	if err != nil {
		return fmt.Errorf("write the sitemap: %w", err)
	}
	return s.write(w, http.StatusOK, "application/xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// addresses gives the pages of one language. Articles that are not in it have their address in another.
func (s *Server) addresses(l *language.Locale, lib *article.Library) []sitemapURL {
	var urls []sitemapURL
	add := func(path string, list []*article.Article) {
		urls = append(urls, sitemapURL{s.origin + l.Path(path), s.newest(list), sitemapLinks(s.everywhere(path))})
	}
	add("/", lib.Articles)
	add("/coverage", lib.Articles)
	add("/find", nil)
	add("/symptoms", lib.Articles)
	add("/privacy", nil)
	for _, b := range lib.Brands {
		add(b.Path(), lib.InBrand(b.Slug))
	}
	for _, d := range article.Devices {
		if list := lib.ForDevice(d); len(list) > 0 {
			add("/devices/"+string(d), list)
		}
	}
	for _, g := range article.Goals {
		if list := lib.ForGoal(g); len(list) > 0 {
			add("/goals/"+string(g), list)
		}
	}
	for _, a := range lib.Articles {
		if a.Language == l.Tag() {
			urls = append(urls, sitemapURL{s.origin + a.Path(), s.newest([]*article.Article{a}), sitemapLinks(s.alternates(lib, a))})
		}
	}
	return urls
}

// newest is the last day on which anything in the list changed, for lastmod.
func (s *Server) newest(list []*article.Article) string {
	var last time.Time
	for _, a := range list {
		if c := s.updated(a); c.After(last) {
			last = c
		}
	}
	if last.IsZero() {
		return ""
	}
	return last.Format(time.DateOnly)
}
