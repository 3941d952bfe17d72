package reader

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"

	"pinhole/static"
	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/view"
)

// worker serves the service worker, which caches pages for reading offline. Its last line changes
// with the templates and the brands, so that browsers detect an update.
func (p *Reader) worker(w http.ResponseWriter, r *http.Request) error {
	script := static.NoWorker()
	if p.Settings.Offline {
		source := p.Settings.Site(view.LibraryOf(r.Context()), p.Settings.Locales.Source())
		var frame bytes.Buffer
		if err := page.OfflinePage(source.OfflinePage()).Render(r.Context(), &frame); err != nil {
			return fmt.Errorf("render a page: %w", err)
		}
		sum := sha256.Sum256(frame.Bytes())
		script = static.Worker() + "\n// Pages: " + hex.EncodeToString(sum[:5]) + "\n"
	}
	w.Header().Set("Cache-Control", "no-cache")
	respond.Write(w, http.StatusOK, "text/javascript; charset=utf-8", []byte(script))
	return nil
}

// offline serves the page about reading offline. The worker shows it in place of a page that is not
// cached.
func (p *Reader) offline(w http.ResponseWriter, r *http.Request) error {
	return respond.Render(w, r, http.StatusOK, page.OfflinePage(p.site(r).OfflinePage()))
}

// answers serves the page on which a reader's browser lists the reader's answers.
func (p *Reader) answers(w http.ResponseWriter, r *http.Request) error {
	return respond.Render(w, r, http.StatusOK, page.AnswersPage(p.site(r).AnswersPage()))
}

func (p *Reader) offlineLibrary(w http.ResponseWriter, r *http.Request) error {
	return respond.JSON(w, p.site(r).OfflineLibrary())
}
