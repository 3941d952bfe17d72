package reader

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"pinhole/internal/article"
)

// Live notifies authors' browsers of changed content, for serve --watch.
type Live interface {
	// Changed returns a channel that is closed when a reload finds a change, successful or not.
	Changed() <-chan struct{}
	// Problems returns the problems of the latest load. If there are errors, an older Library is
	// served.
	Problems() article.Problems
	// Version identifies the Library that is served, uniquely.
	Version() string
}

const (
	liveBeat     = 30 * time.Second // keeps proxies from closing an idle connection, and detects closed pages
	liveDeadline = 10 * time.Second // for one message
	liveProblems = 20               // in one message
)

// authoring adds the version of the Library to pages, and disables caching by browsers.
func (p *Reader) authoring(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-cache")
		h.Set("Server-Timing", fmt.Sprintf("content;desc=%q", p.Live.Version())) // before the page loads the Library, which may be newer but never older
		next.ServeHTTP(w, r)
	})
}

// live sends the state of the content as server-sent events: at once, at each change, and every
// liveBeat, until the page is closed or the server shuts down.
func (p *Reader) live(w http.ResponseWriter, r *http.Request) error {
	stream := http.NewResponseController(w)
	if err := stream.SetReadDeadline(time.Time{}); err != nil { // the server's timeout would end the request
		return fmt.Errorf("keep a live answer open: %w", err)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return nil
	}
	beat := time.NewTicker(liveBeat)
	defer beat.Stop()
	for {
		changed := p.Live.Changed()
		if err := p.sendState(w, stream); err != nil {
			return nil // the page was closed, which is no error
		}
		select {
		case <-changed:
		case <-beat.C:
		case <-r.Context().Done():
			return nil
		case <-p.ended:
			return nil
		}
	}
}

// sendState writes one event: the version that is served, and the errors of a newer one.
func (p *Reader) sendState(w http.ResponseWriter, stream *http.ResponseController) error {
	problems := p.Live.Problems().Errors()
	state, err := json.Marshal(struct {
		Version  string           `json:"version"`
		Count    int              `json:"count"`
		Problems article.Problems `json:"problems"`
	}{p.Live.Version(), len(problems), problems[:min(len(problems), liveProblems)]})
	if err != nil {
		return err
	}
	if err := stream.SetWriteDeadline(time.Now().Add(liveDeadline)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "data: %s\n\n", state); err != nil {
		return err
	}
	return stream.Flush()
}

// EndLive ends all event streams, so that a server can shut down without waiting for open pages.
func (p *Reader) EndLive() { p.endLive() }
