package notify

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/outage"
)

// Outbox is the queue of messages.
type Outbox interface {
	// DueWebhooks lists the webhooks for which messages are due and that are not paused.
	DueWebhooks(context.Context) ([]int64, error)
	// TakeTasks claims due messages of a webhook for this process until the lease expires. While
	// the receiver fails it claims only one, and none while another process tries that one.
	TakeTasks(ctx context.Context, webhook int64, limit int, lease time.Duration) ([]feedback.Task, error)
	// FinishTask records the result of a task.
	FinishTask(context.Context, feedback.Attempt) error
	// PauseWebhook counts a failed round, and gives up messages that have waited since before a
	// time. It returns the number of consecutive failed rounds, and of messages given up.
	PauseWebhook(ctx context.Context, webhook int64, until time.Time, trouble string, before time.Time) (failures, givenUp int, err error)
	// ResumeWebhook records that the receiver accepts messages.
	ResumeWebhook(ctx context.Context, webhook int64) error
}

const (
	pollInterval = 500 * time.Millisecond // how often the outbox is polled
	batchSize    = 16                     // messages sent concurrently to one webhook
	lease        = time.Minute            // longer than an attempt takes

	firstRetryDelay = 5 * time.Second // before a message's second attempt; multiplied by retryGrowth for each further one
	retryGrowth     = 4
	maxRetryDelay   = 6 * time.Hour
	maxAge          = 3 * 24 * time.Hour // after which a message is given up
	finishLimit     = 10 * time.Second

	// A failing webhook is paused, twice as long each time, and then tried with one message: a
	// circuit breaker.
	firstPause  = 5 * time.Second
	pauseGrowth = 2
	maxPause    = time.Hour
)

// Courier delivers messages from the outbox to their webhooks, each webhook independently, so that
// a slow receiver only delays its own messages. Any number of processes may share an outbox.
type Courier struct {
	outbox Outbox
	sender *Sender
	logger *slog.Logger
	outage *outage.Log
	tried  func(feedback.DeliveryState)
	now    func() time.Time

	workers sync.WaitGroup
	mu      sync.Mutex
	busy    map[int64]bool // webhooks that have a worker
}

// NewCourier returns a Courier. tried is called with the result of each attempt, Waiting if it will
// be retried; it must not block.
func NewCourier(outbox Outbox, sender *Sender, logger *slog.Logger, tried func(feedback.DeliveryState)) *Courier {
	return &Courier{outbox: outbox, sender: sender, logger: logger, outage: outage.New(logger, "webhooks cannot be read or recorded, and are tried again"), tried: tried, now: sender.now, busy: map[int64]bool{}}
}

// Run delivers messages until the context ends. Requests in flight are then cancelled, and retried
// once their lease expires.
func (c *Courier) Run(ctx context.Context) {
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	defer c.workers.Wait()
	for {
		c.startWorkers(ctx)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// startWorkers starts a goroutine for each webhook with due messages, unless it has one.
func (c *Courier) startWorkers(ctx context.Context) {
	due, err := c.outbox.DueWebhooks(ctx)
	if err != nil && ctx.Err() == nil {
		c.outage.Failed(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, webhook := range due {
		if c.busy[webhook] {
			continue
		}
		c.busy[webhook] = true
		c.workers.Go(func() {
			for c.round(ctx, webhook) {
			}
			c.mu.Lock()
			defer c.mu.Unlock()
			delete(c.busy, webhook)
		})
	}
}

// round delivers the due messages of a webhook, and reports whether to poll again at once.
func (c *Courier) round(ctx context.Context, webhook int64) (more bool) {
	tasks, err := c.outbox.TakeTasks(ctx, webhook, batchSize, lease)
	if err != nil && ctx.Err() == nil {
		c.outage.Failed(err, "webhook", webhook)
	}
	if len(tasks) == 0 {
		return false
	}
	attempts := make([]feedback.Attempt, len(tasks))
	var sending sync.WaitGroup
	for i, task := range tasks {
		sending.Go(func() { attempts[i] = c.deliver(ctx, task) })
	}
	sending.Wait()
	if ctx.Err() != nil {
		return false
	}
	return c.pauseOrResume(ctx, webhook, attempts)
}

// pauseOrResume pauses a webhook that accepted no message of a round, and resumes one that accepts
// messages again. It reports whether the webhook accepted a message.
func (c *Courier) pauseOrResume(ctx context.Context, webhook int64, attempts []feedback.Attempt) bool {
	var wait time.Duration
	for _, a := range attempts {
		if a.State == feedback.Sent || a.State == feedback.Dropped {
			c.resume(ctx, webhook, attempts[0].Task.Failures)
			return true
		}
		wait = max(wait, a.RetryAfter)
	}
	first := attempts[0]
	until := c.now().Add(max(wait, backoff(firstPause, pauseGrowth, maxPause, first.Task.Failures+1)))
	failures, givenUp, err := c.outbox.PauseWebhook(ctx, webhook, until, first.Trouble, c.now().Add(-maxAge))
	for range givenUp {
		c.tried(feedback.Unsent)
	}
	if givenUp > 0 {
		c.logger.Warn("messages to a webhook that keeps failing were given up; they can be sent again from the desk", "webhook", webhook, "messages", givenUp)
	}
	switch {
	case ctx.Err() != nil: // the program ends
	case err != nil:
		c.outage.Failed(err, "webhook", webhook)
	case failures == feedback.FailingFrom:
		c.logger.Warn("a webhook keeps failing: its messages wait and are tried less and less often; repair its receiver or remove it",
			"webhook", webhook, "trouble", first.Trouble)
	}
	return false
}

func (c *Courier) resume(ctx context.Context, webhook int64, failures int) {
	if failures == 0 {
		return
	}
	switch err := c.outbox.ResumeWebhook(ctx, webhook); {
	case ctx.Err() != nil: // the program ends
	case err != nil:
		c.outage.Failed(err, "webhook", webhook)
	case failures >= feedback.FailingFrom:
		c.logger.Info("a webhook takes messages again", "webhook", webhook)
	}
}

func (c *Courier) deliver(ctx context.Context, task feedback.Task) feedback.Attempt {
	attempt := c.try(ctx, task)
	if ctx.Err() != nil {
		return attempt // retried once the lease expires
	}
	if attempt.State == feedback.Unsent {
		c.logger.Warn("a webhook's message was given up; it can be sent again from the desk", "webhook", task.Webhook, "message", task.Message, "trouble", attempt.Trouble)
	}
	defer c.tried(attempt.State) // after recording, so that counters never run ahead of the store
	ctx, cancel := context.WithTimeout(ctx, finishLimit)
	defer cancel()
	if err := c.outbox.FinishTask(ctx, attempt); err != nil && ctx.Err() == nil { // it may be sent twice
		c.outage.Failed(err, "message", task.Message)
	}
	return attempt
}

// try sends a message once and returns its next state.
func (c *Courier) try(ctx context.Context, task feedback.Task) feedback.Attempt {
	text, ok, err := messageBody(task)
	switch {
	case err != nil:
		return feedback.Attempt{Task: task, State: feedback.Unsent, Trouble: err.Error()}
	case !ok:
		return feedback.Attempt{Task: task, State: feedback.Dropped, Trouble: "was taken back or removed before it was sent"}
	}
	got := c.sender.send(ctx, task.URL, task.Secret, task.Message, text)
	attempt := feedback.Attempt{Task: task, State: feedback.Sent, Code: got.code, Trouble: got.problem, RetryAfter: got.retryAfter}
	if got.problem == "" {
		return attempt
	}
	attempt.State, attempt.NextAt = feedback.Waiting, c.now().Add(max(retryDelay(task.Attempts), got.retryAfter))
	if got.code == http.StatusGone || attempt.NextAt.Sub(task.Since) > maxAge {
		attempt.State = feedback.Unsent
	}
	return attempt
}

// retryDelay returns how long a message waits after a number of attempts.
func retryDelay(tries int) time.Duration {
	return backoff(firstRetryDelay, retryGrowth, maxRetryDelay, tries)
}

// backoff grows exponentially with number, which begins with 1, with 50% jitter, so that failures
// do not retry in lockstep.
func backoff(first time.Duration, growth int, longest time.Duration, number int) time.Duration {
	wait := first
	for range number - 1 {
		wait = min(wait*time.Duration(growth), longest)
	}
	return wait/2 + rand.N(wait)
}
