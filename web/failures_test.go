package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinhole/internal/insight"
	"pinhole/web"
)

func TestAStoreThatIsGoneKeepsTheText(t *testing.T) {
	s := newSite(t, nil)
	form := url.Values{"article": {articleID}, "helpful": {"no"}, "comment": {"the <light> stays red"}}
	receipt := s.answer(post("/feedback", form)).Header().Get("Location")
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/feedback", receipt} {
		w := s.answer(post(path, form))
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s: status %d, headers %v", path, w.Code, w.Header())
		}
		if !strings.Contains(w.Body.String(), "the &lt;light&gt; stays red</textarea>") {
			t.Errorf("%s: the text is lost:\n%s", path, w.Body)
		}
	}
	if w := s.answer(get(receipt)); w.Code != http.StatusServiceUnavailable {
		t.Errorf("the receipt has status %d", w.Code)
	}
	if w := s.answer(get(articlePath)); w.Code != http.StatusOK {
		t.Errorf("an article has status %d although it needs no store", w.Code)
	}
	logged := s.log.String()
	if strings.Contains(logged, strings.TrimPrefix(receipt, "/feedback/")) || strings.Contains(logged, "light") {
		t.Errorf("the log holds what readers sent:\n%s", logged)
	}
	if strings.Count(logged, "level=ERROR") != 1 || !strings.Contains(logged, `route=/feedback method=POST status=503`) {
		t.Errorf("the log does not say what happened:\n%s", logged)
	}
}

func TestAPanicBecomesAPage(t *testing.T) {
	s := newSite(t, func(c *web.Config) {
		c.Evidence = func(string, string, string) (insight.Evidence, bool) { panic("a secret cause") }
	})
	w := s.answer(get(articlePath))
	body := w.Body.String()
	if w.Code != http.StatusInternalServerError || !strings.Contains(body, "Something went wrong") || !strings.HasSuffix(body, "</html>") {
		t.Errorf("status %d:\n%s", w.Code, body)
	}
	if strings.Contains(body, "secret") || !strings.Contains(s.log.String(), "a secret cause") {
		t.Errorf("the cause belongs into the log, not into the page:\n%s\n%s", s.log, body)
	}
	if got := w.Header().Get("Content-Security-Policy"); got == "" {
		t.Error("the error page has no policy")
	}
}

func TestAPageThatFailsHalfwayIsNoPage(t *testing.T) {
	s := newSite(t, nil)
	gone, cancel := context.WithCancel(t.Context())
	cancel() // templates stop when their reader has gone
	w := s.answer(get("/search").WithContext(gone))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "<form") {
		t.Errorf("status %d:\n%s", w.Code, w.Body)
	}
}
