package feedback

import (
	"slices"
	"time"
)

// Event is what other programs are told of by webhooks.
type Event string

// The events. None is sent for what was judged spam when it came in.
const (
	FeedbackCreated      Event = "feedback.created"       // somebody has given a verdict
	CommentCreated       Event = "comment.created"        // a comment stands where none was, or none any more
	CommentStatusChanged Event = "comment.status_changed" // an editor has judged it, or its reader has taken it back
)

// Events returns every event.
func Events() []Event { return []Event{FeedbackCreated, CommentCreated, CommentStatusChanged} }

// Known reports whether e is one of [Events].
func (e Event) Known() bool { return slices.Contains(Events(), e) }

// Webhook is an address that is told of events.
type Webhook struct {
	ID      int64
	URL     string
	Events  []Event // those that it is told of; none named means all
	AddedAt time.Time

	Failures     int       // rounds in a row in which its receiver took no message
	FailingSince time.Time // the first of these; zero without any
	PausedUntil  time.Time // no message is sent before; zero without a pause
	Trouble      string    // what went wrong at the latest of these, in plain words
}

// FailingFrom is how many rounds in a row make a webhook one that keeps failing. The first pauses are
// short, so that is after about 15 seconds.
const FailingFrom = 3

// Failing reports whether the webhook's receiver keeps failing, which its owner should know.
func (w Webhook) Failing() bool { return w.Failures >= FailingFrom }

// Takes reports whether the webhook is told of an event.
func (w Webhook) Takes(e Event) bool { return len(w.Events) == 0 || slices.Contains(w.Events, e) }

// DeliveryState says what became of a message.
type DeliveryState string

// The states. Waiting ones are tried until they are sent or have become too old.
const (
	Waiting DeliveryState = "waiting"
	Sent    DeliveryState = "sent"
	Unsent  DeliveryState = "failed"  // given up
	Dropped DeliveryState = "dropped" // taken back or removed before it was sent
)

// Delivery is a message to a webhook: one line of the log.
type Delivery struct {
	ID        int64  // rises with time
	Message   string // the webhook-id of the Standard Webhooks, the same at each try
	Webhook   int64
	URL       string
	Event     Event
	Feedback  ID
	From, To  Status    // with CommentStatusChanged: what it was and what it became
	CreatedAt time.Time // when it happened
	State     DeliveryState
	Since     time.Time // when it was first to be sent; later than CreatedAt where somebody has had it sent again
	NextAt    time.Time // when it is tried next, while it is waiting
	Attempts  int       // since then
	LastAt    time.Time // of the latest try; zero before the first
	Code      int       // the HTTP status of the latest answer, or 0
	Trouble   string    // what went wrong at the latest try, in plain words
}

// Task is a message that one process has taken to send it now.
type Task struct {
	Delivery
	Secret   string
	Failures int       // of the webhook, see [Webhook]
	About    *Feedback // as it is now; nil when it was removed
}

// Attempt is what came of a task.
type Attempt struct {
	Task    Task
	State   DeliveryState
	NextAt  time.Time // with Waiting: when to try again
	Code    int
	Trouble string
	// RetryAfter is how long the receiver asked to be left alone, or 0.
	RetryAfter time.Duration
}
