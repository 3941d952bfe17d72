package desk_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/notify"
)

// senders is what the program sends webhooks with, allowed to reach the servers of tests.
type senders struct{ *notify.Sender }

func hooks() senders {
	return senders{notify.NewSender(notify.Options{AllowPrivate: true, Now: time.Now})}
}

func (senders) Check(address string) error { return notify.CheckURL(address, true) }

func (senders) NewSecret() string { return notify.NewSecret() }

func TestAnOwnerManagesWebhooks(t *testing.T) {
	code := http.StatusNoContent
	taker := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }))
	t.Cleanup(taker.Close)
	s := newDesk(t, nil)
	v := s.editor(t, "marie")
	contains(t, v.get("/desk/webhooks"), "No addresses yet", "No messages yet")
	w := v.post("/desk/webhooks", url.Values{"url": {"gopher://x"}, "event": {string(feedback.CommentCreated)}})
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `value="gopher://x"`) || !strings.Contains(w.Body.String(), `value="comment.created" checked`) {
		t.Errorf("an address that is none answers %d: %s", w.Code, w.Body)
	}
	v.post("/desk/webhooks", url.Values{"url": {taker.URL}, "event": {string(feedback.CommentCreated)}})
	page := v.get("/desk/webhooks")
	contains(t, page, "whsec_", taker.URL, "a reader wrote a comment", "The address was added.")
	lacks(t, v.get("/desk/webhooks"), "whsec_")
	id := regexp.MustCompile(`/desk/webhooks/(\d+)/test`).FindStringSubmatch(page.Body.String())[1]
	v.post("/desk/webhooks/"+id+"/test", nil)
	contains(t, v.get("/desk/webhooks"), "The trial message was accepted.")
	code = http.StatusTeapot
	if w := v.post("/desk/webhooks/"+id+"/test", nil); w.Code != http.StatusBadGateway || !strings.Contains(w.Body.String(), "418") {
		t.Errorf("a trial that fails answers %d: %s", w.Code, w.Body)
	}
	s.say(t, "There are two holes.", nil)
	page = v.get("/desk/webhooks")
	contains(t, page, "Waiting", "Next try", "Send again")
	again := regexp.MustCompile(`/desk/webhooks/messages/\d+`).FindString(page.Body.String())
	if v.post(again, nil); !strings.Contains(v.get("/desk/webhooks").Body.String(), "sent again within seconds") {
		t.Error("sending again is not said")
	}
	v.post("/desk/webhooks/"+id+"/remove", nil)
	lacks(t, v.get("/desk/webhooks"), taker.URL)
	for _, path := range []string{"/desk/webhooks/" + id + "/remove", "/desk/webhooks/x/test", again} {
		if w := v.post(path, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d for what is not there", path, w.Code)
		}
	}
	contains(t, v.get("/desk/audit"), "added a webhook", "removed a webhook", "sent a message again", "logged in")
}

// TestAWebhookAddedTwice: two clicks on "Add" make one webhook, whose secret is shown.
func TestAWebhookAddedTwice(t *testing.T) {
	s := newDesk(t, nil)
	v := s.editor(t, "marie")
	field := regexp.MustCompile(`name="request" value="([^"]+)"`)
	key := field.FindStringSubmatch(v.get("/desk/webhooks").Body.String())
	if key == nil {
		t.Fatal("the form has no key of its own")
	}
	for range 2 {
		v.post("/desk/webhooks", url.Values{"url": {"https://hook.example/"}, "request": {key[1]}})
	}
	page := v.get("/desk/webhooks")
	list, err := s.store.Webhooks(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("two clicks make %d webhooks: %v", len(list), err)
	}
	if _, secret, err := s.store.WebhookSecret(t.Context(), list[0].ID); err != nil || !strings.Contains(page.Body.String(), secret) {
		t.Errorf("the secret %s is not shown: %v", secret, err)
	}
	if again := field.FindStringSubmatch(page.Body.String()); again[1] == key[1] {
		t.Error("the next form has the same key")
	}
}

// TestAnOwnerSeesThatAWebhookFails, on its page and on the page of what is wrong.
func TestAnOwnerSeesThatAWebhookFails(t *testing.T) {
	s := newDesk(t, nil)
	v := s.editor(t, "marie")
	v.post("/desk/webhooks", url.Values{"url": {"https://hook.example/"}})
	list, err := s.store.Webhooks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range feedback.FailingFrom {
		lacks(t, v.get("/desk/webhooks"), "taken no message")
		lacks(t, v.get("/desk/health"), "keeps failing")
		if _, _, err := s.store.PauseWebhook(t.Context(), list[0].ID, time.Now().Add(time.Minute), "does not answer within 15s", time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	contains(t, v.get("/desk/webhooks"), "It has accepted no message since", "does not answer within 15s")
	contains(t, v.get("/desk/health"), "1 webhook keeps failing")
}

func TestOwnersPagesAreForOwners(t *testing.T) {
	s := newDesk(t, nil)
	ada, marie := s.editor(t, "ada"), s.editor(t, "marie")
	for _, path := range []string{"/desk/webhooks", "/desk/audit"} {
		if w := ada.get(path); w.Code != http.StatusForbidden {
			t.Errorf("%s answers %d to an editor", path, w.Code)
		}
		if w := marie.get(path + "?before=x"); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d for a place that is none", path, w.Code)
		}
	}
	if w := ada.post("/desk/webhooks", url.Values{"url": {"https://hook.example"}}); w.Code != http.StatusForbidden {
		t.Errorf("an editor adds a webhook: %d", w.Code)
	}
	lacks(t, ada.get("/desk"), "/desk/audit", "/desk/webhooks")
}

func TestTheAuditTrailGoesOn(t *testing.T) {
	s := newDesk(t, nil)
	var wrong error
	for range 110 {
		wrong = errors.Join(wrong, s.store.AddAudit(t.Context(), "ada", "comments-changed", "x", "status=fixed fixed-in= note"))
	}
	if wrong != nil {
		t.Fatal(wrong)
	}
	v := s.editor(t, "marie")
	first := v.get("/desk/audit")
	contains(t, first, "Status: Fixed, Note for editors</td>")
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`).FindStringSubmatch(first.Body.String())
	if next == nil {
		t.Fatal("the first page leads nowhere")
	}
	second := v.get(next[1])
	if n := strings.Count(first.Body.String(), "<tr>") + strings.Count(second.Body.String(), "<tr>"); n < 110+2 || n > 120 {
		t.Errorf("both pages have %d rows", n)
	}
}
