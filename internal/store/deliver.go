package store

import (
	"context"
	"fmt"
	"math"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
)

const (
	deliveryColumns = `outbox.id, message, webhook, webhook.url, event, feedback, from_status, to_status, outbox.created_at,
    state, since, next_at, attempts, last_at, code, trouble`

	anyDue   = `SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND next_at <= $1)`
	listDue  = `SELECT id FROM outbox WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at, id LIMIT $2`
	takeDue  = `UPDATE outbox SET next_at = $1, attempts = attempts + 1, last_at = $2 WHERE id = $3`
	findTask = `SELECT ` + deliveryColumns + `, webhook.secret FROM outbox JOIN webhook ON webhook.id = outbox.webhook WHERE outbox.id = $1`

	finishDelivery = `UPDATE outbox SET state = $1, next_at = $2, code = $3, trouble = $4 WHERE id = $5 AND state = 'waiting' AND attempts = $6`
	pageOfOutbox   = `SELECT ` + deliveryColumns + ` FROM outbox JOIN webhook ON webhook.id = outbox.webhook
WHERE outbox.id < $1 ORDER BY outbox.id DESC LIMIT $2`
	sendAgain = `UPDATE outbox SET state = 'waiting', since = $1, next_at = $1, attempts = 0, code = 0, trouble = '' WHERE id = $2`
	// Those that wait stay, however old: they are given up first, and that is to be seen.
	forgetDeliveries = `DELETE FROM outbox WHERE state <> 'waiting' AND created_at < $1`
)

// TakeTasks takes up to so many messages that are due, for this process alone
// until the lease is over: a process that ends before it has said what came of
// a task leaves it to be taken again then, so each message is sent at least once,
// and but for such accidents once.
func (s *Store) TakeTasks(ctx context.Context, limit int, lease time.Duration) ([]feedback.Task, error) {
	if err := s.look(ctx); err != nil {
		return nil, s.failure("look for webhooks", err)
	}
	due, err := queryOne(ctx, s, anyDue, scanBool, s.now().UnixMilli())
	if err != nil || !due {
		return nil, s.failure("look for messages", err)
	}
	var tasks []feedback.Task
	err = s.change(ctx, func(t *transaction) error {
		tasks = nil // of an attempt before
		ids, err := ask(t, listDue+s.engine.skipLocked(), scanInt, t.now, limit)
		if err != nil {
			return err
		}
		for _, id := range ids {
			task, err := t.take(id, t.now+lease.Milliseconds())
			if err != nil {
				return err
			}
			tasks = append(tasks, task)
		}
		return nil
	})
	return tasks, s.failure("take messages", err)
}

func (t *transaction) take(id int, until int64) (feedback.Task, error) {
	if _, err := t.run(takeDue, until, t.now, id); err != nil {
		return feedback.Task{}, err
	}
	found, err := ask(t, findTask, func(row row) (task feedback.Task, err error) {
		task.Delivery, err = scanDelivery(also{row, []any{&task.Secret}})
		return task, err
	}, id)
	if err != nil {
		return feedback.Task{}, err
	}
	task := found[0]
	about, err := ask(t, findFeedback, scanFeedback, task.Feedback[:])
	if len(about) > 0 {
		task.About = &about[0]
	}
	return task, err
}

// FinishTask records what came of a task. Where the lease was over and somebody
// else has taken it meanwhile, nothing is recorded.
func (s *Store) FinishTask(ctx context.Context, a feedback.Attempt) error {
	row := []any{string(a.State), a.NextAt.UnixMilli(), a.Code, a.Trouble, a.Task.ID, a.Task.Attempts}
	_, err := s.writer.do(ctx, write{statement: finishDelivery, rows: [][]any{row}})
	return s.failure("record a message", err)
}

// Deliveries returns a page of the log of messages, latest first: those with a
// smaller ID than before, or from the latest on where before is 0.
func (s *Store) Deliveries(ctx context.Context, before int64, limit int) ([]feedback.Delivery, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	list, err := queryAll(ctx, s, pageOfOutbox, scanDelivery, before, limit)
	return list, s.failure("list messages", err)
}

// Redeliver has a message sent again, whatever became of it. It returns
// [ErrNotFound] for one that is not there.
func (s *Store) Redeliver(ctx context.Context, by string, id int64) error {
	return s.failure("send a message again", s.change(ctx, func(t *transaction) error {
		if err := t.must(ErrNotFound, sendAgain, t.now, id); err != nil {
			return err
		}
		_, err := t.audit(by, editor.Redelivered, fmt.Sprint("message ", id), "")
		return err
	}))
}

// ForgetDeliveries removes from the log what was settled and happened before a
// time.
func (s *Store) ForgetDeliveries(ctx context.Context, before time.Time) error {
	_, err := s.writer.do(ctx, write{statement: forgetDeliveries, rows: [][]any{{before.UnixMilli()}}})
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
