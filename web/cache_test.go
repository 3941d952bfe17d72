package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/andybalholm/brotli"
)

func asking(path, accept string) *http.Request {
	r := get(path)
	r.Header.Set("Accept-Encoding", accept)
	return r
}

func decoded(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var body io.Reader = w.Body
	switch w.Header().Get("Content-Encoding") {
	case "gzip":
		unzipped, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		body = unzipped
	case "br":
		body = brotli.NewReader(w.Body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEncodings asks for one page in each encoding; all are the same page, and each has a tag of
// its own.
func TestEncodings(t *testing.T) {
	s := newSite(t, nil)
	plain := s.answer(get(articlePath)).Body.String()
	tags := map[string]string{}
	for accept, coding := range map[string]string{"": "", "identity": "", "gzip": "gzip", "br": "br"} {
		w := s.answer(asking(articlePath, accept))
		h := w.Header()
		if h.Get("Content-Encoding") != coding || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Security-Policy") == "" {
			t.Errorf("%q: headers %v", accept, h)
		}
		if size := w.Body.Len(); coding != "" && size*3 > len(plain) {
			t.Errorf("%s has %d bytes of %d", coding, size, len(plain))
		}
		if got := decoded(t, w); got != plain {
			t.Errorf("%q: another page", accept)
		}
		if other, taken := tags[h.Get("Etag")]; taken && other != coding {
			t.Errorf("%q and %q have the same tag", coding, other)
		}
		tags[h.Get("Etag")] = coding
		notModified(t, s, accept, h.Get("Etag"))
	}
	if w := s.answer(asking(articlePath, "gzip")); w.Header().Get("Content-Length") == "" {
		t.Error("a page out of memory does not say how long it is")
	}
}

func notModified(t *testing.T, s site, accept, tag string) {
	t.Helper()
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		r := httptest.NewRequest(method, articlePath, nil)
		r.Header.Set("Accept-Encoding", accept)
		r.Header.Set("If-None-Match", `W/"other", W/`+tag)
		w := s.answer(r)
		if w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("Etag") != tag || w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s with %q and %s: status %d, headers %v", method, accept, tag, w.Code, w.Header())
		}
	}
	r := asking(articlePath, accept)
	r.Header.Set("If-None-Match", `"other"`)
	if w := s.answer(r); w.Code != http.StatusOK {
		t.Errorf("another tag: status %d", w.Code)
	}
}

func TestAHeadOutOfMemoryTellsTheLength(t *testing.T) {
	s := newSite(t, nil)
	server := httptest.NewServer(s)
	defer server.Close()
	for range 2 { // rendered, then out of memory
		response, err := http.Head(server.URL + articlePath)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusOK || response.ContentLength < 1000 {
			t.Errorf("status %d, length %d", response.StatusCode, response.ContentLength)
		}
	}
}

func TestOneAddressOneAnswer(t *testing.T) {
	s := newSite(t, nil)
	plain := s.answer(get(articlePath)).Body.Bytes()
	if w := s.answer(get(articlePath + "?utm_source=x")); w.Code != http.StatusOK || !bytes.Equal(w.Body.Bytes(), plain) {
		t.Errorf("with a query: status %d", w.Code)
	}
	s.answer(get("/find"))
	if w := s.answer(get("/find?device=nvr")); bytes.Equal(w.Body.Bytes(), s.answer(get("/find")).Body.Bytes()) {
		t.Error("the finder's second question is its first")
	}
}
