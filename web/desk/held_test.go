package desk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinhole/internal/feedback"
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

func (s site) counted(t *testing.T) (n int) {
	t.Helper()
	counts, err := s.store.CountVerdicts(t.Context(), feedback.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return counts[0].Answers
}

func TestHeldAnswersAreDecidedAtTheDesk(t *testing.T) {
	s := newDesk(t, nil)
	for n := range 9 {
		s.from(t, fmt.Sprintf("203.0.113.%d", n+1), "yes", key(n)...)
	}
	s.from(t, "198.51.100.1", "no", append(key(20), "revision", "aaaaaaaaaaaa", "comment", "It beeps.")...)
	if n := s.counted(t); n != 5 {
		t.Fatalf("%d answers are counted, want 5", n)
	}
	v := s.editor(t, "marie")
	shows(t, v, "/desk", "5 answers are held and wait for your decision.")
	shows(t, v, "/desk/health", "5 answers are held")
	shows(t, v, "/desk/inbox", "It beeps.", "not counted")
	shows(t, v, "/desk/held", "never served here", "1 answer (0 yes, 1 no)", "Count them") // two groups of the same moment have no order
	shows(t, v, "/desk/held", "from one network", "4 answers (4 yes, 0 no)", "Count them")
	press := func(held, do string) {
		t.Helper()
		body := v.get("/desk/held").Body.String()
		_, form, found := strings.Cut(body, `name="held" value="`+held+`"`)
		if !found {
			t.Fatalf("nothing is held as %s", held)
		}
		fields := url.Values{"article": {articleID}, "held": {held}, "do": {do}}
		for _, name := range []string{"first", "last"} {
			_, value, _ := strings.Cut(form, `name="`+name+`" value="`)
			value, _, _ = strings.Cut(value, `"`)
			fields.Set(name, value)
		}
		if w := v.post("/desk/held", fields); w.Code != http.StatusSeeOther {
			t.Fatalf("the button answers %d: %s", w.Code, w.Body)
		}
	}
	press("network", "count")
	if n := s.counted(t); n != 9 {
		t.Errorf("%d answers are counted, want 9", n)
	}
	press("revision", "void")
	shows(t, v, "/desk/held", "1 answer is not counted.", "Undo", "No answer waits for you.", "marie discarded these answers", "marie counted these answers")
	page := v.get("/desk/held")
	v.undo(t, page)
	shows(t, v, "/desk/held", "1 answer (0 yes, 1 no)")
	if w := v.post("/desk/held", url.Values{"article": {articleID}, "held": {""}, "first": {"0"}, "last": {"1"}, "do": {"void"}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a form without a reason gets %d", w.Code)
	}
	// What is counted can be voided by day.
	today := time.Now().UTC().Format(time.DateOnly)
	if w := v.post("/desk/articles/"+articleID+"/void", url.Values{"first": {today}, "last": {today}}); w.Code != http.StatusSeeOther || s.counted(t) != 0 {
		t.Errorf("voiding a day answers %d and leaves %d", w.Code, s.counted(t))
	}
	shows(t, v, "/desk/articles/"+articleID, "9 answers are not counted.", "Undo")
	if w := v.post("/desk/articles/"+articleID+"/void", url.Values{"first": {today}, "last": {"2020-01-01"}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a day that is none gets %d", w.Code)
	}
}

func TestModelsAreHiddenAtTheDesk(t *testing.T) {
	s := newDesk(t, nil)
	a, _ := library().ArticleByID(articleID)
	for _, typed := range []string{"n841-a81", "HELP LINE 1-800"} {
		s.answers(t, a.ID, a.Revision, 0, 1, func(d *feedback.Details) { d.Model = said(typed) })
	}
	v, path := s.editor(t, "marie"), "/desk/articles/"+articleID
	page := v.get(path).Body.String()
	if strings.Count(page, `name="do" value="hide"`) != 1 || !strings.Contains(page, "not shown: no article names it") {
		t.Errorf("the models are %s", page)
	}
	if w := v.post(path+"/models", url.Values{"model": {"HELP LINE 1-800"}, "do": {"hide"}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("hiding what no article names gets %d", w.Code)
	}
	v.post(path+"/models", url.Values{"model": {"N841*"}, "do": {"hide"}})
	shows(t, v, path, "The model is hidden from readers.", "Undo", "N841* (hidden) Show")
	if hidden, err := s.store.HiddenModels(t.Context()); err != nil || fmt.Sprint(hidden) != "map["+articleID+":[N841*]]" {
		t.Errorf("hidden are %v, %v", hidden, err)
	}
	v.post(path+"/models", url.Values{"model": {"N841*"}, "do": {"show"}})
	shows(t, v, path, "The model is shown to readers.", "N841* Hide")
	v.post(path+"/models", url.Values{"model": {"N841*"}, "do": {"hide"}})
	v.undo(t, v.get(path))
	shows(t, v, path, "N841* Hide")
}
