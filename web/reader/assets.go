package reader

import (
	"mime"
	"net/http"
	"path"

	"pinhole/static"
	"pinhole/web/pagecache"
	"pinhole/web/respond"
)

// assetTypes maps extensions of static files to content types; the system's table differs between
// machines.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
}

// Static serves styles, scripts and icons. Their addresses contain a version, so that browsers may
// cache them forever.
func (p *Reader) Static(w http.ResponseWriter, r *http.Request) error {
	body, current, ok := static.Open(r.URL.Path)
	if !ok {
		body, ok = p.scriptWords(r.URL.Path)
	}
	if !ok {
		return notFound()
	}
	kind, known := assetTypes[path.Ext(r.URL.Path)]
	if !known {
		kind = mime.TypeByExtension(path.Ext(r.URL.Path))
	}
	w.Header().Set("Content-Type", kind)
	if !current { // a page from before an update requests the old version
		w.Header().Set("Cache-Control", "no-cache")
		pagecache.NewPage(w.Header(), body).Serve(w, r)
		return nil
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	file, err := p.Files.Render(r.URL.Path, 0, func() (*pagecache.Page, error) {
		file := pagecache.NewPage(w.Header(), body)
		file.Route = respond.Route(r)
		return file, nil
	})
	if err == nil {
		file.Serve(w, r)
	}
	return err
}

// scriptWords returns the messages of scripts in a language that is not built in.
func (p *Reader) scriptWords(address string) ([]byte, bool) {
	for _, l := range p.Settings.Locales.Locales() {
		if path.Base(address) == "words."+l.Tag()+".js" {
			return l.Module(), true
		}
	}
	return nil, false
}
