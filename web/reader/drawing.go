package reader

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"pinhole/static"
)

// drawingPolicy is for a drawing that is opened by itself. Its style holds the colours of the light and the dark theme; in a
// page, where the drawing is a picture, browsers ask for no leave.
func drawingPolicy() string {
	return "default-src 'none'; style-src " + static.DrawingStyle() + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// drawing serves one of the pictures that articles name. The address has no version, so browsers ask again after a day.
func (p *Reader) drawing(w http.ResponseWriter, r *http.Request) error {
	name, ok := strings.CutSuffix(chi.URLParam(r, "drawing"), ".svg")
	d, found := static.FindDrawing(name)
	if !ok || !found {
		return notFound()
	}
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Cache-Control", "public, max-age=86400")
	h.Set("ETag", `"`+d.Hash+`"`)
	h.Set("Content-Security-Policy", drawingPolicy())
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(d.SVG))
	return nil
}
