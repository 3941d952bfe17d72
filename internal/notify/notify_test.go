package notify

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

// The example of the specification's own libraries.
func TestSignAsPublished(t *testing.T) {
	got, err := Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if _, err := Sign("whsec_?", "msg_1", time.Unix(0, 0), nil); err == nil {
		t.Error("it signs with what is no secret")
	}
	one, two := NewSecret(), NewSecret()
	if one == two || !strings.HasPrefix(one, "whsec_") || len(one) != 50 {
		t.Errorf("secrets %q and %q", one, two)
	}
}

func TestCheckURL(t *testing.T) {
	for address, want := range map[string][2]bool{ // without and with private networks
		"https://hook.example/path?key=1": {true, true}, "http://10.0.0.1/": {false, true}, "ftp://hook.example": {}, "hook.example": {}, "": {},
		"https://": {}, "https://me:secret@hook.example/": {}, "https://hook.example/#x": {}, "https://hook.example/" + strings.Repeat("x", 2000): {},
	} {
		for i, allow := range []bool{false, true} {
			if err := CheckURL(address, allow); (err == nil) != want[i] {
				t.Errorf("%.50q, private %v: %v", address, allow, err)
			}
		}
	}
}

func task(event feedback.Event, change func(*feedback.Task)) feedback.Task {
	stars, _ := feedback.Rate(2)
	at := time.Date(2026, 11, 22, 10, 0, 0, 123_000_000, time.UTC)
	task := feedback.Task{
		Secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
		Delivery: feedback.Delivery{ID: 7, Message: "msg_1", Event: event, Feedback: feedback.ID{1}, CreatedAt: at, Since: at, Attempts: 1,
			From: feedback.New, To: feedback.Fixed},
		About: &feedback.Feedback{ID: feedback.ID{1}, Article: "lorex-reset", Revision: "0123456789ab", Verdict: stars, Reason: feedback.DidNotWork, Step: "step-3",
			Model: "N841", Outcome: feedback.Failed, Comment: "It <beeps> & beeps.", Status: feedback.New, Language: "en", GivenAt: at},
	}
	if change != nil {
		change(&task)
	}
	return task
}

func TestBodies(t *testing.T) {
	const id = `"id":"01000000000000000000000000000000","article":"lorex-reset","revision":"0123456789ab",`
	const content = id + `"helpful":false,"rating":2,"reason":"did-not-work","step":"step-3","model":"N841","firmware":"","outcome":"failed",` +
		`"comment":"It <beeps> & beeps.","language":"en","given_at":"2026-11-22T10:00:00Z",`
	const head = `","timestamp":"2026-11-22T10:00:00.123Z","data":{`
	withdrawn := func(t *feedback.Task) { t.About.Status = feedback.Withdrawn }
	for name, c := range map[string]struct {
		task feedback.Task
		want string
	}{
		"created":   {task(feedback.FeedbackCreated, nil), `{"type":"feedback.created` + head + content + `"status":"new"}}`},
		"commented": {task(feedback.CommentCreated, nil), `{"type":"comment.created` + head + content + `"status":"new"}}`},
		"yes": {task(feedback.FeedbackCreated, func(t *feedback.Task) { t.About.Verdict = feedback.Answer(true) }),
			`{"type":"feedback.created` + head + strings.Replace(content, `false,"rating":2`, `true,"rating":null`, 1) + `"status":"new"}}`},
		"judged": {task(feedback.CommentStatusChanged, func(t *feedback.Task) { t.About.Status, t.About.FixedIn = feedback.Declined, "ba9876543210" }),
			`{"type":"comment.status_changed` + head + content + `"status":"fixed","previous_status":"new","fixed_in":"ba9876543210"}}`},
		"taken back": {task(feedback.CommentStatusChanged, func(t *feedback.Task) { t.To = feedback.Withdrawn; withdrawn(t) }),
			`{"type":"comment.status_changed` + head + id + `"status":"withdrawn","previous_status":"new"}}`},
		"withdrawn before it was sent": {task(feedback.CommentCreated, withdrawn), ""},
		"judged and taken back":        {task(feedback.CommentStatusChanged, withdrawn), ""},
		"the comment is gone":          {task(feedback.CommentCreated, func(t *feedback.Task) { t.About.Comment = "" }), ""},
		"removed":                      {task(feedback.FeedbackCreated, func(t *feedback.Task) { t.About = nil }), ""},
	} {
		text, ok, err := messageBody(c.task)
		if string(text) != c.want || ok != (c.want != "") || err != nil {
			t.Errorf("%s: %s, %v, %v, want\n%s", name, text, ok, err, c.want)
		}
		if ok && !json.Valid(text) {
			t.Errorf("%s: no JSON: %s", name, text)
		}
	}
}

// receiver verifies each message and answers as configured.
type receiver struct {
	*httptest.Server
	t   *testing.T
	mu  sync.Mutex
	ids []string

	answer func(w http.ResponseWriter, r *http.Request)
}

func newReceiver(t *testing.T, answer func(http.ResponseWriter, *http.Request)) *receiver {
	r := &receiver{t: t, answer: answer}
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	text, err := io.ReadAll(request.Body)
	h := request.Header
	seconds, errTime := strconv.ParseInt(h.Get("webhook-timestamp"), 10, 64)
	want, _ := Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", h.Get("webhook-id"), time.Unix(seconds, 0), text)
	if err != nil || errTime != nil || request.Method != http.MethodPost || h.Get("Content-Type") != "application/json" || h.Get("webhook-signature") != want {
		r.t.Errorf("a message with %v is not signed: %s", h, text)
	}
	r.mu.Lock()
	r.ids = append(r.ids, h.Get("webhook-id"))
	r.mu.Unlock()
	r.answer(w, request)
}

// received returns the ids of the messages received.
func (r *receiver) received() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.ids)
}

func sender(private bool) *Sender { return NewSender(Options{AllowPrivate: private, Now: time.Now}) }

func courier(s *Sender) *Courier {
	return NewCourier(nil, s, slog.New(slog.DiscardHandler), func(feedback.DeliveryState) {})
}

func TestAnswers(t *testing.T) {
	code := func(status int) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(status)
			w.Write(make([]byte, 1<<20))
		}
	}
	for name, c := range map[string]struct {
		answer  func(http.ResponseWriter, *http.Request)
		state   feedback.DeliveryState
		code    int
		trouble string
	}{
		"taken":     {code(200), feedback.Sent, 200, ""},
		"noted":     {code(202), feedback.Sent, 202, ""},
		"elsewhere": {code(307), feedback.Waiting, 307, "leads elsewhere"},
		"broken":    {code(500), feedback.Waiting, 500, "answers 500 Internal Server Error"},
		"gone":      {code(410), feedback.Unsent, 410, "nobody is there any more"},
		"hung up":   {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, feedback.Waiting, 0, "does not answer"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newReceiver(t, c.answer)
			got := courier(sender(true)).try(t.Context(), task(feedback.CommentCreated, func(x *feedback.Task) { x.URL, x.Since = r.URL, time.Now() }))
			if got.State != c.state || got.Code != c.code || !strings.Contains(got.Trouble, c.trouble) || strings.Contains(got.Trouble, "127.0.0.1/") {
				t.Errorf("got %s, %d, %q", got.State, got.Code, got.Trouble)
			}
			if len(r.received()) != 1 {
				t.Errorf("it was asked %d times", len(r.received()))
			}
		})
	}
}

func TestPrivateNetworksAreRefused(t *testing.T) {
	r := newReceiver(t, func(http.ResponseWriter, *http.Request) {})
	secret := "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	if err := sender(false).Try(t.Context(), r.URL, secret); err == nil || !strings.Contains(err.Error(), "--webhooks-allow-private") || len(r.received()) > 0 {
		t.Errorf("this machine is asked: %v", err)
	}
	if err := sender(true).Try(t.Context(), r.URL, secret); err != nil || len(r.received()) != 1 {
		t.Errorf("this machine is not asked: %v", err)
	}
}

func TestPauses(t *testing.T) {
	for tries, want := range map[int]time.Duration{1: 5 * time.Second, 2: 20 * time.Second, 3: 80 * time.Second, 9: 6 * time.Hour, 60: 6 * time.Hour} {
		least, most := 100*time.Hour, time.Duration(0)
		for range 1000 {
			p := retryDelay(tries)
			least, most = min(least, p), max(most, p)
		}
		if least < want/2 || most > want*3/2 || most-least < want/2 {
			t.Errorf("after %d tries it waits from %s to %s", tries, least, most)
		}
	}
}

func TestOldMessagesAreGivenUp(t *testing.T) {
	busy := newReceiver(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	for age, want := range map[time.Duration]feedback.DeliveryState{time.Hour: feedback.Waiting, 69 * time.Hour: feedback.Waiting, 71 * time.Hour: feedback.Unsent} {
		got := courier(sender(true)).try(t.Context(), task(feedback.CommentCreated, func(x *feedback.Task) {
			x.URL, x.Since = busy.URL, time.Now().Add(-age)
		}))
		if got.State != want || time.Until(got.NextAt) < 119*time.Minute {
			t.Errorf("after %s it is %s, and tried in %s", age, got.State, time.Until(got.NextAt))
		}
	}
}
