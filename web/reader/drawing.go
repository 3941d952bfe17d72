package reader

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/static"
)

// drawingPolicy is for a drawing that is opened on its own: it allows the style with the themes'
// colours. It does not apply to a drawing in an img element.
func drawingPolicy() string {
	return "default-src 'none'; style-src " + static.DrawingStyle() + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// drawing serves a drawing. The address has no version, so browsers revalidate it after a day.
func (p *Reader) drawing(w http.ResponseWriter, r *http.Request) error {
	name, ok := strings.CutSuffix(chi.URLParam(r, "drawing"), ".svg")
	d, found := static.FindDrawing(name)
	if !ok || !found {
		return notFound()
	}
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Cache-Control", "public, max-age=86400")
	h.Set("ETag", `"`+d.Hash()+`"`)
	h.Set("Content-Security-Policy", drawingPolicy())
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(d.SVG()))
	return nil
}
