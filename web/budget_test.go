package web_test

import (
	"strings"
	"testing"

	"pinhole/static"
)

// What fits the first congestion window of ten segments of 1,460 bytes (RFC 6928), less 600 bytes
// of headers: a page of that size arrives in one round trip after the connection.
const (
	pageBudget  = 14_000 // bytes of brotli, for an article of at most pageWords
	pageWords   = 2_000
	themeBudget = 300 // bytes of the one script inside the pages
)

// TestArticlesArriveInOneRoundTrip measures every article as it is sent, with all of its styles.
func TestArticlesArriveInOneRoundTrip(t *testing.T) {
	s := newSite(t, nil)
	largest, name := 0, ""
	for _, a := range library().Articles {
		w := s.answer(asking(a.Path(), "br"))
		size := w.Body.Len()
		page := decoded(t, w)
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
