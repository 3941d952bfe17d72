package web

import (
	"encoding/xml"
	"fmt"
	"mime"
	"net/http"
	"path"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/static"
	"pinhole/web/page"
)

// assetTypes are the files that the site is made of; the system's own table may differ from machine to machine.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
}

// static serves styles, scripts and icons. Their address holds their version, so that a browser never asks twice.
func (s *Server) static(w http.ResponseWriter, r *http.Request) error {
	body, current, ok := static.Open(r.URL.Path)
	if !ok {
		return s.notFound(w, r)
	}
	kind, known := assetTypes[path.Ext(r.URL.Path)]
	if !known {
		kind = mime.TypeByExtension(path.Ext(r.URL.Path))
	}
	w.Header().Set("Content-Type", kind)
	if !current { // a page from before an update still asks for the old version
		w.Header().Set("Cache-Control", "no-cache")
		newRepresentation(w.Header(), body).serve(w, r)
		return nil
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, epoch := s.files.get(nil, r.URL.Path)
	p := newRepresentation(w.Header(), body)
	s.files.put(nil, epoch, r.URL.Path, p)
	p.serve(w, r)
	return nil
}

func (s *Server) privacy(w http.ResponseWriter, r *http.Request) error {
	site := s.Library().Site
	l := s.words(r)
	v := page.Privacy{Base: s.base(l, l.T("privacy.title"), "/privacy"), HTML: linksWithin(l, prose(site.Privacy)), Contact: linksWithin(l, prose(site.Contact))}
	v.Crumbs = crumbs(l, v.Title, "/privacy")
	v.Intro = l.T("privacy.intro")
	v.Markdown = l.Path("/privacy.md")
	if plainWanted(r) {
		return s.privacyMarkdown(w, l, v, site)
	}
	return s.render(w, r, http.StatusOK, page.PrivacyPage(v))
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
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
		URLs    []sitemapURL `xml:"url"`
	}{URLs: urls})
	if err != nil {
		return fmt.Errorf("write the sitemap: %w", err)
	}
	return s.write(w, http.StatusOK, "application/xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// addresses gives the pages of one language. Articles that are not in it have their address in another.
func (s *Server) addresses(l *language.Locale, lib *article.Library) []sitemapURL {
	var urls []sitemapURL
	add := func(path string, list []*article.Article) {
		urls = append(urls, sitemapURL{s.origin + l.Path(path), s.newest(list)})
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
			add(a.Path(), []*article.Article{a})
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

func (s *Server) robots(w http.ResponseWriter, r *http.Request) error {
	body := "User-agent: *\nDisallow: /feedback/\nAllow: /\n\nSitemap: " + s.origin + "/sitemap.xml\n"
	return s.write(w, http.StatusOK, "text/plain; charset=utf-8", []byte(body))
}
