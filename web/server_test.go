package web_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pinhole/content"
	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/internal/search"
	"pinhole/internal/store"
	"pinhole/web"
)

const (
	articlePath = "/lorex/ip-camera-factory-reset"
	articleID   = "lorex-ip-camera-factory-reset"
)

// library holds the articles that come with the program.
var library = sync.OnceValue(func() *article.Library {
	lib, problems := article.Load(content.FS, article.Options{Today: time.Now(), Pages: web.Pages})
	if lib == nil {
		panic(problems.Error())
	}
	return lib
})

// site is a Server over a store of its own, with what it logs.
type site struct {
	*web.Server
	store *store.Store
	log   *bytes.Buffer
	// number is how many answers a test has stored directly.
	number *int
}

// newSite makes a site; change may set the configuration otherwise.
func newSite(t testing.TB, change func(*web.Config)) site {
	t.Helper()
	st, err := store.Open(t.Context(), store.Config{Database: filepath.Join(t.TempDir(), "pinhole.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	log := &bytes.Buffer{}
	server := newServer(t, st, func(c *web.Config) {
		c.Logger = slog.New(slog.NewTextHandler(log, nil))
		if change != nil {
			change(c)
		}
	})
	return site{Server: server, store: st, log: log, number: new(int)}
}

// newServer makes a Server over a store.
func newServer(t testing.TB, st *store.Store, change func(*web.Config)) *web.Server {
	t.Helper()
	c := config(st, slog.New(slog.DiscardHandler))
	change(&c)
	server, err := web.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func config(st *store.Store, logger *slog.Logger) web.Config {
	return web.Config{
		Library: library, Feedback: st, Index: noIndex{}, Searches: noIndex{},
		Evidence: func(string, string, string) (insight.Evidence, bool) { return insight.Evidence{}, false },
		Answered: func(string) bool { return false },
		Revised:  func(string, string) (time.Time, bool) { return time.Time{}, false },
		URL:      &url.URL{Scheme: "https", Host: "help.example"}, Logger: logger, Now: time.Now, PageCache: 8 << 20,
	}
}

// noIndex finds nothing.
type noIndex struct{}

func (noIndex) Search(context.Context, string, search.Query) (search.Results, error) {
	return search.Results{}, nil
}

func (noIndex) Suggest(context.Context, string, string, int) ([]search.Suggestion, error) {
	return nil, nil
}

func (noIndex) Recognise(context.Context, string, string) (*search.Device, error) { return nil, nil }

func (noIndex) CountSearch(netip.Addr, string, int) {}

func (noIndex) ReportMissing(context.Context, netip.Addr, string) error { return nil }

// answer lets the site answer a request.
func (s site) answer(r *http.Request) *httptest.ResponseRecorder { return answerOf(s, r) }

func answerOf(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(path string) *http.Request { return httptest.NewRequest(http.MethodGet, path, nil) }

func post(path string, form url.Values) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

func TestNewRefusesHalfAConfiguration(t *testing.T) {
	whole := config(&store.Store{}, slog.New(slog.DiscardHandler))
	for name, change := range map[string]func(*web.Config){
		"Library":  func(c *web.Config) { c.Library = nil },
		"Feedback": func(c *web.Config) { c.Feedback = nil },
		"Index":    func(c *web.Config) { c.Index = nil },
		"Searches": func(c *web.Config) { c.Searches = nil },
		"Evidence": func(c *web.Config) { c.Evidence = nil },
		"Answered": func(c *web.Config) { c.Answered = nil },
		"Revised":  func(c *web.Config) { c.Revised = nil },
		"URL":      func(c *web.Config) { c.URL = nil },
		"Logger":   func(c *web.Config) { c.Logger = nil },
		"Now":      func(c *web.Config) { c.Now = nil },
	} {
		c := whole
		change(&c)
		if _, err := web.New(c); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	if _, err := web.New(whole); err != nil {
		t.Errorf("the whole configuration: %v", err)
	}
}
