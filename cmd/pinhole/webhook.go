package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/notify"
	"pinhole/internal/store"
)

type webhookCommand struct {
	Add    webhookAdd    `cmd:"" help:"Add an address. Its secret is printed once."`
	List   webhookList   `cmd:"" help:"List the addresses."`
	Remove webhookRemove `cmd:"" help:"Remove an address, with the messages that wait for it."`
	Test   webhookTest   `cmd:"" help:"Send a trial message now."`
}

// webhooksFlag says where webhooks may lead.
type webhooksFlag struct {
	WebhooksAllowPrivate bool `group:"Operation" help:"Send webhooks to private networks and to this machine too, also without https."`
}

func (f webhooksFlag) sender() *notify.Sender {
	return notify.NewSender(notify.Options{AllowPrivate: f.WebhooksAllowPrivate, Now: time.Now})
}

type webhookAdd struct {
	databaseFlag
	webhooksFlag
	URL   string   `arg:"" help:"Address that takes the messages, such as https://hook.example/pinhole."`
	Event []string `enum:"feedback.created,comment.created,comment.status_changed" env:"-" help:"Event to tell of: feedback.created, comment.created or comment.status_changed. Name it several times for several; without it, all."`
}

// Run adds a webhook with a new secret.
func (c webhookAdd) Run(ctx context.Context, t terminal) error {
	if err := notify.CheckURL(c.URL, c.WebhooksAllowPrivate); err != nil {
		return err
	}
	var events []feedback.Event
	for _, e := range c.Event {
		events = append(events, feedback.Event(e))
	}
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		secret := notify.NewSecret()
		w, err := st.AddWebhook(ctx, editor.Console, c.URL, events, secret, "")
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "Added webhook %d in %s. Its messages are signed with this secret, which is not shown again:\n%s\n", w.ID, withoutPassword(c.Database), secret)
		return nil
	})
}

type webhookList struct{ databaseFlag }

// Run prints one line for each webhook.
func (c webhookList) Run(ctx context.Context, t terminal) error {
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		list, err := st.Webhooks(ctx)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			fmt.Fprintf(t.err, "There is no webhook yet in %s. Add one: pinhole webhook add URL\n", withoutPassword(c.Database))
		}
		out := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
		for _, w := range list {
			events := feedback.Events()
			if len(w.Events) > 0 {
				events = w.Events
			}
			state := ""
			if w.Failing() {
				state = "keeps failing: " + w.Trouble
			}
			fmt.Fprintf(out, "%d\t%s\t%v\tadded %s\t%s\n", w.ID, w.URL, events, w.AddedAt.Format(time.DateOnly), state)
		}
		return out.Flush()
	})
}

type webhookRemove struct {
	databaseFlag
	ID int64 `arg:"" help:"Number of the webhook, as pinhole webhook list shows it."`
}

// Run removes a webhook.
func (c webhookRemove) Run(ctx context.Context, t terminal) error {
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		if err := st.RemoveWebhook(ctx, editor.Console, c.ID); err != nil {
			return unknownWebhook(err, c.ID)
		}
		fmt.Fprintf(t.out, "Removed webhook %d.\n", c.ID)
		return nil
	})
}

type webhookTest struct {
	databaseFlag
	webhooksFlag
	ID int64 `arg:"" help:"Number of the webhook, as pinhole webhook list shows it."`
}

// Run sends a message of the type pinhole.test. It does not go through the outbox and is not tried
// again.
func (c webhookTest) Run(ctx context.Context, t terminal) error {
	return withStore(ctx, c.databaseFlag, t, func(st *store.Store) error {
		url, secret, err := st.WebhookSecret(ctx, c.ID)
		if err != nil {
			return unknownWebhook(err, c.ID)
		}
		if err := c.sender().Try(ctx, url, secret); err != nil {
			return fmt.Errorf("webhook %d did not take the trial message: %w", c.ID, err)
		}
		fmt.Fprintf(t.out, "Webhook %d took the trial message.\n", c.ID)
		return nil
	})
}

func unknownWebhook(err error, id int64) error {
	if errors.Is(err, feedback.ErrNotFound) {
		return fmt.Errorf("there is no webhook %d: see pinhole webhook list", id)
	}
	return err
}
