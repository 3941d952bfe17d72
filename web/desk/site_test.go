package desk_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"pinhole/content"
	"pinhole/internal/article"
	"pinhole/internal/clientip"
	"pinhole/internal/editor"
	"pinhole/internal/language"
	"pinhole/internal/outage"
	"pinhole/internal/redact"
	"pinhole/internal/store"
	"pinhole/web/desk"
	"pinhole/web/page"
	"pinhole/web/respond"
	"pinhole/web/verdict"
	"pinhole/web/view"
)

const articleID = "lorex-ip-camera-factory-reset"

// library holds the articles that come with the program.
var library = sync.OnceValue(func() *article.Library {
	lib, problems := article.Load(content.FS, article.Options{Today: time.Now(), Pages: []string{"/", "/coverage", "/find", "/offline", "/privacy", "/search", "/symptoms"}})
	if lib == nil {
		panic(problems.Error())
	}
	return lib
})

// site is a desk, and where readers answer, over a store of their own.
type site struct {
	http.Handler
	desk   *desk.Desk
	store  *store.Store
	number *int // how many answers a test has stored directly
}

// config is all that a desk needs, over a store of its own.
func config(t testing.TB) (desk.Config, *store.Store) {
	t.Helper()
	st, err := store.Open(t.Context(), store.Config{Database: filepath.Join(t.TempDir(), "pinhole.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	c := desk.Config{
		Store: st, Sessions: st.Sessions(), Key: func() []byte { return make([]byte, 32) }, Webhooks: hooks(), Problems: func() article.Problems { return nil },
		Links: func(context.Context) (desk.LinkReport, error) { return desk.LinkReport{}, nil },
		Settings: &view.Settings{
			Locales: language.Embedded(), Origin: "https://help.example",
			Revised: func(string, string) (time.Time, bool) { return time.Time{}, false },
		},
		Library: library, Revisions: st, Logger: slog.New(slog.DiscardHandler), Now: time.Now,
		Static:   func(w http.ResponseWriter, _ *http.Request) error { w.WriteHeader(http.StatusNoContent); return nil },
		Answered: func(respond.Request) {}, LoggedIn: func(desk.LoginResult) {}, RoleRefused: func() {},
	}
	c.Client, c.Outage = clientip.Middleware(nil, c.Logger, func() {}), outage.New(c.Logger, "")
	return c, st
}

// newDesk makes a desk, which marie (an owner) and ada (an editor) may open.
func newDesk(t testing.TB, change func(*desk.Config)) site {
	t.Helper()
	c, st := config(t)
	if change != nil {
		change(&c)
	}
	d, err := desk.New(c)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := editor.NewHasher().Hash(t.Context(), deskPassword)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"marie", "ada"} { // the first one is the owner
		if _, err := st.AddEditor(t.Context(), editor.Console, name, editor.Editor, hash); err != nil {
			t.Fatal(err)
		}
	}
	return site{Handler: handler(t, c, st, d), desk: d, store: st, number: new(int)}
}

// handler serves a desk, and takes what readers say.
func handler(t testing.TB, c desk.Config, st *store.Store, d *desk.Desk) http.Handler {
	t.Helper()
	mux := chi.NewMux()
	mux.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(view.WithLibrary(r.Context(), library())))
		})
	}, respond.Headers(respond.Policies(true)), middleware.GetHead)
	answers := &respond.Responder{
		Logger: c.Logger, Outage: c.Outage, Locale: func(*http.Request) *language.Locale { return c.Settings.Locales.Source() },
		Page: func(r *http.Request, l *language.Locale, e *respond.Refusal) templ.Component {
			return page.ProblemPage(page.Problem{Base: c.Settings.Site(library(), l).Base("", ""), Message: e.Text(l)})
		},
	}
	redactor := redact.New(redact.Options{Model: func(string) bool { return false }, Removed: func(string) {}})
	readers, err := verdict.New(verdict.Config{
		Settings: c.Settings, Respond: answers, Store: st, Redactor: func(*article.Library) *redact.Redactor { return redactor },
		Answered: func(string) bool { return false }, Posted: func(verdict.PostKind, verdict.Result) {}, Logger: c.Logger, Now: c.Now, Secure: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	readers.Routes(mux, c.Client)
	d.Routes(mux)
	return mux
}

func (s site) answer(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func get(path string) *http.Request { return httptest.NewRequest(http.MethodGet, path, nil) }

func post(path string, form url.Values) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}
