package desk_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"pinhole/internal/editor"
	"pinhole/web/desk"
)

// attempts counts what the metrics hear of the desk.
type attempts map[string]int

func (a attempts) is(t *testing.T, want string) {
	t.Helper()
	if got := fmt.Sprint(map[string]int(a)); got != want {
		t.Errorf("observed %s, want %s", got, want)
	}
}

func TestFailedLoginsAndRefusalsAreRecorded(t *testing.T) {
	seen, log := attempts{}, &bytes.Buffer{}
	s := newDesk(t, func(c *desk.Config) {
		c.LoggedIn, c.RoleRefused = func(r desk.LoginResult) { seen[string(r)]++ }, func() { seen["role"]++ }
		c.Logger = slog.New(slog.NewTextHandler(log, nil))
	})
	ada := s.editor(t, "ada")
	const typed = "tz4f8wq0ab2m"
	for range 3 {
		s.visitor(t).logIn(typed, deskPassword)
		s.visitor(t).logIn("Marie", typed)
	}
	s.visitor(t).logIn("Not A Name "+typed, typed)
	for range 2 {
		s.visitor(t).logIn("marie", typed)
	}
	if w := s.visitor(t).logIn("marie", deskPassword); w.Code != http.StatusTooManyRequests {
		t.Errorf("a try too many answers %d", w.Code)
	}
	for range 2 {
		ada.get("/desk/audit")
	}
	ada.post("/desk/webhooks", nil)
	seen.is(t, "map[limited:1 ok:1 role:3 wrong:9]")

	trail, err := s.store.Audit(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, e := range trail {
		if e.Action == editor.LoginFailed || e.Action == editor.RoleRefused {
			counts[e.Editor+" "+e.On] += e.Times
		}
	}
	if got, want := fmt.Sprint(counts), "map[ada GET /desk/audit:2 ada POST /desk/webhooks:1 marie :5 unknown name :4]"; got != want {
		t.Errorf("the trail counts %s, want %s", got, want)
	}
	if err := s.store.SetRole(t.Context(), editor.Console, "ada", editor.Owner); err != nil {
		t.Fatal(err)
	}
	contains(t, ada.get("/desk/audit"), "failed to log in", "times within a minute", "unknown name", "asked for what only owners may see")
	for _, text := range []string{log.String(), fmt.Sprint(trail)} {
		if strings.Contains(strings.ToLower(text), typed) || strings.Contains(text, "192.0.2.1") {
			t.Errorf("what was typed, or an address, is written down: %s", text)
		}
	}
	for _, line := range []string{`"a login failed: the name or the password was wrong" times_this_minute=1 editor=marie`, `editor="unknown name"`,
		"logins are refused", `"an editor was refused what only owners may do" times_this_minute=1 editor=ada route="POST /desk/webhooks"`} {
		if !strings.Contains(log.String(), line) {
			t.Errorf("the log lacks %q: %s", line, log)
		}
	}
}
