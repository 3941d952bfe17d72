package view_test

import (
	"net/url"
	"strings"
	"testing"

	"pinhole/internal/search"
	"pinhole/web/view"
)

// TestSearchQueryIsBounded holds the parameters of a search to what its page may repeat in each of
// its links.
func TestSearchQueryIsBounded(t *testing.T) {
	long := strings.Repeat("reset ", 2000)
	q := view.SearchQuery(url.Values{"q": {" my\x00 DVR ", long}, "brand": {long}, "device": {"\xff"}, "page": {"2"}, "other": {long}})
	if len(q["brand"]) != 1 || len(q.Get("brand")) > search.MaxText {
		t.Errorf("the brand has %d characters, %d are allowed", len(q.Get("brand")), search.MaxText)
	}
	q.Del("brand")
	if got := q.Encode(); got != "page=2&q=my+DVR" {
		t.Errorf("got %s", got)
	}
}
