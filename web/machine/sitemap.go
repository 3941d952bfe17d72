package machine

import (
	"encoding/xml"
	"fmt"
	"net/http"

	"pinhole/internal/article"
	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

type sitemapURL struct {
	Loc     string        `xml:"loc"`
	LastMod string        `xml:"lastmod,omitempty"`
	Links   []sitemapLink `xml:"xhtml:link"`
}

// sitemapLink refers to a page's version in a language.
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

// sitemap lists all pages for search engines.
func (m *Machine) sitemap(w http.ResponseWriter, r *http.Request) error {
	var urls []sitemapURL
	for _, l := range m.Settings.Locales.Locales() {
		urls = append(urls, addresses(m.Settings.Site(view.LibraryOf(r.Context()), l))...)
	}
	body, err := xml.Marshal(struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Links   string       `xml:"xmlns:xhtml,attr"`
		URLs    []sitemapURL `xml:"url"`
	}{Links: "http://www.w3.org/1999/xhtml", URLs: urls})
	if err != nil {
		return fmt.Errorf("write the sitemap: %w", err)
	}
	respond.Write(w, http.StatusOK, "application/xml; charset=utf-8", append([]byte(xml.Header), body...))
	return nil
}

// addresses returns the pages of one language, without untranslated articles.
func addresses(site view.Site) []sitemapURL {
	l, lib := site.Locale, site.Library
	var urls []sitemapURL
	add := func(path string, list []*article.Article) {
		urls = append(urls, sitemapURL{site.Origin + l.Path(path), site.Newest(list), sitemapLinks(site.Everywhere(path))})
	}
	add("/", lib.Articles)
	add("/coverage", lib.Articles)
	add("/find", nil)
	add("/symptoms", lib.Articles)
	add("/privacy", nil)
	for _, t := range lib.Questions() {
		if t.Language == l.Tag() {
			urls = append(urls, sitemapURL{Loc: site.Origin + t.Path(), Links: sitemapLinks(view.QuestionAlternates(site, t, "/questions/"+t.Slug))})
		}
	}
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
			urls = append(urls, sitemapURL{site.Origin + a.Path(), site.Newest([]*article.Article{a}), sitemapLinks(site.Alternates(a))})
		}
	}
	return urls
}
