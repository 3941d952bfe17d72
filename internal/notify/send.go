package notify

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"pinhole/internal/publicnet"
)

const (
	sendTimeout = 15 * time.Second // the specification recommends 15 to 30
	maxAnswer   = 16 << 10         // bytes of a response that are read, to reuse the connection
	userAgent   = "Pinhole webhooks"
)

// Sender sends messages.
type Sender struct {
	client *http.Client
	now    func() time.Time
}

// Options configure a Sender.
type Options struct {
	AllowPrivate bool             // allow loopback and private networks
	RootCAs      *x509.CertPool   // nil: the system's
	Now          func() time.Time // the clock for webhook-timestamp
}

// NewSender returns a Sender. It follows no redirects: they count as failures.
func NewSender(o Options) *Sender {
	return &Sender{
		client: publicnet.Client(publicnet.Options{Timeout: sendTimeout, RootCAs: o.RootCAs, AllowPrivate: o.AllowPrivate}),
		now:    o.Now,
	}
}

// result is the result of an attempt.
type result struct {
	code       int
	retryAfter time.Duration // Retry-After, or 0
	problem    string        // empty on success
}

// Try sends a trial message of the type pinhole.test. Its error is in plain words.
func (s *Sender) Try(ctx context.Context, address, secret string) error {
	text, err := testBody(s.now())
	if err != nil {
		return err
	}
	if got := s.send(ctx, address, secret, "msg_"+rand.Text(), text); got.problem != "" {
		return errors.New(got.problem)
	}
	return nil
}

// send sends a message once.
func (s *Sender) send(ctx context.Context, address, secret, id string, text []byte) result {
	at := s.now()
	signature, err := Sign(secret, id, at, text)
	if err != nil {
		return result{problem: err.Error()}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(text))
	if err != nil {
		return result{problem: "the address cannot be read: remove the webhook and add it again"}
	}
	for name, value := range map[string]string{
		"Content-Type": "application/json", "User-Agent": userAgent,
		"Webhook-Id": id, "Webhook-Timestamp": strconv.FormatInt(at.Unix(), 10), "Webhook-Signature": signature,
	} {
		request.Header.Set(name, value)
	}
	response, err := s.client.Do(request)
	if err != nil {
		return result{problem: describeError(err)}
	}
	defer response.Body.Close()
	io.CopyN(io.Discard, response.Body, maxAnswer) // its content is ignored
	return evaluate(response)
}

func evaluate(r *http.Response) result {
	got := result{code: r.StatusCode}
	if seconds, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil && seconds > 0 {
		got.retryAfter = min(time.Duration(seconds), 24*3600) * time.Second
	}
	status := fmt.Sprintf("%d %s", r.StatusCode, http.StatusText(r.StatusCode))
	switch {
	case r.StatusCode >= 200 && r.StatusCode < 300:
	case r.StatusCode >= 300 && r.StatusCode < 400:
		got.problem = "answers " + status + ", which leads elsewhere: give the address that it leads to"
	case r.StatusCode == http.StatusGone:
		got.problem = "answers " + status + ": nobody is there any more"
	default:
		got.problem = "answers " + status
	}
	return got
}

// describeError describes why there was no response, without the address, which may be a secret.
func describeError(err error) string {
	var unknown *net.DNSError
	var timeout net.Error
	switch {
	case errors.Is(err, publicnet.ErrPrivate):
		return "leads into a private network, which is not asked; --webhooks-allow-private allows it"
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return "there is no such host"
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Sprintf("does not answer within %s", sendTimeout)
	}
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	return fmt.Sprintf("does not answer: %v", err)
}
