package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"testing"

	"pinhole/internal/article"
	"pinhole/internal/store"
	"pinhole/web"
)

type noWebhooks struct{}

func (noWebhooks) Check(string) error                        { return nil }
func (noWebhooks) NewSecret() string                         { return "" }
func (noWebhooks) Try(context.Context, string, string) error { return nil }

// withDesk gives a site a desk, at an address of its own or at the site's.
func withDesk(t *testing.T, address *url.URL) site {
	return newSite(t, func(c *web.Config) {
		st := c.Feedback.(*store.Store)
		c.Editors = &web.Desk{
			Store: st, Sessions: st.Sessions(), Key: func() []byte { return make([]byte, 32) }, URL: address, Webhooks: noWebhooks{},
			Problems: func() article.Problems { return nil }, Links: func(context.Context) (web.LinkReport, error) { return web.LinkReport{}, nil },
		}
	})
}

// TestWhereTheDeskIs: at the site's address, or at its own, of which the site's address then knows
// nothing.
func TestWhereTheDeskIs(t *testing.T) {
	s := withDesk(t, nil)
	if w := s.answer(get("/desk/login")); w.Code != http.StatusOK {
		t.Errorf("the site answers the login with %d", w.Code)
	}
	if s.Desk() != nil {
		t.Error("a desk at the site's address has a listener of its own")
	}
	s = withDesk(t, &url.URL{Scheme: "http", Host: "localhost:9000"})
	for _, path := range []string{"/desk", "/desk/login", "/desk/account"} {
		if w := s.answer(get(path)); w.Code != http.StatusNotFound {
			t.Errorf("readers' address answers %s with %d", path, w.Code)
		}
	}
	for path, want := range map[string]int{"/": http.StatusSeeOther, "/desk/login": http.StatusOK, "/static/x/css/desk.css": http.StatusOK, "/lorex": http.StatusNotFound, "/feedback": http.StatusNotFound} {
		if w := answerOf(s.Desk(), get(path)); w.Code != want {
			t.Errorf("the desk's address answers %s with %d, want %d", path, w.Code, want)
		}
	}
}

func TestHalfADeskIsRefused(t *testing.T) {
	st := newSite(t, nil).store
	c := config(st, slog.New(slog.DiscardHandler))
	c.Editors = &web.Desk{Store: st, Sessions: st.Sessions(), Key: func() []byte { return make([]byte, 32) }}
	if _, err := web.New(c); err == nil {
		t.Error("a desk without problems is made")
	}
}
