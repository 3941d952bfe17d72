package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"pinhole/web"
)

// from posts an answer without a cookie from an address; details are names and values in turn.
func (s site) from(t *testing.T, address, helpful string, details ...string) string {
	t.Helper()
	form := url.Values{"article": {articleID}, "helpful": {helpful}}
	for i := 0; i < len(details); i += 2 {
		form.Set(details[i], details[i+1])
	}
	r := post("/feedback", form)
	r.RemoteAddr = address + ":4711"
	w := s.answer(r)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("an answer from %s gets %d: %s", address, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

// key is a browser-key of its own.
func key(n int) []string {
	return []string{"browser-key", fmt.Sprintf("00000000-0000-4000-8000-%012d", n)}
}

// A double click without script is one answer; so many clicks later it is another reader's.
func TestADoubleClickIsOneAnswer(t *testing.T) {
	now := time.Now()
	s := newSite(t, func(c *web.Config) { c.Now = func() time.Time { return now } })
	first := s.from(t, "203.0.113.1", "yes")
	if again := s.from(t, "203.0.113.1", "yes"); again != first {
		t.Errorf("a double click is answered with %s and %s", first, again)
	}
	for name, other := range map[string]func() string{
		"another address": func() string { return s.from(t, "203.0.113.2", "yes") },
		"another form":    func() string { return s.from(t, "203.0.113.1", "no") },
		"with a key":      func() string { return s.from(t, "203.0.113.1", "yes", key(1)...) },
		"later": func() string {
			now = now.Add(2 * time.Second)
			return s.from(t, "203.0.113.1", "yes")
		},
	} {
		if other() == first {
			t.Errorf("%s is taken for a double click", name)
		}
	}
}
