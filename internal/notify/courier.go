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

// Outbox is where messages wait.
type Outbox interface {
	// DueWebhooks lists the webhooks for which messages are due and that are not paused.
	DueWebhooks(context.Context) ([]int64, error)
	// TakeTasks takes messages of a webhook that are due, for this process alone until the lease is over; only one while its
	// receiver fails, and none while another process tries that one.
	TakeTasks(ctx context.Context, webhook int64, limit int, lease time.Duration) ([]feedback.Task, error)
	// FinishTask records what came of one.
	FinishTask(context.Context, feedback.Attempt) error
	// PauseWebhook counts a round in which the receiver took nothing, and gives up the messages that have waited since before a
	// time. It returns how many rounds in a row that is, and how many messages were given up.
	PauseWebhook(ctx context.Context, webhook int64, until time.Time, trouble string, before time.Time) (failures, givenUp int, err error)
	// ResumeWebhook notes that the receiver takes messages.
	ResumeWebhook(ctx context.Context, webhook int64) error
}

const (
	every = 500 * time.Millisecond // how often the outbox is looked into
	batch = 16                     // messages that are sent to one webhook at the same time
	lease = time.Minute            // longer than a try takes

	firstPause  = 5 * time.Second // of a message before its second try; four times as long before each further one
	growth      = 4
	longest     = 6 * time.Hour
	maxAge      = 3 * 24 * time.Hour // then a message is given up
	finishLimit = 10 * time.Second

	// A webhook that fails is left alone, twice as long each time, and then tried with one message: a circuit breaker.
	firstBreak   = 5 * time.Second
	breakGrowth  = 2
	longestBreak = time.Hour
)

// Courier carries messages from the outbox to their webhooks, each webhook apart from the others, so that one that hangs delays
// nothing but its own messages. Any number of processes may do so on the same outbox.
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

// NewCourier makes a Courier. tried is told what each try comes to, Waiting where there will be another one; it must return at once.
func NewCourier(outbox Outbox, sender *Sender, logger *slog.Logger, tried func(feedback.DeliveryState)) *Courier {
	return &Courier{outbox: outbox, sender: sender, logger: logger, outage: outage.New(logger, "webhooks cannot be read or recorded, and are tried again"), tried: tried, now: sender.now, busy: map[int64]bool{}}
}

// Run carries messages until the context ends. What is under way then is given up, and taken again when its lease is over.
func (c *Courier) Run(ctx context.Context) {
	tick := time.NewTicker(every)
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

// startWorkers lets each webhook that has messages due be worked on by one goroutine.
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

// round carries what is due for a webhook, and reports whether to look for more at once.
func (c *Courier) round(ctx context.Context, webhook int64) (more bool) {
	tasks, err := c.outbox.TakeTasks(ctx, webhook, batch, lease)
	if err != nil && ctx.Err() == nil {
		c.outage.Failed(err, "webhook", webhook)
	}
	if len(tasks) == 0 {
		return false
	}
	attempts := make([]feedback.Attempt, len(tasks))
	var sending sync.WaitGroup
	for i, task := range tasks {
		sending.Go(func() { attempts[i] = c.carry(ctx, task) })
	}
	sending.Wait()
	if ctx.Err() != nil {
		return false
	}
	return c.judgeRound(ctx, webhook, attempts)
}

// judgeRound pauses a webhook that took nothing, and resumes one that did after it had failed. It reports whether the webhook
// takes messages.
func (c *Courier) judgeRound(ctx context.Context, webhook int64, attempts []feedback.Attempt) bool {
	var wait time.Duration
	for _, a := range attempts {
		if a.State == feedback.Sent || a.State == feedback.Dropped {
			c.resume(ctx, webhook, attempts[0].Task.Failures)
			return true
		}
		wait = max(wait, a.RetryAfter)
	}
	first := attempts[0]
	until := c.now().Add(max(wait, spread(firstBreak, breakGrowth, longestBreak, first.Task.Failures+1)))
	failures, givenUp, err := c.outbox.PauseWebhook(ctx, webhook, until, first.Trouble, c.now().Add(-maxAge))
	for range givenUp {
		c.tried(feedback.Unsent)
	}
	if givenUp > 0 {
		c.logger.Warn("messages to a webhook that keeps failing were given up; they can be sent again from the desk", "webhook", webhook, "messages", givenUp)
	}
	switch {
	case err != nil:
		c.outage.Failed(err, "webhook", webhook)
	case failures == feedback.FailingFrom:
		c.logger.Warn("a webhook keeps failing: its messages wait and are tried less and less often; mend its receiver or remove it",
			"webhook", webhook, "trouble", first.Trouble)
	}
	return false
}

func (c *Courier) resume(ctx context.Context, webhook int64, failures int) {
	if failures == 0 {
		return
	}
	if err := c.outbox.ResumeWebhook(ctx, webhook); err != nil {
		c.outage.Failed(err, "webhook", webhook)
	} else if failures >= feedback.FailingFrom {
		c.logger.Info("a webhook takes messages again", "webhook", webhook)
	}
}

func (c *Courier) carry(ctx context.Context, task feedback.Task) feedback.Attempt {
	attempt := c.try(ctx, task)
	if ctx.Err() != nil {
		return attempt // the lease ends, and somebody tries again
	}
	if attempt.State == feedback.Unsent {
		c.logger.Warn("a webhook's message was given up; it can be sent again from the desk", "webhook", task.Webhook, "message", task.Message, "trouble", attempt.Trouble)
	}
	defer c.tried(attempt.State) // when that is recorded, so that who counts tries finds them
	ctx, cancel := context.WithTimeout(ctx, finishLimit)
	defer cancel()
	if err := c.outbox.FinishTask(ctx, attempt); err != nil && ctx.Err() == nil { // it may be sent twice
		c.outage.Failed(err, "message", task.Message)
	}
	return attempt
}

// try sends a message once and says what is to become of it.
func (c *Courier) try(ctx context.Context, task feedback.Task) feedback.Attempt {
	text, ok, err := body(task)
	switch {
	case err != nil:
		return feedback.Attempt{Task: task, State: feedback.Unsent, Trouble: err.Error()}
	case !ok:
		return feedback.Attempt{Task: task, State: feedback.Dropped, Trouble: "was taken back or removed before it was sent"}
	}
	got := c.sender.send(ctx, task.URL, task.Secret, task.Message, text)
	attempt := feedback.Attempt{Task: task, State: feedback.Sent, Code: got.code, Trouble: got.trouble, RetryAfter: got.after}
	if got.trouble == "" {
		return attempt
	}
	attempt.State, attempt.NextAt = feedback.Waiting, c.now().Add(max(pause(task.Attempts), got.after))
	if got.code == http.StatusGone || attempt.NextAt.Sub(task.Since) > maxAge {
		attempt.State = feedback.Unsent
	}
	return attempt
}

// pause is how long a message waits after so many tries.
func pause(tries int) time.Duration { return spread(firstPause, growth, longest, tries) }

// spread grows exponentially with a number that begins with 1, and varies by half, so that what failed together does not come
// back together.
func spread(first time.Duration, growth int, longest time.Duration, number int) time.Duration {
	wait := first
	for range number - 1 {
		wait = min(wait*time.Duration(growth), longest)
	}
	return wait/2 + rand.N(wait)
}
