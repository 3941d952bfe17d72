package notify

import (
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
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

// process is a Courier with a store of its own.
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
	if err := s.AddFeedback(t.Context(), feedback.Entry{ID: feedback.ID{id}, Article: "a", Revision: "b", RevisionKnown: true,
		Details: feedback.Details{Comment: &comment}}); err != nil {
		t.Fatal(err)
	}
}

func webhook(t *testing.T, s *store.Store, url string, events ...feedback.Event) {
	t.Helper()
	if _, err := s.AddWebhook(t.Context(), "marie", url, events, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"); err != nil {
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

// A receiver that fails gets the message again, later and later, under the same id, until it takes it.
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
			courier.round(t.Context())
			if d := deliveries(t, s)[0]; d.State == feedback.Sent {
				if d.Attempts != failures+1 || d.Code != 200 || d.Trouble != "" {
					t.Errorf("it was sent as %+v", d)
				}
				break
			}
			c.move(10 * time.Second)
		}
		if ids := r.told(); len(ids) != failures+1 || len(slices.Compact(ids)) != 1 {
			t.Errorf("the receiver was told %q, want %d times the same", ids, failures+1)
		}
		// Sent again by hand it has the same id too.
		if err := s.Redeliver(t.Context(), "marie", deliveries(t, s)[0].ID); err != nil {
			t.Fatal(err)
		}
		courier.round(t.Context())
		if ids := r.told(); len(ids) != failures+2 || ids[0] != ids[failures+1] {
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
		if _, err := other.TakeTasks(t.Context(), 1, lease); err != nil { // takes notice of the webhook
			t.Fatal(err)
		}
		for i := range byte(messages) {
			add(t, []*store.Store{s, other}[i%2], i)
		}
		var running sync.WaitGroup
		for _, courier := range []*Courier{one, two} {
			running.Go(func() {
				for courier.round(t.Context()) > 0 {
				}
			})
		}
		running.Wait()
		one.round(t.Context()) // what the one held when the other found nothing more
		ids := r.told()
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
