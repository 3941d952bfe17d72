package notify

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"pinhole/internal/feedback"
)

// Outbox is where messages wait.
type Outbox interface {
	// TakeTasks takes messages that are due, for this process alone until the lease is over.
	TakeTasks(ctx context.Context, limit int, lease time.Duration) ([]feedback.Task, error)
	// FinishTask records what came of one.
	FinishTask(context.Context, feedback.Attempt) error
}

const (
	every = 2 * time.Second // how often the outbox is looked into
	crowd = 16              // messages that are sent at the same time
	lease = time.Minute     // longer than a try takes

	firstPause  = 5 * time.Second // before the second try; four times as long before each further one
	growth      = 4
	longest     = 6 * time.Hour
	maxAge      = 3 * 24 * time.Hour // then a message is given up
	finishLimit = 10 * time.Second
)

// Courier carries messages from the outbox to their webhooks. Any number of processes may do so on the same outbox.
type Courier struct {
	outbox Outbox
	sender *Sender
	logger *slog.Logger
	tried  func(feedback.DeliveryState)
	now    func() time.Time
}

// NewCourier makes a Courier. tried is told what each try comes to, Waiting where there will be another one; it must return at once.
func NewCourier(outbox Outbox, sender *Sender, logger *slog.Logger, tried func(feedback.DeliveryState)) *Courier {
	return &Courier{outbox: outbox, sender: sender, logger: logger, tried: tried, now: sender.now}
}

// Run carries messages until the context ends. What is under way then is given up, and taken again when its lease is over.
func (c *Courier) Run(ctx context.Context) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		for c.round(ctx) == crowd {
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// round carries what is due, and returns how many messages it were.
func (c *Courier) round(ctx context.Context) int {
	tasks, err := c.outbox.TakeTasks(ctx, crowd, lease)
	if err != nil && ctx.Err() == nil {
		c.logger.Warn("webhooks cannot be looked for; this is tried again", "error", err)
	}
	var sending sync.WaitGroup
	for _, task := range tasks {
		sending.Go(func() { c.carry(ctx, task) })
	}
	sending.Wait()
	return len(tasks)
}

func (c *Courier) carry(ctx context.Context, task feedback.Task) {
	attempt := c.try(ctx, task)
	if ctx.Err() != nil {
		return // the lease ends, and somebody tries again
	}
	if attempt.State == feedback.Unsent {
		c.logger.Warn("a webhook's message was given up; it can be sent again from the desk", "webhook", task.Webhook, "message", task.Message, "trouble", attempt.Trouble)
	}
	defer c.tried(attempt.State) // when that is recorded, so that who counts tries finds them
	ctx, cancel := context.WithTimeout(ctx, finishLimit)
	defer cancel()
	if err := c.outbox.FinishTask(ctx, attempt); err != nil && ctx.Err() == nil {
		c.logger.Warn("what came of a webhook's message could not be recorded; it may be sent twice", "message", task.Message, "error", err)
	}
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
	attempt := feedback.Attempt{Task: task, State: feedback.Sent, Code: got.code, Trouble: got.trouble}
	if got.trouble == "" {
		return attempt
	}
	attempt.State, attempt.NextAt = feedback.Waiting, c.now().Add(max(pause(task.Attempts), got.after))
	if got.code == http.StatusGone || attempt.NextAt.Sub(task.Since) > maxAge {
		attempt.State = feedback.Unsent
	}
	return attempt
}

// pause is how long to wait after so many tries: exponentially longer, and each time half as much more or less, so that what
// failed together does not come back together.
func pause(tries int) time.Duration {
	wait := firstPause
	for range tries - 1 {
		wait = min(wait*growth, longest)
	}
	return wait/2 + rand.N(wait)
}
