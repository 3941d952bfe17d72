package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"pinhole/web"
)

// vote answers an article with cookies, and gives the receipt's address and the cookie that was
// set.
func (s site) vote(t *testing.T, cookies ...*http.Cookie) (location string, set *http.Cookie) {
	t.Helper()
	r := post("/feedback", url.Values{"article": {library().Articles[0].ID}, "helpful": {"yes"}})
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := s.answer(r)
	got := w.Result().Cookies()
	if w.Code != http.StatusSeeOther || len(got) != 1 {
		t.Fatalf("the vote got %d and the cookies %v", w.Code, got)
	}
	return w.Header().Get("Location"), got[0]
}

func TestTheCookiesNameFollowsTheScheme(t *testing.T) {
	t.Parallel()
	secure := newSite(t, nil)
	first, c := secure.vote(t)
	if c.Name != "__Secure-pinhole" || !c.Secure || c.Path != "/feedback" {
		t.Errorf("over https the cookie is %v", c)
	}
	if again, _ := secure.vote(t, c); again != first {
		t.Error("a browser with its cookie counts twice")
	}
	old := &http.Cookie{Name: "pinhole", Value: c.Value}
	if again, renewed := secure.vote(t, old); again != first || renewed.Name != "__Secure-pinhole" || renewed.Value != c.Value {
		t.Errorf("a browser with a cookie of the old name counts twice, or gets %v", renewed)
	}
	_, other := secure.vote(t)
	if again, _ := secure.vote(t, &http.Cookie{Name: "pinhole", Value: other.Value}, c); again != first {
		t.Error("a cookie that any page could set wins over the secure one")
	}

	plain := newSite(t, func(c *web.Config) { c.URL = &url.URL{Scheme: "http", Host: "help.example"} })
	if _, c := plain.vote(t); c.Name != "pinhole" || c.Secure {
		t.Errorf("over http, where browsers take no secure cookie, it is %v", c)
	}
}
