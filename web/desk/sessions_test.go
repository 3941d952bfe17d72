package desk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"pinhole/internal/editor"
	"pinhole/internal/store/sqldb"
	"pinhole/web/desk"
)

// sessionStore counts what is written, and fails like a store that cannot be written.
type sessionStore struct {
	scs.CtxStore
	commits int
	fails   error
}

func (s *sessionStore) CommitCtx(ctx context.Context, token string, data []byte, end time.Time) error {
	s.commits++
	if s.fails != nil {
		return s.fails
	}
	return s.CtxStore.CommitCtx(ctx, token, data, end)
}

func newSessionDesk(t *testing.T) (s site, sessions *sessionStore, clock *time.Time) {
	sessions, now := &sessionStore{}, time.Now()
	s = newDesk(t, func(c *desk.Config) {
		sessions.CtxStore = c.Sessions
		c.Sessions = sessions
		c.Now = func() time.Time { return now }
	})
	return s, sessions, &now
}

func TestReadingWritesNoSession(t *testing.T) {
	s, sessions, clock := newSessionDesk(t)
	v := s.editor(t, "marie")
	wrote := sessions.commits
	for range 3 {
		v.get("/desk")
		*clock = clock.Add(time.Minute)
	}
	if sessions.commits != wrote {
		t.Errorf("reading writes the session %d times", sessions.commits-wrote)
	}
	*clock = clock.Add(3 * time.Minute)
	v.get("/desk")
	v.get("/desk")
	if sessions.commits != wrote+1 {
		t.Errorf("after six minutes the session is written %d times, want once", sessions.commits-wrote)
	}
	token := v.cookies["__Secure-pinhole-desk"]
	for range 24 {
		*clock = clock.Add(7 * time.Hour)
		v.get("/desk")
	}
	list, err := s.store.ListSessions(t.Context())
	if err != nil || len(list) != 1 || v.cookies["__Secure-pinhole-desk"] != token {
		t.Fatalf("the sessions are %v, %v", list, err)
	}
	if w := v.get("/desk"); w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	if end := cookieEnd(t, v); end.After(time.Now().Add(7*24*time.Hour + time.Minute)) {
		t.Errorf("a session that is always used ends at %s, later than 7 days after it began", end)
	}
}

// cookieEnd lets the session be written once more and reads its end from the cookie.
func cookieEnd(t *testing.T, v *visitor) time.Time {
	t.Helper()
	w := v.post("/desk/sessions", url.Values{"end": {"nothing"}})
	for _, c := range w.Result().Cookies() {
		if c.Name == "__Secure-pinhole-desk" {
			return c.Expires
		}
	}
	t.Fatalf("no cookie comes with %d", w.Code)
	return time.Time{}
}

func TestTheDeskIsReadWhileSessionsCannotBeWritten(t *testing.T) {
	s, sessions, clock := newSessionDesk(t)
	v := s.editor(t, "marie")
	sessions.fails = sqldb.ErrFull
	*clock = clock.Add(time.Hour)
	if !v.in() {
		t.Error("the desk cannot be read")
	}
	other := s.visitor(t)
	w := other.logIn("ada", deskPassword)
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "disk may be full or read-only") || !strings.Contains(w.Body.String(), `value="ada"`) {
		t.Errorf("a login answers %d: %s", w.Code, w.Body)
	}
	if other.in() || other.cookies["__Secure-pinhole-desk"] != "" {
		t.Error("a session that is not stored begins")
	}
}

var sessionButton = regexp.MustCompile(`name="end" value="([^"]+)"`)

func TestSessionsAreListedAndEnded(t *testing.T) {
	s := newDesk(t, nil)
	phone := s.visitor(t)
	r := post(deskLogin, url.Values{"name": {"ada"}, "password": {deskPassword}})
	r.Header.Set("User-Agent", "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0")
	phone.do(r)
	desk, marie := s.editor(t, "ada"), s.editor(t, "marie")

	page := phone.get("/desk/sessions")
	contains(t, page, "Firefox, Android", "(this one)", "Unknown browser", "End all my other sessions")
	if ids := sessionButton.FindAllStringSubmatch(page.Body.String(), -1); len(ids) != 2 || strings.Count(page.Body.String(), "(this one)") != 1 {
		t.Errorf("ada sees %v", ids)
	}
	own := sessionButton.FindStringSubmatch(marie.get("/desk/sessions").Body.String())[1]
	phone.post("/desk/sessions", url.Values{"end": {own}})
	if !marie.in() {
		t.Error("an editor ends the session of another")
	}
	phone.post("/desk/sessions", url.Values{"others": {"1"}})
	contains(t, phone.get("/desk/sessions"), "Ended.")
	if desk.in() || !phone.in() || !marie.in() {
		t.Errorf("after ending all others, in are: the other %v; this one %v, another editor's %v", desk.in(), phone.in(), marie.in())
	}
	ids := sessionButton.FindAllStringSubmatch(marie.get("/desk/sessions").Body.String(), -1)
	if len(ids) != 2 {
		t.Fatalf("the owner sees %d sessions", len(ids))
	}
	marie.post("/desk/sessions", url.Values{"end": {ids[1][1]}})
	if phone.in() || !marie.in() {
		t.Error("the owner cannot end the session of another")
	}
	contains(t, marie.get("/desk/audit"), "ended a session")
	if w := marie.post("/desk/sessions", url.Values{"end": {own}}); w.Header().Get("Location") != "/desk/login?note=out" || marie.in() {
		t.Errorf("ending the own session leads to %s", w.Header().Get("Location"))
	}
	trail, err := s.store.Audit(t.Context(), 0, 100)
	if err != nil || strings.Count(fmt.Sprint(trail), string(editor.EndedSession)) != 3 {
		t.Errorf("the trail says %v, %v", trail, err)
	}
}
