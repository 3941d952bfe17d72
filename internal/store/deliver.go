package store

import (
	"context"
	"fmt"
	"math"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/store/sqldb"
)

const (
	deliveryColumns = `outbox.id, message, webhook, webhook.url, event, feedback, from_status, to_status, outbox.created_at,
    state, since, next_at, attempts, last_at, code, outbox.trouble`

	dueWebhooks = `SELECT id FROM webhook WHERE paused_until <= $1
    AND EXISTS (SELECT 1 FROM outbox WHERE outbox.webhook = webhook.id AND state = 'waiting' AND next_at <= $1) ORDER BY id`
	// One process alone tries a webhook whose receiver has failed.
	claimProbe     = `UPDATE webhook SET paused_until = $1 WHERE id = $2 AND failures > 0 AND paused_until <= $3`
	webhookFailing = `SELECT failures > 0 FROM webhook WHERE id = $1`
	listDue        = `SELECT id FROM outbox WHERE webhook = $1 AND state = 'waiting' AND next_at <= $2 ORDER BY next_at, id LIMIT $3`
	takeDue        = `UPDATE outbox SET next_at = $1, attempts = attempts + 1, last_at = $2 WHERE id = $3`
	findTask       = `SELECT ` + deliveryColumns + `, webhook.secret, webhook.failures FROM outbox JOIN webhook ON webhook.id = outbox.webhook WHERE outbox.id = $1`

	finishDelivery = `UPDATE outbox SET state = $1, next_at = $2, code = $3, trouble = $4 WHERE id = $5 AND state = 'waiting' AND attempts = $6`
	pageOfOutbox   = `SELECT ` + deliveryColumns + ` FROM outbox JOIN webhook ON webhook.id = outbox.webhook
WHERE outbox.id < $1 ORDER BY outbox.id DESC LIMIT $2`
	sendAgain = `UPDATE outbox SET state = 'waiting', since = $1, next_at = $1, attempts = 0, code = 0, trouble = '' WHERE id = $2`
	resumeOf  = `UPDATE webhook SET paused_until = 0 WHERE id = (SELECT webhook FROM outbox WHERE id = $1)`

	pauseWebhook = `UPDATE webhook SET failures = failures + 1, failing_since = CASE WHEN failures = 0 THEN $1 ELSE failing_since END,
    paused_until = $2, trouble = $3 WHERE id = $4 RETURNING failures`
	giveUpOld    = `UPDATE outbox SET state = 'failed', trouble = $1 WHERE webhook = $2 AND state = 'waiting' AND since < $3`
	clearWebhook = `UPDATE webhook SET failures = 0, failing_since = 0, paused_until = 0, trouble = '' WHERE id = $1 AND failures > 0`

	// Those that wait stay, however old: they are given up first, and that is to be seen.
	forgetDeliveries = `DELETE FROM outbox WHERE state <> 'waiting' AND created_at < $1`
)

// DueWebhooks lists the webhooks for which messages are due, but those that are
// paused.
func (s *Outbox) DueWebhooks(ctx context.Context) ([]int64, error) {
	if err := s.refreshHasWebhooks(ctx); err != nil {
		return nil, s.failure("look for webhooks", err)
	}
	if !s.hasWebhooks.Load() {
		return nil, nil
	}
	list, err := queryAll(ctx, s.base, dueWebhooks, scanID, s.now().UnixMilli())
	return list, s.failure("look for messages", err)
}

// TakeTasks takes up to so many messages of a webhook that are due, for this
// process alone until the lease is over: a process that ends before it has said
// what came of a task leaves it to be taken again then, so each message is sent at
// least once, and but for such accidents once. Of a webhook whose receiver failed
// the last time it takes one message, and none while another process tries one.
func (s *Outbox) TakeTasks(ctx context.Context, webhook int64, limit int, lease time.Duration) ([]feedback.Task, error) {
	var tasks []feedback.Task
	err := s.change(ctx, func(t *transaction) error {
		tasks = nil // of an attempt before
		until := t.now + lease.Milliseconds()
		limit := limit
		failing, err := queryTx(t, webhookFailing, sqldb.ScanBool, webhook)
		if err != nil || len(failing) == 0 {
			return err
		}
		if failing[0] {
			claimed, err := t.run(claimProbe, until, webhook, t.now)
			if err != nil || claimed == 0 {
				return err
			}
			limit = 1
		}
		ids, err := queryTx(t, listDue+s.db.Dialect().SkipLocked, scanID, webhook, t.now, limit)
		if err != nil {
			return err
		}
		for _, id := range ids {
			task, err := t.take(id, until)
			if err != nil {
				return err
			}
			tasks = append(tasks, task)
		}
		return nil
	})
	return tasks, s.failure("take messages", err)
}

func scanID(row row) (id int64, err error) {
	err = row.Scan(&id)
	return id, err
}

func (t *transaction) take(id, until int64) (feedback.Task, error) {
	if _, err := t.run(takeDue, until, t.now, id); err != nil {
		return feedback.Task{}, err
	}
	found, err := queryTx(t, findTask, func(row row) (task feedback.Task, err error) {
		task.Delivery, err = scanDelivery(extraColumns{row, []any{&task.Secret, &task.Failures}})
		return task, err
	}, id)
	if err != nil {
		return feedback.Task{}, err
	}
	task := found[0]
	about, err := queryTx(t, findFeedback, scanFeedback, task.Feedback[:])
	if len(about) > 0 {
		task.About = &about[0]
	}
	return task, err
}

// FinishTask records what came of a task. Where the lease was over and somebody
// else has taken it meanwhile, nothing is recorded.
func (s *Outbox) FinishTask(ctx context.Context, a feedback.Attempt) error {
	row := []any{string(a.State), a.NextAt.UnixMilli(), a.Code, a.Trouble, a.Task.ID, a.Task.Attempts}
	_, err := s.db.Write(ctx, sqldb.Write{Statement: finishDelivery, Rows: [][]any{row}})
	return s.failure("record a message", err)
}

// Deliveries returns a page of the log of messages, latest first: those with a
// smaller ID than before, or from the latest on where before is 0.
func (s *Outbox) Deliveries(ctx context.Context, before int64, limit int) ([]feedback.Delivery, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	list, err := queryAll(ctx, s.base, pageOfOutbox, scanDelivery, before, limit)
	return list, s.failure("list messages", err)
}

// PauseWebhook counts a round in which a webhook's receiver took no message, and
// lets nothing be sent to it until a time. Its messages that have waited since
// before another time are given up. It returns how many rounds in a row that is, or
// 0 where the webhook is not there any more, and how many messages were given up.
func (s *Outbox) PauseWebhook(ctx context.Context, webhook int64, until time.Time, trouble string, before time.Time) (failures, givenUp int, err error) {
	err = s.change(ctx, func(t *transaction) error {
		counts, err := queryTx(t, pauseWebhook, scanInt, t.now, until.UnixMilli(), trouble, webhook)
		if err != nil || len(counts) == 0 {
			return err
		}
		failures = counts[0]
		givenUp, err = t.run(giveUpOld, trouble, webhook, before.UnixMilli())
		return err
	})
	return failures, givenUp, s.failure("pause a webhook", err)
}

// ResumeWebhook notes that a webhook's receiver takes messages, and ends its pause.
func (s *Outbox) ResumeWebhook(ctx context.Context, webhook int64) error {
	_, err := s.db.Write(ctx, sqldb.Write{Statement: clearWebhook, Rows: [][]any{{webhook}}})
	return s.failure("resume a webhook", err)
}

// Redeliver has a message sent again, whatever became of it, and at once, even if
// its webhook is paused. It returns [ErrNotFound] for one that is not there.
func (s *Outbox) Redeliver(ctx context.Context, by string, id int64) error {
	return s.failure("send a message again", s.change(ctx, func(t *transaction) error {
		if err := t.execOne(ErrNotFound, sendAgain, t.now, id); err != nil {
			return err
		}
		if _, err := t.run(resumeOf, id); err != nil {
			return err
		}
		_, err := t.audit(by, editor.Redelivered, fmt.Sprint("message ", id), "")
		return err
	}))
}

// ForgetDeliveries removes from the log what was settled and happened before a
// time.
func (s *Outbox) ForgetDeliveries(ctx context.Context, before time.Time) error {
	_, err := s.db.Write(ctx, sqldb.Write{Statement: forgetDeliveries, Rows: [][]any{{before.UnixMilli()}}})
	return s.failure("remove old messages", err)
}

func scanDelivery(row row) (d feedback.Delivery, err error) {
	var id []byte
	var created, since, next, last int64
	err = row.Scan(&d.ID, &d.Message, &d.Webhook, &d.URL, &d.Event, &id, &d.From, &d.To, &created,
		&d.State, &since, &next, &d.Attempts, &last, &d.Code, &d.Trouble)
	copy(d.Feedback[:], id)
	d.CreatedAt, d.Since, d.NextAt = moment(created), moment(since), moment(next)
	if last > 0 {
		d.LastAt = moment(last)
	}
	return d, err
}
