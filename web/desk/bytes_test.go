package desk_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestTextsThatAreNone: bytes that PostgreSQL refuses reach no database.
func TestTextsThatAreNone(t *testing.T) {
	s := newDesk(t, nil)
	_, item := s.say(t, "There are two holes.", nil)
	v := s.editor(t, "ada")
	for _, path := range []string{"/desk/inbox?q=%00", "/desk/inbox?model=%ff", "/desk/articles/a%00", "/desk/articles/%ff", "/desk/searches?after=1+%00", "/desk/fix?brand=%zz"} {
		if w := v.get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	v.post(itemAddress(item), v.form(v.get(itemAddress(item)), url.Values{"note": {"one\x00\xff two"}}))
	if now := s.item(t, item.ID); now.Note != "one two" {
		t.Errorf("the note is %q", now.Note)
	}
}
