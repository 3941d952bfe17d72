package feedback

import (
	"slices"
	"time"
)

// Event is a type of webhook message.
type Event string

// The events. None is sent for feedback that was classified as spam on receipt.
const (
	FeedbackCreated      Event = "feedback.created"       // somebody has given a verdict
	CommentCreated       Event = "comment.created"        // a comment was added or cleared
	CommentStatusChanged Event = "comment.status_changed" // an editor triaged it, or its reader withdrew it
)

// Events returns every event.
func Events() []Event { return []Event{FeedbackCreated, CommentCreated, CommentStatusChanged} }

// Known reports whether e is one of [Events].
func (e Event) Known() bool { return slices.Contains(Events(), e) }

// Webhook is a subscription to events.
type Webhook struct {
	ID      int64
	URL     string
	Events  []Event // those it subscribes to; empty means all
	AddedAt time.Time

	Failures     int       // consecutive rounds in which its receiver accepted no message
	FailingSince time.Time // time of the first of these; zero if there are none
	PausedUntil  time.Time // no message is sent before this time; zero without a pause
	Trouble      string    // the latest of these failures, in plain words
}

// FailingFrom is the number of consecutive failed rounds from which a webhook counts as failing.
// The first pauses are short, so that is after about 15 seconds.
const FailingFrom = 3

// Failing reports whether the webhook's receiver fails repeatedly, so that its owner should be
// notified.
func (w Webhook) Failing() bool { return w.Failures >= FailingFrom }

// Takes reports whether the webhook subscribes to an event.
func (w Webhook) Takes(e Event) bool { return len(w.Events) == 0 || slices.Contains(w.Events, e) }

// DeliveryState is the state of a message.
type DeliveryState string

// The states. Waiting ones are retried until they are sent or too old.
const (
	Waiting DeliveryState = "waiting"
	Sent    DeliveryState = "sent"
	Unsent  DeliveryState = "failed"  // given up
	Dropped DeliveryState = "dropped" // withdrawn or removed before it was sent
)

// Delivery is a message to a webhook: one line of the log.
type Delivery struct {
	ID        int64  // increases with time
	Message   string // the webhook-id of Standard Webhooks, the same for each attempt
	Webhook   int64
	URL       string
	Event     Event
	Feedback  ID
	From, To  Status    // with CommentStatusChanged: the old and the new status
	CreatedAt time.Time // when it happened
	State     DeliveryState
	Since     time.Time // when it was first due; later than CreatedAt after a redelivery
	NextAt    time.Time // time of the next attempt, while it is waiting
	Attempts  int       // since Since
	LastAt    time.Time // of the latest attempt; zero before the first
	Code      int       // the HTTP status of the latest answer, or 0
	Trouble   string    // the error of the latest attempt, in plain words
}

// Task is a message that a process has claimed for sending.
type Task struct {
	Delivery
	Secret   string
	Failures int       // of the webhook, see [Webhook]
	About    *Feedback // in its current version; nil if it was removed
}

// Attempt is the result of a task.
type Attempt struct {
	Task    Task
	State   DeliveryState
	NextAt  time.Time // with Waiting: when to retry
	Code    int
	Trouble string
	// RetryAfter is the wait that the receiver requested, or 0.
	RetryAfter time.Duration
}
