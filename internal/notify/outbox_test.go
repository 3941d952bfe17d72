package notify

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/postgrestest"
)

// clock is a time that tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(by)
}

// process returns a Courier with its own store.
func process(t *testing.T, database string, c *clock) (*Courier, *store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Config{Database: database, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return NewCourier(s, NewSender(Options{AllowPrivate: true, Now: c.now}), slog.New(slog.DiscardHandler), func(feedback.DeliveryState) {}), s
}

func onEach(t *testing.T, test func(t *testing.T, database string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "pinhole.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, postgrestest.NewDatabase(t)) })
}

func add(t *testing.T, s *store.Store, id byte) {
	t.Helper()
	comment := "It beeps."
	if err := s.AddFeedback(t.Context(), feedback.Entry{ID: feedback.ID{id}, Article: "a", Revision: "b",
		Details: feedback.Details{Comment: &comment}}); err != nil {
		t.Fatal(err)
	}
}

func webhook(t *testing.T, s *store.Store, url string, events ...feedback.Event) {
	t.Helper()
	if _, err := s.AddWebhook(t.Context(), "marie", url, events, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", ""); err != nil {
		t.Fatal(err)
	}
}

func deliveries(t *testing.T, s *store.Store) []feedback.Delivery {
	t.Helper()
	list, err := s.Deliveries(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// all carries everything that is due.
func (c *Courier) all(t *testing.T) {
	t.Helper()
	c.startWorkers(t.Context())
	c.workers.Wait()
}

// A receiver that fails gets the message again, later and later, under the same id, until it takes
// it.
func TestAReceiverRecovers(t *testing.T) {
	onEach(t, func(t *testing.T, database string) {
		failures := 3
		var calls atomic.Int32
		r := newReceiver(t, func(w http.ResponseWriter, _ *http.Request) {
			if int(calls.Add(1)) <= failures {
				w.WriteHeader(http.StatusBadGateway)
			}
		})
		c := &clock{at: time.Now()}
		courier, s := process(t, database, c)
		webhook(t, s, r.URL, feedback.CommentCreated)
		add(t, s, 1)
		for range 100 {
			courier.all(t)
			if d := deliveries(t, s)[0]; d.State == feedback.Sent {
				if d.Attempts != failures+1 || d.Code != 200 || d.Trouble != "" {
					t.Errorf("it was sent as %+v", d)
				}
				break
			}
			c.move(10 * time.Second)
		}
		if ids := r.received(); len(ids) != failures+1 || len(slices.Compact(ids)) != 1 {
			t.Errorf("the receiver got %q, want %d times the same", ids, failures+1)
		}
		// Sent again by hand it has the same id too.
		if err := s.Redeliver(t.Context(), "marie", deliveries(t, s)[0].ID); err != nil {
			t.Fatal(err)
		}
		courier.all(t)
		if ids := r.received(); len(ids) != failures+2 || ids[0] != ids[failures+1] {
			t.Errorf("sent again: %q", ids)
		}
	})
}

// Two processes on one database send each message once.
func TestTwoProcessesSendOnce(t *testing.T) {
	const messages = 60
	onEach(t, func(t *testing.T, database string) {
		r := newReceiver(t, func(http.ResponseWriter, *http.Request) {})
		c := &clock{at: time.Now()}
		one, s := process(t, database, c)
		two, other := process(t, database, c)
		webhook(t, s, r.URL, feedback.FeedbackCreated)
		if _, err := other.DueWebhooks(t.Context()); err != nil { // takes notice of the webhook
			t.Fatal(err)
		}
		for i := range byte(messages) {
			add(t, []*store.Store{s, other}[i%2], i)
		}
		var running sync.WaitGroup
		for _, courier := range []*Courier{one, two} {
			running.Go(func() {
				courier.all(t)
			})
		}
		running.Wait()
		one.all(t) // what the one held when the other found nothing more
		ids := r.received()
		slices.Sort(ids)
		if different := len(slices.Compact(slices.Clone(ids))); different != messages || len(ids) != messages {
			t.Errorf("%d messages, %d different ones, want %d", len(ids), different, messages)
		}
		for _, d := range deliveries(t, s) {
			if d.State != feedback.Sent {
				t.Errorf("message %d is %s", d.ID, d.State)
			}
		}
	})
}

// While one receiver hangs, the messages to the others are sent at once, and the hanging one is
// asked less and less often.
func TestAReceiverThatHangs(t *testing.T) {
	onEach(t, func(t *testing.T, database string) {
		release := make(chan struct{})
		hangs := newReceiver(t, func(http.ResponseWriter, *http.Request) { <-release })
		well := newReceiver(t, func(http.ResponseWriter, *http.Request) {})
		c := &clock{at: time.Now()}
		courier, s := process(t, database, c)
		webhook(t, s, hangs.URL, feedback.FeedbackCreated)
		webhook(t, s, well.URL, feedback.FeedbackCreated)
		for i := range byte(50) {
			add(t, s, i)
		}
		ctx, stop := context.WithCancel(t.Context())
		courier.startWorkers(ctx)
		for len(well.received()) < 50 { // the test's own limit ends this
			courier.startWorkers(ctx)
		}
		list, err := s.Webhooks(t.Context())
		if err != nil || list[0].Failures != 0 {
			t.Errorf("the others had to wait until the one that hangs was given up: %+v, %v", list, err)
		}
		if n := len(hangs.received()); n > batchSize {
			t.Errorf("the receiver that hangs was asked %d times at once", n)
		}
		stop()
		close(release)
		courier.workers.Wait()
	})
}

// A failing webhook is paused longer and longer and tried with one message at a time, by one
// of several processes. Its owner can see that, and when it recovers everything is sent.
func TestCircuitBreaker(t *testing.T) {
	const messages = 40
	onEach(t, func(t *testing.T, database string) {
		var broken atomic.Bool
		broken.Store(true)
		r := newReceiver(t, func(w http.ResponseWriter, _ *http.Request) {
			if broken.Load() {
				w.WriteHeader(http.StatusBadGateway)
			}
		})
		c := &clock{at: time.Now()}
		one, s := process(t, database, c)
		two, _ := process(t, database, c)
		var log bytes.Buffer
		logger := slog.New(slog.NewTextHandler(&log, nil))
		one.logger, two.logger = logger, logger
		webhook(t, s, r.URL, feedback.FeedbackCreated)
		for i := range byte(messages) {
			add(t, s, i)
		}
		hook := func() feedback.Webhook {
			t.Helper()
			list, err := s.Webhooks(t.Context())
			if err != nil || len(list) != 1 {
				t.Fatal(list, err)
			}
			return list[0]
		}
		one.all(t)
		if n := len(r.received()); n != batchSize {
			t.Errorf("the first round has %d messages, want %d", n, batchSize)
		}
		begun := c.now()
		pauses := []time.Duration{}
		for round := 1; round <= 12; round++ {
			h := hook()
			if h.Failures != round || h.Failing() != (round >= feedback.FailingFrom) || !strings.Contains(h.Trouble, "502") || h.FailingSince.Sub(begun).Abs() > time.Second {
				t.Fatalf("after %d rounds the webhook is %+v", round, h)
			}
			pauses = append(pauses, h.PausedUntil.Sub(c.now()))
			before := len(r.received())
			one.all(t)
			if len(r.received()) != before {
				t.Errorf("it is asked during its pause")
			}
			c.move(pauses[round-1] + time.Millisecond)
			var both sync.WaitGroup
			both.Go(func() { one.all(t) })
			both.Go(func() { two.all(t) })
			both.Wait()
			if n := len(r.received()) - before; n != 1 {
				t.Fatalf("after pause %d it is asked %d times, want once", round, n)
			}
		}
		if first, last := pauses[0], pauses[len(pauses)-1]; first > 8*time.Second || last < 30*time.Minute || last > 90*time.Minute {
			t.Errorf("the pauses are %s", pauses)
		}
		if n := strings.Count(log.String(), "keeps failing"); n != 1 {
			t.Errorf("the log says %d times that it fails:\n%s", n, &log)
		}
		broken.Store(false)
		before := len(r.received())
		c.move(90 * time.Minute)
		one.all(t)
		if h := hook(); h.Failures != 0 || h.Trouble != "" || !h.PausedUntil.IsZero() || !strings.Contains(log.String(), "takes messages again") {
			t.Errorf("after it recovered the webhook is %+v:\n%s", h, &log)
		}
		c.move(7 * time.Hour) // the longest that a message of its own waits
		one.all(t)
		if n := len(r.received()) - before; n != messages {
			t.Errorf("%d messages came after it recovered, want %d", n, messages)
		}
	})
}

// Messages to a receiver that stays away are given up after three days, however few of them were
// tried.
func TestMessagesToADeadReceiverAreGivenUp(t *testing.T) {
	onEach(t, func(t *testing.T, database string) {
		r := newReceiver(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
		c := &clock{at: time.Now()}
		courier, s := process(t, database, c)
		var givenUp atomic.Int32
		courier.tried = func(state feedback.DeliveryState) {
			if state == feedback.Unsent {
				givenUp.Add(1)
			}
		}
		webhook(t, s, r.URL, feedback.FeedbackCreated)
		for i := range byte(60) {
			add(t, s, i)
		}
		courier.all(t)
		c.move(73 * time.Hour)
		courier.all(t)
		for _, d := range deliveries(t, s) {
			if d.State != feedback.Unsent || !strings.Contains(d.Trouble, "502") {
				t.Errorf("message %d is %s: %q", d.ID, d.State, d.Trouble)
			}
		}
		if givenUp.Load() != 60 {
			t.Errorf("%d messages are counted as given up", givenUp.Load())
		}
	})
}
