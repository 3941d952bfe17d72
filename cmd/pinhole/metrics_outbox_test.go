package main_test

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"pinhole/internal/store/postgrestest"
)

// What waits for a webhook is counted while the database is there, and else is not made up.
func TestTheOutboxIsMeasured(t *testing.T) {
	t.Parallel()
	var status atomic.Int64
	status.Store(http.StatusTeapot)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(int(status.Load())) }))
	t.Cleanup(receiver.Close)
	server := postgrestest.Start(t)
	database := "--database=" + server.NewDatabase(t)
	start(t, database).stop()
	if r := runCommand(t, t.TempDir(), "webhook", "add", receiver.URL, "--webhooks-allow-private", "--event=feedback.created", database); r.exit != 0 {
		t.Fatal(r.errors)
	}
	p, ops := startWithOps(t, database, "--webhooks-allow-private")
	p.troubled = true
	watcher := p.stranger()
	watcher.base = "http://" + ops
	if m := watcher.scrape(); len(m["pinhole_outbox_messages"].GetMetric()) != 2 || sample(m, "pinhole_outbox_messages", "state=new") != 0 || sample(m, "pinhole_outbox_longest_seconds") != 0 {
		t.Errorf("an empty outbox is measured as %v", m["pinhole_outbox_messages"])
	}
	p.client().receipt("yes")
	eventually(t, "a failed try is counted", func() bool { return sample(watcher.scrape(), "pinhole_webhook_tries_total", "result=again") == 1 })
	if m := watcher.scrape(); sample(m, "pinhole_outbox_messages", "state=retry") != 1 || sample(m, "pinhole_outbox_longest_seconds") <= 0 {
		t.Errorf("a message that waits is measured as %v", m["pinhole_outbox_messages"])
	}
	status.Store(http.StatusNoContent)
	eventually(t, "the next try succeeds", func() bool { return sample(watcher.scrape(), "pinhole_webhook_tries_total", "result=sent") == 1 })
	eventually(t, "nothing waits", func() bool {
		return sample(watcher.scrape(), "pinhole_outbox_messages", "state=retry") == 0
	})
	server.Kill(t)
	if m := watcher.scrape(); m["pinhole_outbox_messages"] != nil || m["pinhole_articles"] == nil {
		t.Errorf("without a database the outbox is measured as %v", m["pinhole_outbox_messages"])
	}
}
