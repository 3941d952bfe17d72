package web_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"pinhole/static"
)

// What fits the first congestion window of ten segments (RFC 6928), less the headers: a page of that size arrives in one round
// trip after the connection.
const (
	pageBudget  = 12_500 // bytes of brotli, for an article of at most pageWords
	pageWords   = 2_000
	themeBudget = 300 // bytes of the one script inside the pages
)

// TestArticlesArriveInOneRoundTrip measures every article as it is sent, with all of its styles. What fits as gzip is not
// compressed once more: brotli makes it smaller still.
func TestArticlesArriveInOneRoundTrip(t *testing.T) {
	s := newSite(t, nil)
	largest, name := 0, ""
	for _, a := range library().Articles {
		w := s.answer(asking(a.Path(), "gzip"))
		if w.Body.Len() <= pageBudget {
			continue
		}
		page := decoded(t, w)
		size := squeezed(t, page)
		if words := len(strings.Fields(string(a.Markdown))); size > pageBudget && words <= pageWords {
			t.Errorf("%s has %d words and %d bytes", a.Path(), words, size)
		}
		if strings.Count(page, "<style>") != 1 || strings.Contains(page, `rel="stylesheet" href`) {
			t.Fatalf("%s has not all of its styles inside", a.Path())
		}
		if size > largest {
			largest, name = size, a.Path()
		}
	}
	t.Logf("the largest is %s with %d bytes of brotli", name, largest)
	if script := static.Theme().Element; len(script) >= themeBudget {
		t.Errorf("the script inside the pages has %d bytes", len(script))
	}
}

// squeezed is how many bytes of brotli a page has in the end.
func squeezed(t *testing.T, page string) int {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := io.WriteString(w, page); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
