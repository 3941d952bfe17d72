package reader

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"pinhole/internal/article"
)

// Live tells authors' browsers that the content changed, for serve --watch.
type Live interface {
	// Changed gives a channel that is closed when a reload finds a change, successful or not.
	Changed() <-chan struct{}
	// Problems gives what the latest load found. When it holds errors, an older Library is being served.
	Problems() article.Problems
	// Version names the Library that is being served; another Library never has the same name.
	Version() string
}

const (
	liveBeat     = 30 * time.Second // keeps proxies from closing a silent answer, and finds pages that are gone
	liveDeadline = 10 * time.Second // for one message
	liveProblems = 20               // in one message; an author mends them one by one
)

// authoring lets pages know which Library they come from, and keeps browsers from showing an old one.
func (p *Reader) authoring(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-cache")
		h.Set("Server-Timing", fmt.Sprintf("content;desc=%q", p.Live.Version())) // before the page asks for the Library: it may be newer, never older
		next.ServeHTTP(w, r)
	})
}

// live sends the state of the content as server-sent events: at once, at each change, and now and then. It goes on until the
// page is closed or the server ends.
func (p *Reader) live(w http.ResponseWriter, r *http.Request) error {
	stream := http.NewResponseController(w)
	if err := stream.SetReadDeadline(time.Time{}); err != nil { // the server's own limit would end the request
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
			return nil // the page is gone, which is nobody's error
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

// sendState writes one event: which Library is served, and what keeps a newer one from being served.
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

// EndLive ends every live answer, so that a server can shut down without waiting for open pages.
func (p *Reader) EndLive() { p.endLive() }
