package respond

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
)

// Render renders a page completely before writing it, so that an error never leaves half a page
// with status 200.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var body bytes.Buffer
	if err := c.Render(r.Context(), &body); err != nil {
		return fmt.Errorf("render a page: %w", err)
	}
	Write(w, status, "text/html; charset=utf-8", body.Bytes())
	return nil
}

// Markdown is the content type of Markdown (RFC 7763).
const Markdown = "text/markdown; charset=utf-8"

// Write writes a response. By default caches may store it for a minute, and serve it stale for ten
// more while they revalidate.
func Write(w http.ResponseWriter, status int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, max-age=60, stale-while-revalidate=600")
	}
	w.WriteHeader(status)
	w.Write(body) // a closed connection is no error
}

// JSON writes a value as JSON with status 200.
func JSON(w http.ResponseWriter, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write an answer as JSON: %w", err)
	}
	Write(w, http.StatusOK, "application/json", body)
	return nil
}
