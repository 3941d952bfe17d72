package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/corpus"
	content "pinhole/internal/site"
	"pinhole/web"
)

// author changes the content of a site that is served live.
type author struct {
	t     *testing.T
	files fstest.MapFS
	*content.Site
}

func liveSite(t *testing.T) (author, site) {
	t.Helper()
	files := corpus.New(3)
	current, err := content.Open(article.NewLoader(files, article.Options{Today: corpus.Checked, Pages: web.Pages}), files, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return author{t, files, current}, newSite(t, func(c *web.Config) { c.Library, c.Live = current.Library, current })
}

const liveFile = "en/brand-0/reset-0.md"

// save writes an article and loads it; the error is nobody's here.
func (a author) save(text string) {
	a.files[liveFile] = &fstest.MapFile{Data: []byte(text), ModTime: a.files[liveFile].ModTime.Add(time.Second)}
	_ = a.Reload(context.Background())
}

// state is what an open page is told.
type state struct {
	Version  string
	Count    int
	Problems []struct {
		File    string
		Line    int
		Message string
	}
}

// stream is an open page's view of the content.
type stream struct {
	t    *testing.T
	body io.ReadCloser
	in   *bufio.Reader
}

func listen(t *testing.T, base string) stream {
	t.Helper()
	response, err := http.Get(base + "/live")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	if got := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || got != "text/event-stream" {
		t.Fatalf("/live answers %d with %s", response.StatusCode, got)
	}
	return stream{t, response.Body, bufio.NewReader(response.Body)}
}

// next waits for the next event.
func (s stream) next() state {
	s.t.Helper()
	data, err := s.in.ReadString('\n')
	if err != nil {
		s.t.Fatalf("the stream ended: %v", err)
	}
	blank, err := s.in.ReadString('\n')
	text, ok := strings.CutPrefix(data, "data: ")
	if err != nil || blank != "\n" || !ok {
		s.t.Fatalf("no event: %q %q %v", data, blank, err)
	}
	var v state
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		s.t.Fatal(err)
	}
	return v
}

func TestOpenPagesAreTold(t *testing.T) {
	a, s := liveSite(t)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close) // after the pages are closed
	page, other := listen(t, server.URL), listen(t, server.URL)
	first := page.next()
	if first.Version != a.Version() || first.Count != 0 {
		t.Errorf("at first: got %+v, want the version %s", first, a.Version())
	}
	other.next()

	good := string(a.files[liveFile].Data)
	a.save(good + "\nAnother line.\n")
	if got := page.next(); got.Version == first.Version || got.Version != a.Version() || got.Count != 0 {
		t.Errorf("after a change: got %+v", got)
	}
	if got := other.next(); got.Version != a.Version() {
		t.Errorf("the other page is told %+v", got)
	}
	a.save("no front matter")
	if got := page.next(); got.Version != a.Version() || got.Count != 1 || got.Problems[0].File != liveFile || got.Problems[0].Line != 1 || got.Problems[0].Message == "" {
		t.Errorf("after a mistake: got %+v", got)
	}
	a.save(good)
	if got := page.next(); got.Version != a.Version() || got.Count != 0 {
		t.Errorf("after it was fixed: got %+v", got)
	}
}

func TestAnOpenPageOutlivesTheServersLimits(t *testing.T) {
	const limit = 100 * time.Millisecond
	a, s := liveSite(t)
	server := httptest.NewUnstartedServer(s)
	server.Config.ReadTimeout, server.Config.WriteTimeout = limit, limit
	server.Start()
	t.Cleanup(server.Close) // after the pages are closed
	page := listen(t, server.URL)
	text := string(a.files[liveFile].Data)
	for begin := time.Now(); time.Since(begin) < 5*limit; {
		page.next()
		text += "\nAnother line.\n"
		a.save(text)
	}
}

func TestOpenPagesDoNotDelayTheEnd(t *testing.T) {
	_, s := liveSite(t)
	server := httptest.NewUnstartedServer(s)
	server.Config.RegisterOnShutdown(s.EndLive)
	server.Start()
	page := listen(t, server.URL)
	page.next()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := server.Config.Shutdown(ctx); err != nil {
		t.Errorf("the server does not end: %v", err)
	}
	if rest, err := io.ReadAll(page.in); err != nil || len(rest) > 0 {
		t.Errorf("the stream ended with %q, %v", rest, err)
	}
	s.EndLive() // once more does no harm
}

func TestAuthorsPagesAreFreshAndFollow(t *testing.T) {
	a, s := liveSite(t)
	for _, path := range []string{"/", "/brand-0/reset-0", "/brand-0"} {
		w := s.answer(get(path))
		if got := w.Header().Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s may be kept: %s", path, got)
		}
		if got, want := w.Header().Get("Server-Timing"), `content;desc="`+a.Version()+`"`; got != want {
			t.Errorf("%s says %s, want %s", path, got, want)
		}
		if !strings.Contains(w.Body.String(), "/js/live.js") {
			t.Errorf("%s does not follow the content", path)
		}
	}
	if w := s.answer(get("/nowhere")); w.Code != http.StatusNotFound || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("a page that is not there: %d, %s", w.Code, w.Header().Get("Cache-Control"))
	}
}

func TestReadersPagesDoNotListen(t *testing.T) {
	s := newSite(t, nil)
	w := s.answer(get("/"))
	if strings.Contains(w.Body.String(), "live.js") || w.Header().Get("Server-Timing") != "" || w.Header().Get("Cache-Control") == "no-cache" {
		t.Error("a page for readers follows the content")
	}
	if w := s.answer(get("/live")); w.Code != http.StatusNotFound {
		t.Errorf("/live answers %d", w.Code)
	}
}

func TestHeadOfTheStreamEnds(t *testing.T) {
	_, s := liveSite(t)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close) // after the pages are closed
	response, err := http.Head(server.URL + "/live")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/event-stream" {
		t.Errorf("got %d, %s", response.StatusCode, response.Header.Get("Content-Type"))
	}
}
