package desk_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/editor"
	"pinhole/web/desk"
)

const (
	deskPassword = "four words in a row"
	deskLogin    = "/desk/login"
)

// visitor is a browser at the desk: it keeps cookies.
type visitor struct {
	t       testing.TB
	site    http.Handler
	cookies map[string]string
}

func (s site) visitor(t testing.TB) *visitor {
	return &visitor{t: t, site: s, cookies: map[string]string{}}
}

// editor is a visitor who has logged in.
func (s site) editor(t testing.TB, name string) *visitor {
	t.Helper()
	v := s.visitor(t)
	if w := v.logIn(name, deskPassword); w.Code != http.StatusSeeOther {
		t.Fatalf("%s cannot log in: %d %s", name, w.Code, w.Body)
	}
	return v
}

func (v *visitor) do(r *http.Request) *httptest.ResponseRecorder {
	v.t.Helper()
	for name, value := range v.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	v.site.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if v.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(v.cookies, c.Name)
		}
	}
	return w
}

func (v *visitor) get(path string) *httptest.ResponseRecorder { v.t.Helper(); return v.do(get(path)) }

func (v *visitor) post(path string, form url.Values) *httptest.ResponseRecorder {
	v.t.Helper()
	return v.do(post(path, form))
}

func (v *visitor) logIn(name, password string) *httptest.ResponseRecorder {
	v.t.Helper()
	return v.post(deskLogin, url.Values{"name": {name}, "password": {password}})
}

// in tells whether the visitor sees the desk.
func (v *visitor) in() bool { v.t.Helper(); return v.get("/desk").Code == http.StatusOK }

var parameter = regexp.MustCompile(`\{[^}]*\}`)

// TestTheDeskIsClosed goes through the table of routes: without a session every address of the desk
// leads to the login or is refused, and every post from another site is refused, whoever sends it.
func TestTheDeskIsClosed(t *testing.T) {
	s := newDesk(t, nil)
	var routes [][2]string
	if err := chi.Walk(s.Handler.(chi.Routes), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		routes = append(routes, [2]string{method, pattern})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	walked := 0
	inside := s.editor(t, "marie")
	for _, route := range routes {
		method, path := route[0], parameter.ReplaceAllString(route[1], "x")
		if !strings.HasPrefix(path, "/desk") || method == http.MethodHead {
			continue
		}
		walked++
		path = strings.TrimSuffix(path, "/")
		w := s.answer(httptest.NewRequest(method, path, nil))
		switch {
		case method == http.MethodGet && path == deskLogin && w.Code == http.StatusOK:
		case method == http.MethodGet && w.Code == http.StatusSeeOther && strings.HasPrefix(w.Header().Get("Location"), deskLogin):
		case method == http.MethodPost && w.Code == http.StatusUnauthorized:
		case path == "/desk/logout" && w.Code == http.StatusSeeOther:
		default:
			t.Errorf("%s %s without a session answers %d", method, path, w.Code)
		}
		privateAnswer(t, path, w)
		if method != http.MethodPost {
			continue
		}
		for name, do := range map[string]func(*http.Request) *httptest.ResponseRecorder{"a stranger": s.answer, "an editor": inside.do} {
			r := httptest.NewRequest(method, path, nil)
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Origin", "https://elsewhere.example")
			if w := do(r); w.Code != http.StatusForbidden {
				t.Errorf("%s from another site by %s answers %d", path, name, w.Code)
			}
		}
	}
	if walked < 6 {
		t.Errorf("only %d addresses of the desk were found", walked)
	}
	for _, path := range []string{"/desk/nowhere", "/desk/articles/nowhere/at/all"} {
		if w := s.answer(get(path)); w.Code != http.StatusSeeOther {
			t.Errorf("%s tells strangers that it is not there: %d", path, w.Code)
		}
		if w := inside.get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}

func privateAnswer(t *testing.T, path string, w *httptest.ResponseRecorder) {
	t.Helper()
	h := w.Header()
	if !strings.Contains(h.Get("Cache-Control"), "no-store") || !strings.Contains(h.Get("X-Robots-Tag"), "noindex") ||
		!strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%s (%d) has the headers %v", path, w.Code, h)
	}
}

func TestLoginTellsNothing(t *testing.T) {
	s := newDesk(t, nil)
	answers := map[string]bool{}
	for _, try := range [][2]string{{"marie", "a wrong password"}, {"nobody", deskPassword}, {"Not A Name", "x"}} {
		w := s.visitor(t).logIn(try[0], try[1])
		if w.Code != http.StatusUnauthorized || len(w.Result().Cookies()) > 0 {
			t.Errorf("%q answers %d with %v", try, w.Code, w.Result().Cookies())
		}
		answers[strings.ReplaceAll(w.Body.String(), try[0], "NAME")] = true
	}
	if len(answers) != 1 {
		t.Errorf("there are %d different answers to wrong logins", len(answers))
	}
}

func TestLoginsAreLimited(t *testing.T) {
	s := newDesk(t, nil)
	known := s.editor(t, "marie")
	stranger := s.visitor(t)
	for range 5 {
		stranger.logIn("marie", "a wrong password")
	}
	w := stranger.logIn("marie", deskPassword)
	if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
		t.Errorf("a guess too many answers %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	delete(known.cookies, "__Secure-pinhole-desk")
	if w := known.logIn("marie", deskPassword); w.Code != http.StatusSeeOther {
		t.Errorf("the browser that had logged in before is locked out: %d", w.Code)
	}
}

func TestSessions(t *testing.T) {
	s := newDesk(t, nil)
	v := s.visitor(t)
	v.cookies["__Secure-pinhole-desk"] = "a token that somebody else chose"
	w := v.post(deskLogin, url.Values{"name": {" Marie "}, "password": {deskPassword}, "next": {"/desk/account?x=1"}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/desk/account?x=1" {
		t.Fatalf("the login answers %d to %s", w.Code, w.Header().Get("Location"))
	}
	token := v.cookies["__Secure-pinhole-desk"]
	if token == "" || token == "a token that somebody else chose" || !v.in() {
		t.Errorf("the session has the token %q", token)
	}
	for _, c := range w.Result().Cookies() {
		if !c.HttpOnly || !c.Secure || c.Path != "/desk" || c.SameSite == http.SameSiteNoneMode || c.SameSite == http.SameSiteDefaultMode {
			t.Errorf("the cookie %s is %v", c.Name, c)
		}
	}
	if v.logIn("marie", deskPassword); v.cookies["__Secure-pinhole-desk"] == token || !v.in() {
		t.Error("the token stays the same at a second login")
	}
	old := s.visitor(t)
	if old.cookies["__Secure-pinhole-desk"] = token; old.in() {
		t.Error("the token from before a login still opens the desk")
	}
	token = v.cookies["__Secure-pinhole-desk"]
	if v.post("/desk/logout", nil); v.in() {
		t.Error("the session goes on after the logout")
	}
	v.cookies["__Secure-pinhole-desk"] = token
	if v.in() {
		t.Error("the old token still opens the desk")
	}
	trail, err := s.store.Audit(t.Context(), 0, 2)
	if err != nil || trail[0].Action != editor.LoggedOut || trail[1].Action != editor.LoggedIn || trail[1].Editor != "marie" {
		t.Errorf("the trail ends with %+v, %v", trail, err)
	}
}

func TestAPasswordEndsAllSessions(t *testing.T) {
	s := newDesk(t, nil)
	here, there, other := s.editor(t, "ada"), s.editor(t, "ada"), s.editor(t, "marie")
	change := func(now, password, again string) int {
		return here.post("/desk/account", url.Values{"password": {now}, "new": {password}, "again": {again}}).Code
	}
	for name, code := range map[string]int{
		"the wrong one now": change("a wrong password", "another long password", "another long password"),
		"two that differ":   change(deskPassword, "another long password", "another long one"),
		"a weak one":        change(deskPassword, "short", "short"),
		"a common one":      change(deskPassword, "Pinhole-2026", "Pinhole-2026"),
	} {
		if code != http.StatusUnprocessableEntity || !there.in() {
			t.Errorf("%s: %d", name, code)
		}
	}
	if code := change(deskPassword, "another long password", "another long password"); code != http.StatusSeeOther {
		t.Fatalf("the change answers %d", code)
	}
	if here.in() || there.in() || !other.in() {
		t.Errorf("in the desk are: here %v, there %v, another editor %v", here.in(), there.in(), other.in())
	}
	if w := here.logIn("ada", "another long password"); w.Code != http.StatusSeeOther {
		t.Errorf("the new password is refused: %d", w.Code)
	}
}

// What somebody typed before the session's end is not lost.
func TestWhatWasTypedComesBack(t *testing.T) {
	s := newDesk(t, nil)
	w := s.answer(post("/desk/account", url.Values{"note": {"a long <note>"}}))
	if body := w.Body.String(); w.Code != http.StatusUnauthorized || !strings.Contains(body, "a long &lt;note&gt;") || !strings.Contains(body, deskLogin) {
		t.Errorf("a post after the session's end answers %d: %s", w.Code, body)
	}
}

func TestLoginLeadsOnlyInside(t *testing.T) {
	s := newDesk(t, nil)
	for next, want := range map[string]string{
		"": "/desk", "/desk/fix?days=7": "/desk/fix?days=7", "/": "/desk", "//elsewhere.example/desk": "/desk", "https://elsewhere.example/desk/": "/desk",
		`/desk/\elsewhere.example`: "/desk", "/desk/../feedback": "/desk", "/deskless": "/desk", "/desk/login": "/desk", "/desk/logout": "/desk", "javascript:alert(1)": "/desk",
	} {
		w := s.visitor(t).post(deskLogin, url.Values{"name": {"ada"}, "password": {deskPassword}, "next": {next}})
		if got := w.Header().Get("Location"); got != want {
			t.Errorf("next=%q leads to %q, want %q", next, got, want)
		}
	}
	if got := s.answer(get("/desk/account?x=1")).Header().Get("Location"); got != "/desk/login?next=%2Fdesk%2Faccount%3Fx%3D1" {
		t.Errorf("a page without a session leads to %s", got)
	}
}

func TestWithoutEditorsTheDeskSaysHowToAddOne(t *testing.T) {
	s := newDesk(t, nil)
	for _, name := range []string{"ada", "marie"} {
		if err := s.store.RemoveEditor(t.Context(), editor.Console, name, true); err != nil {
			t.Fatal(err)
		}
	}
	if body := s.answer(get(deskLogin)).Body.String(); !strings.Contains(body, "pinhole editor add NAME") || strings.Contains(body, `type="password"`) {
		t.Errorf("the login says %s", body)
	}
}

func TestTheDeskSpeaksTheBrowsersLanguage(t *testing.T) {
	r := get(deskLogin)
	r.Header.Set("Accept-Language", "es-MX,es;q=0.9")
	if body := newDesk(t, nil).answer(r).Body.String(); !strings.Contains(body, `lang="es"`) || !strings.Contains(body, "Contraseña") {
		t.Errorf("the login says %s", body)
	}
}

func TestADeskOfItsOwnAddress(t *testing.T) {
	s := newDesk(t, func(c *desk.Config) { c.URL = &url.URL{Scheme: "http", Host: "localhost:9000"} })
	v := &visitor{t: t, site: s.desk.Handler(), cookies: map[string]string{}}
	if w := v.logIn("ada", deskPassword); w.Code != http.StatusSeeOther || v.cookies["pinhole-desk"] == "" || !v.in() {
		t.Errorf("the desk's address answers the login with %d, cookies %v", w.Code, v.cookies)
	}
	for path, want := range map[string]int{"/": http.StatusSeeOther, "/static/x/css/desk.css": http.StatusNoContent, "/lorex": http.StatusNotFound, "/feedback": http.StatusNotFound} {
		if w := v.get(path); w.Code != want {
			t.Errorf("the desk's address answers %s with %d, want %d", path, w.Code, want)
		}
	}
}

func TestOwnersSeeWhoElseThereIs(t *testing.T) {
	s := newDesk(t, nil)
	if body := s.editor(t, "marie").get("/desk/account").Body.String(); !strings.Contains(body, "ada") {
		t.Error("the owner does not see the other editor")
	}
	if body := s.editor(t, "ada").get("/desk/account").Body.String(); strings.Contains(body, "marie") {
		t.Error("an editor sees the owner's account")
	}
	if err := s.store.SetRole(t.Context(), editor.Console, "ada", editor.Owner); err != nil {
		t.Fatal(err)
	}
	if body := s.editor(t, "ada").get("/desk/account").Body.String(); !strings.Contains(body, "marie") {
		t.Error("a new role does not hold")
	}
}

func TestHalfAConfigurationIsRefused(t *testing.T) {
	t.Parallel()
	whole, _ := config(t)
	if _, err := desk.New(whole); err != nil {
		t.Fatal(err)
	}
	optional := []string{"URL", "Version", "Demo"}
	for i, field := range reflect.VisibleFields(reflect.TypeFor[desk.Config]()) {
		if slices.Contains(optional, field.Name) {
			continue
		}
		c := whole
		reflect.ValueOf(&c).Elem().Field(i).SetZero()
		if _, err := desk.New(c); err == nil || !strings.Contains(err.Error(), field.Name) {
			t.Errorf("without %s: %v", field.Name, err)
		}
	}
}
