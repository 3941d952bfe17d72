package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"

	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/desk/page"
	"pinhole/web/respond"
)

const (
	webhooksPath = deskPath + "/webhooks"
	// deliveriesPage is how many messages a page of the log shows.
	deliveriesPage = 50
	// secretKey is where the session holds a new webhook's secret until it is shown, once.
	secretKey = "webhook-secret"
	// maxRequestKey is how long a form's own key may be, in bytes.
	maxRequestKey = 64
)

// Webhooks is what sends messages to other programs.
type Webhooks interface {
	// Check says what is wrong with an address, in words for whoever typed it.
	Check(address string) error
	// NewSecret makes a secret to sign messages with.
	NewSecret() string
	// Try sends a trial message now, and says what went wrong in plain words.
	Try(ctx context.Context, address, secret string) error
}

// webhookStore is the store as the page of webhooks sees it.
type webhookStore interface {
	Webhooks(context.Context) ([]feedback.Webhook, error)
	// AddWebhook adds nothing for the key of a request that has added one, and returns that one.
	AddWebhook(ctx context.Context, by, url string, events []feedback.Event, secret, key string) (feedback.Webhook, error)
	RemoveWebhook(ctx context.Context, by string, id int64) error
	// ResumeWebhook ends the pause of a webhook that has failed.
	ResumeWebhook(ctx context.Context, id int64) error
	WebhookSecret(ctx context.Context, id int64) (url, secret string, err error)
	// Deliveries returns a page of the log, latest first, of what has a smaller ID than before.
	Deliveries(ctx context.Context, before int64, limit int) ([]feedback.Delivery, error)
	Redeliver(ctx context.Context, by string, id int64) error
}

// webhooks serves the page of webhooks.
type webhooks struct {
	*frame
	store  webhookStore
	sender Webhooks
}

// list shows where messages go, and what became of them.
func (d *webhooks) list(w http.ResponseWriter, r *http.Request) error {
	return d.render(w, r, http.StatusOK, page.Webhooks{})
}

func (d *webhooks) render(w http.ResponseWriter, r *http.Request, status int, v page.Webhooks) error {
	ctx, l := r.Context(), d.locale(r)
	before, err := placeBefore(r.URL.Query())
	if err != nil {
		return err
	}
	v.Base = d.base(r, l.T("desk.webhooks.title"), "webhooks")
	v.RequestKey = rand.Text()
	v.Styles, v.Secret = []string{"css/desk-inbox.css"}, d.sessions.manager.PopString(ctx, secretKey)
	list, err := d.store.Webhooks(ctx)
	if err != nil {
		return err
	}
	for _, hook := range list {
		v.Webhooks = append(v.Webhooks, webhookRow(l, hook))
	}
	deliveries, err := d.store.Deliveries(ctx, before, deliveriesPage)
	if err != nil {
		return err
	}
	for _, one := range deliveries {
		v.Deliveries = append(v.Deliveries, deliveryRow(l, one))
	}
	if len(deliveries) == deliveriesPage {
		v.Next = addressOf(webhooksPath, url.Values{"before": {strconv.FormatInt(deliveries[len(deliveries)-1].ID, 10)}})
	}
	for _, e := range feedback.Events() {
		v.Events = append(v.Events, page.Option{Value: string(e), Text: l.T(eventIDs[e]), Chosen: slices.Contains(v.Chosen, string(e))})
	}
	return respond.Render(w, r, status, page.WebhooksPage(v))
}

// placeBefore is where a page of a list that goes back in time begins; 0 is the latest.
func placeBefore(query url.Values) (int64, error) {
	text := query.Get("before")
	if text == "" {
		return 0, nil
	}
	before, err := strconv.ParseInt(text, 10, 64)
	if err != nil || before < 1 {
		return 0, &respond.Refusal{Status: http.StatusNotFound, Message: "desk.refusal.not-found", Cause: err}
	}
	return before, nil
}

// eventIDs say what webhooks are told of.
var eventIDs = map[feedback.Event]string{
	feedback.FeedbackCreated: "desk.event.feedback", feedback.CommentCreated: "desk.event.comment", feedback.CommentStatusChanged: "desk.event.status",
}

// deliveryIDs say what became of a message.
var deliveryIDs = map[feedback.DeliveryState]string{
	feedback.Waiting: "desk.delivery.waiting", feedback.Sent: "desk.delivery.sent", feedback.Unsent: "desk.delivery.failed", feedback.Dropped: "desk.delivery.dropped",
}

func webhookRow(l *language.Locale, hook feedback.Webhook) page.Webhook {
	v := page.Webhook{ID: strconv.FormatInt(hook.ID, 10), URL: hook.URL, Added: l.Day(hook.AddedAt)}
	for _, e := range feedback.Events() {
		if hook.Takes(e) {
			v.Events = append(v.Events, l.T(eventIDs[e]))
		}
	}
	if hook.Failing() {
		v.FailingSince, v.NextTry, v.Trouble = l.Moment(hook.FailingSince), l.Moment(hook.PausedUntil), hook.Trouble
	}
	return v
}

func deliveryRow(l *language.Locale, one feedback.Delivery) page.Delivery {
	v := page.Delivery{
		ID: strconv.FormatInt(one.ID, 10), When: l.Moment(one.CreatedAt), URL: one.URL, Event: l.T(eventIDs[one.Event]), Comment: itemPath(one.Feedback, ""),
		State: l.T(deliveryIDs[one.State]), StateName: string(one.State), Attempts: one.Attempts, Trouble: one.Trouble,
	}
	if one.State == feedback.Waiting {
		v.Next = l.Moment(one.NextAt)
	}
	if one.Code > 0 {
		v.Code = strconv.Itoa(one.Code)
	}
	return v
}

// add adds an address. Its secret is shown on the next page and never again.
func (d *webhooks) add(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r, maxForm)
	if err != nil {
		return err
	}
	address := typedIn(form, "url")
	if err := d.sender.Check(address); err != nil {
		return d.render(w, r, http.StatusUnprocessableEntity, page.Webhooks{URL: address, Chosen: form["event"], Problem: err.Error()})
	}
	var events []feedback.Event
	for _, name := range form["event"] {
		if e := feedback.Event(name); e.Known() {
			events = append(events, e)
		}
	}
	key := form.Get("request")
	if len(key) > maxRequestKey {
		key = ""
	}
	hook, err := d.store.AddWebhook(r.Context(), editorOf(r).Name, address, events, d.sender.NewSecret(), key)
	if err != nil {
		return err
	}
	_, secret, err := d.store.WebhookSecret(r.Context(), hook.ID) // the first request's, where the form was sent twice
	if err != nil {
		return unlessFound(err)
	}
	d.sessions.manager.Put(r.Context(), secretKey, secret)
	return d.saved(w, r, "desk.webhooks.said.added")
}

func (d *webhooks) remove(w http.ResponseWriter, r *http.Request) error {
	id, err := numberIn(r)
	if err == nil {
		err = d.store.RemoveWebhook(r.Context(), editorOf(r).Name, id)
	}
	if err != nil {
		return unlessFound(err)
	}
	return d.saved(w, r, "desk.webhooks.said.removed")
}

// test sends a trial message now, and waits for what comes of it.
func (d *webhooks) test(w http.ResponseWriter, r *http.Request) error {
	id, err := numberIn(r)
	if err != nil {
		return unlessFound(err)
	}
	address, secret, err := d.store.WebhookSecret(r.Context(), id)
	if err != nil {
		return unlessFound(err)
	}
	if err := d.sender.Try(r.Context(), address, secret); err != nil {
		return d.render(w, r, http.StatusBadGateway, page.Webhooks{Failed: err.Error()})
	}
	if err := d.store.ResumeWebhook(r.Context(), id); err != nil {
		return err
	}
	return d.saved(w, r, "desk.webhooks.said.tested")
}

// redeliver has a message sent again, whatever became of it.
func (d *webhooks) redeliver(w http.ResponseWriter, r *http.Request) error {
	id, err := numberIn(r)
	if err == nil {
		err = d.store.Redeliver(r.Context(), editorOf(r).Name, id)
	}
	if err != nil {
		return unlessFound(err)
	}
	return d.saved(w, r, "desk.webhooks.said.again")
}

func (d *webhooks) saved(w http.ResponseWriter, r *http.Request, message string) error {
	d.sessions.setFlash(r.Context(), d.locale(r).T(message))
	http.Redirect(w, r, webhooksPath, http.StatusSeeOther)
	return nil
}

// numberIn is the number in a request's address.
func numberIn(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		return 0, feedback.ErrNotFound
	}
	return id, nil
}

func unlessFound(err error) error {
	if errors.Is(err, feedback.ErrNotFound) {
		return &respond.Refusal{Status: http.StatusNotFound, Message: "desk.refusal.not-found", Cause: err}
	}
	return err
}
