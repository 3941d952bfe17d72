package store

import (
	"context"
	"fmt"
	"strings"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
)

const (
	listWebhooks  = `SELECT id, url, events, added_at FROM webhook ORDER BY id`
	findSecret    = `SELECT url, secret FROM webhook WHERE id = $1`
	insertWebhook = `INSERT INTO webhook (url, events, secret, added_at) VALUES ($1, $2, $3, $4) RETURNING id`
	removeWebhook = `DELETE FROM webhook WHERE id = $1`
	anyWebhook    = `SELECT EXISTS (SELECT 1 FROM webhook)`
)

// Webhooks lists the addresses that are told of events, without their secrets.
func (s *Store) Webhooks(ctx context.Context) ([]feedback.Webhook, error) {
	list, err := queryAll(ctx, s, listWebhooks, func(row row) (w feedback.Webhook, err error) {
		var events string
		var added int64
		err = row.Scan(&w.ID, &w.URL, &events, &added)
		for _, e := range strings.FieldsFunc(events, func(r rune) bool { return r == ',' }) {
			w.Events = append(w.Events, feedback.Event(e))
		}
		w.AddedAt = moment(added)
		return w, err
	})
	return list, s.failure("list webhooks", err)
}

// AddWebhook adds an address that is told of events from now on, all of them
// where none is named. Other programs on this database take notice within the
// time in which they look for messages to send.
func (s *Store) AddWebhook(ctx context.Context, by, url string, events []feedback.Event, secret string) (w feedback.Webhook, err error) {
	names := ""
	for _, e := range events {
		names += "," + string(e)
	}
	if names != "" {
		names += ","
	}
	err = s.change(ctx, func(t *transaction) error {
		w = feedback.Webhook{URL: url, Events: events, AddedAt: moment(t.now)}
		if err := t.QueryRowContext(ctx, insertWebhook, url, names, secret, t.now).Scan(&w.ID); err != nil {
			return err
		}
		_, err := t.audit(by, editor.AddedWebhook, fmt.Sprint("webhook ", w.ID), strings.Trim(names, ","))
		return err
	})
	if err == nil {
		s.told.Store(true)
	}
	return w, s.failure("add a webhook", err)
}

// RemoveWebhook removes an address with its messages, sent or not. It returns
// [ErrNotFound] for one that is not there.
func (s *Store) RemoveWebhook(ctx context.Context, by string, id int64) error {
	return s.failure("remove a webhook", s.change(ctx, func(t *transaction) error {
		if err := t.must(ErrNotFound, removeWebhook, id); err != nil {
			return err
		}
		_, err := t.audit(by, editor.RemovedWebhook, fmt.Sprint("webhook ", id), "")
		return err
	}))
}

// WebhookSecret returns where a webhook's messages go and what they are signed
// with, or [ErrNotFound].
func (s *Store) WebhookSecret(ctx context.Context, id int64) (url, secret string, err error) {
	pair, err := queryOne(ctx, s, findSecret, scanPair, id)
	return pair[0], pair[1], s.failure("read a webhook", err)
}

func scanPair(row row) (pair [2]string, err error) {
	err = row.Scan(&pair[0], &pair[1])
	return pair, err
}

// look finds out whether there is a webhook at all.
func (s *Store) look(ctx context.Context) error {
	some, err := queryOne(ctx, s, anyWebhook, scanBool)
	if err == nil {
		s.told.Store(some)
	}
	return err
}
