package respond

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
)

// Render writes a page only when all of it is there, so that a failed one never leaves half a page with status 200.
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

// Write writes a whole answer. Without a Cache-Control of its own, caches may keep it for a minute, and serve it for ten more
// while they ask for a new one.
func Write(w http.ResponseWriter, status int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, max-age=60, stale-while-revalidate=600")
	}
	w.WriteHeader(status)
	w.Write(body) // a reader who has gone away is nobody's error
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
