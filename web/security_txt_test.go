package web_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pinhole/internal/article"
	"pinhole/web"
)

func TestSecurityTxtNamesTheContactOfSiteYAML(t *testing.T) {
	t.Parallel()
	const path = "/.well-known/security.txt"
	s := newSite(t, nil)
	if status := s.answer(get(path)).Code; status != http.StatusNotFound {
		t.Errorf("without a contact: status %d", status)
	}
	s = newSite(t, func(c *web.Config) {
		lib, problems := article.Load(fstest.MapFS{"site.yaml": {Data: []byte("name: Help\nsecurity: security@help.example\n")}}, article.Options{Today: time.Now()})
		if lib == nil {
			t.Fatal(problems)
		}
		c.Library = func() *article.Library { return lib }
		c.Now = func() time.Time { return time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC) }
	})
	const want = "Contact: mailto:security@help.example\nExpires: 2027-05-27T00:00:00Z\nPreferred-Languages: en, es\nCanonical: https://help.example/.well-known/security.txt\n"
	w := s.answer(get(path))
	if w.Code != http.StatusOK || w.Body.String() != want || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		t.Errorf("status %d, %v:\n%s", w.Code, w.Header(), w.Body)
	}
}
