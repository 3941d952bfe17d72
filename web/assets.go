package web

import (
	"mime"
	"net/http"
	"path"

	"pinhole/static"
	"pinhole/web/page"
	"pinhole/web/pagecache"
)

// assetTypes are the files that the site is made of; the system's own table may differ from machine to machine.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
}

// static serves styles, scripts and icons. Their address holds their version, so that a browser never asks twice.
func (s *Server) static(w http.ResponseWriter, r *http.Request) error {
	body, current, ok := static.Open(r.URL.Path)
	if !ok {
		body, ok = s.scriptWords(r.URL.Path)
	}
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
		pagecache.NewPage(w.Header(), body).Serve(w, r)
		return nil
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	p, err := s.files.Render(r.URL.Path, 0, func() (*pagecache.Page, error) {
		p := pagecache.NewPage(w.Header(), body)
		p.Route = route(r)
		return p, nil
	})
	if err != nil {
		return err
	}
	p.Serve(w, r)
	return nil
}

// scriptWords gives the words of scripts in a language that does not come with the program.
func (s *Server) scriptWords(address string) ([]byte, bool) {
	for _, l := range s.Languages.Locales() {
		if path.Base(address) == "words."+l.Tag()+".js" {
			return l.Module(), true
		}
	}
	return nil, false
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

func (s *Server) robots(w http.ResponseWriter, r *http.Request) error {
	body := "User-agent: *\nDisallow: /feedback/\nAllow: /\n\nSitemap: " + s.origin + "/sitemap.xml\n"
	return s.write(w, http.StatusOK, "text/plain; charset=utf-8", []byte(body))
}
