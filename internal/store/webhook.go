package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/store/sqldb"
)

const (
	listWebhooks  = `SELECT id, url, events, added_at, failures, failing_since, paused_until, trouble FROM webhook ORDER BY id`
	findSecret    = `SELECT url, secret FROM webhook WHERE id = $1`
	insertWebhook = `INSERT INTO webhook (url, events, secret, added_at, request_key) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (request_key) DO NOTHING RETURNING id`
	findRequest   = `SELECT id FROM webhook WHERE request_key = $1`
	removeWebhook = `DELETE FROM webhook WHERE id = $1`
	anyWebhook    = `SELECT EXISTS (SELECT 1 FROM webhook)`
)

// Webhooks lists the addresses that get messages about events, without their secrets.
func (s *Outbox) Webhooks(ctx context.Context) ([]feedback.Webhook, error) {
	list, err := queryAll(ctx, s.base, listWebhooks, func(row row) (w feedback.Webhook, err error) {
		var events string
		var added, since, until int64
		err = row.Scan(&w.ID, &w.URL, &events, &added, &w.Failures, &since, &until, &w.Trouble)
		if w.Failures > 0 {
			w.FailingSince, w.PausedUntil = moment(since), moment(until)
		}
		for _, e := range strings.FieldsFunc(events, func(r rune) bool { return r == ',' }) {
			w.Events = append(w.Events, feedback.Event(e))
		}
		w.AddedAt = moment(added)
		return w, err
	})
	return list, s.failure("list webhooks", err)
}

// AddWebhook adds an address that gets messages about events from now on, all of them
// where none is named. With the key of a request that has added a webhook before it
// adds nothing and returns that one, which has the first request's secret; an empty
// key is like no other. Other programs on this database take notice within the time
// in which they look for messages to send.
func (s *Outbox) AddWebhook(ctx context.Context, by, url string, events []feedback.Event, secret, key string) (w feedback.Webhook, err error) {
	names := ""
	for _, e := range events {
		names += "," + string(e)
	}
	if names != "" {
		names += ","
	}
	err = s.change(ctx, func(t *transaction) error {
		w = feedback.Webhook{URL: url, Events: events, AddedAt: moment(t.now)}
		ids, err := queryTx(t, insertWebhook, scanID, url, names, secret, t.now, sql.NullString{String: key, Valid: key != ""})
		switch {
		case err != nil:
			return err
		case len(ids) == 0: // the request was carried out before
			return t.QueryRowContext(ctx, findRequest, key).Scan(&w.ID)
		}
		w.ID = ids[0]
		_, err = t.audit(by, editor.AddedWebhook, fmt.Sprint("webhook ", w.ID), strings.Trim(names, ","))
		return err
	})
	if err == nil {
		s.hasWebhooks.Store(true)
	}
	return w, s.failure("add a webhook", err)
}

// RemoveWebhook removes an address with its messages, sent or not. It returns
// [ErrNotFound] for one that is not there.
func (s *Outbox) RemoveWebhook(ctx context.Context, by string, id int64) error {
	return s.failure("remove a webhook", s.change(ctx, func(t *transaction) error {
		if err := t.execOne(ErrNotFound, removeWebhook, id); err != nil {
			return err
		}
		_, err := t.audit(by, editor.RemovedWebhook, fmt.Sprint("webhook ", id), "")
		return err
	}))
}

// WebhookSecret returns where a webhook's messages go and what they are signed
// with, or [ErrNotFound].
func (s *Outbox) WebhookSecret(ctx context.Context, id int64) (url, secret string, err error) {
	pair, err := queryOne(ctx, s.base, findSecret, scanPair, id)
	return pair[0], pair[1], s.failure("read a webhook", err)
}

func scanPair(row row) (pair [2]string, err error) {
	err = row.Scan(&pair[0], &pair[1])
	return pair, err
}

// refreshHasWebhooks finds out whether there is a webhook at all.
func (s *Outbox) refreshHasWebhooks(ctx context.Context) error {
	some, err := queryOne(ctx, s.base, anyWebhook, sqldb.ScanBool)
	if err == nil {
		s.hasWebhooks.Store(some)
	}
	return err
}
