package app

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"sync/atomic"
	"time"

	"pinhole/internal/notify"
	"pinhole/internal/store"
	"pinhole/web"
)

// openDesk returns what the editors' pages need. While the database is away, nobody can log in, and
// the rest can wait.
func (i *instance) openDesk(ctx context.Context, address *url.URL, sender *notify.Sender) (*web.Desk, error) {
	st := i.store
	key := &deskKey{store: st, substitute: []byte(rand.Text())}
	if err := key.read(ctx); err != nil && !errors.Is(err, store.ErrUnavailable) {
		return nil, err
	}
	demo, err := st.Demo(ctx)
	if err != nil && !errors.Is(err, store.ErrUnavailable) {
		return nil, err
	}
	return &web.Desk{
		Store: st, Sessions: st.Sessions(), Key: key.get, URL: address, Webhooks: webhooks{sender, i.WebhooksAllowPrivate},
		Problems: i.site.Problems, Links: linkReport(st), Demo: demo, Version: i.Version,
	}, nil
}

// deskKey is the desk's key, as soon as the database can be read. Until then a random substitute
// recognises no browser.
type deskKey struct {
	store      *store.Store
	substitute []byte
	key        atomic.Pointer[[]byte]
}

const deskKeyTimeout = time.Second

func (k *deskKey) read(ctx context.Context) error {
	key, err := k.store.Key(ctx, "desk-browsers")
	if err == nil {
		k.key.Store(&key)
	}
	return err
}

func (k *deskKey) get() []byte {
	if key := k.key.Load(); key != nil {
		return *key
	}
	ctx, cancel := context.WithTimeout(context.Background(), deskKeyTimeout)
	defer cancel()
	if k.read(ctx) != nil { // the store says why, in the log and in /readyz
		return k.substitute
	}
	return *k.key.Load()
}

// webhooks is how the desk reaches other programs.
type webhooks struct {
	*notify.Sender
	allowPrivate bool
}

// Check says what is wrong with an address.
func (w webhooks) Check(address string) error {
	return notify.CheckURL(address, w.allowPrivate)
}

// NewSecret makes a secret to sign messages with.
func (webhooks) NewSecret() string { return notify.NewSecret() }
