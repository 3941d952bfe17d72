package main_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"pinhole/internal/store/postgrestest"
)

// told is a receiver that keeps what it was told.
type told struct {
	*httptest.Server
	mu     sync.Mutex
	bodies map[string]string // by webhook-id
	calls  int
}

func listen(t *testing.T) *told {
	r := &told{bodies: map[string]string{}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		text, err := io.ReadAll(request.Body)
		if err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.calls++
		r.bodies[request.Header.Get("webhook-id")] = string(text)
	}))
	t.Cleanup(r.Close)
	return r
}

// count is how many messages came, and how many of them hold a text.
func (r *told) count(text string) (calls, holding int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, body := range r.bodies {
		if strings.Contains(body, text) {
			holding++
		}
	}
	return r.calls, holding
}

// Two programs on one PostgreSQL: what readers say to either is told once, and never who they are.
func TestTwoProgramsTellAWebhookOnce(t *testing.T) {
	t.Parallel()
	receiver := listen(t)
	database := "--database=" + postgrestest.NewDatabase(t)
	start(t, database).stop()
	if r := runCommand(t, t.TempDir(), "webhook", "add", receiver.URL, "--webhooks-allow-private", "--event=comment.created", database); r.exit != 0 || !strings.Contains(r.out, "\nwhsec_") {
		t.Fatalf("adding ended with %d: %s%s", r.exit, r.out, r.errors)
	}
	if r := runCommand(t, t.TempDir(), "webhook", "test", "1", "--webhooks-allow-private", database); r.exit != 0 {
		t.Fatalf("the trial ended with %d: %s%s", r.exit, r.out, r.errors)
	}
	one := start(t, database, "--webhooks-allow-private")
	two := start(t, database, "--webhooks-allow-private")
	const each = 10
	var receipts []string
	for i := range each {
		key := fmt.Sprintf("00000000-0000-4000-8000-%012d", i) // not a double click
		receipts = append(receipts, one.client().receipt("no", "comment", "It beeps.", "browser-key", key),
			two.client().receipt("no", "comment", "It beeps, too.", "browser-key", strings.Replace(key, "-8000-", "-9000-", 1)))
	}
	eventually(t, "all is told", func() bool { _, n := receiver.count("It beeps"); return n == 2*each })
	one.stop()
	two.stop()
	if calls, _ := receiver.count(""); calls != 2*each+1 {
		t.Errorf("%d messages came, want %d and the trial", calls, 2*each)
	}
	for _, receipt := range receipts {
		if _, n := receiver.count(receipt[strings.LastIndex(receipt, "/")+1:]); n != 0 {
			t.Errorf("a message holds the receipt %s", receipt)
		}
	}
}

func TestWebhookCommands(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	startIn(t, folder).stop()
	for _, step := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"add", "http://127.0.0.1/"}, 1, "https://"},
		{[]string{"add", "hook"}, 1, "is no address"},
		{[]string{"add", "https://hook.example/x", "--event=x"}, 1, "--event"},
		{[]string{"add", "https://127.0.0.1/x"}, 0, "Added webhook 1 in data/pinhole.db."},
		{[]string{"list"}, 0, "[feedback.created comment.created comment.status_changed]"},
		{[]string{"test", "1"}, 1, "leads into a private network"},
		{[]string{"test", "2"}, 1, "there is no webhook 2: see pinhole webhook list"},
		{[]string{"remove", "1"}, 0, "Removed webhook 1."},
		{[]string{"remove", "1"}, 1, "there is no webhook 1"},
		{[]string{"list"}, 0, "pinhole webhook add URL"},
	} {
		r := runCommand(t, folder, append([]string{"webhook"}, step.args...)...)
		if r.exit != step.exit || !strings.Contains(r.out+r.errors, step.says) {
			t.Errorf("%q ended with %d, want %d with %q: %s%s", step.args, r.exit, step.exit, step.says, r.out, r.errors)
		}
		if step.args[0] == "list" && strings.Contains(r.out, "whsec") {
			t.Errorf("the list shows a secret: %s", r.out)
		}
	}
}
