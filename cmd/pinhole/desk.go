package main

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"net/url"
	"sync/atomic"
	"time"

	"pinhole/internal/notify"
	"pinhole/internal/site"
	"pinhole/internal/store"
	"pinhole/web"
)

// deskListener opens the desk's own address where it has one, and says under which address editors open it; nil where the desk
// stands at the site's address.
func (c serveCommand) deskListener() (net.Listener, *url.URL, error) {
	if c.DeskAddr == "" {
		if c.DeskURL != "" {
			return nil, nil, errors.New("--desk-url goes with --desk-addr: without that, the desk is at /desk of --url")
		}
		return nil, nil, nil
	}
	l, err := listen("--desk-addr", c.DeskAddr)
	if err != nil {
		return nil, nil, err
	}
	address, err := publicURL("--desk-url", c.DeskURL, l.Addr(), c.TLSCert != "")
	if err != nil {
		return nil, nil, errors.Join(err, l.Close())
	}
	return l, address, nil
}

// openDesk gives what the editors' pages need. While the database is away, nobody can log in, and the rest can wait.
func openDesk(ctx context.Context, st *store.Store, current *site.Site, address *url.URL, hooks webhooks) (*web.Desk, error) {
	key := &deskKey{store: st, substitute: []byte(rand.Text())}
	if err := key.find(ctx); err != nil && !errors.Is(err, store.ErrUnavailable) {
		return nil, err
	}
	made, err := st.Demo(ctx)
	if err != nil && !errors.Is(err, store.ErrUnavailable) {
		return nil, err
	}
	return &web.Desk{Store: st, Sessions: st.Sessions(), Key: key.get, URL: address, Webhooks: hooks, Problems: current.Problems, Links: linksFound(st), Demo: made, Version: readBuild().String()}, nil
}

// deskKey is the desk's key, as soon as the database can tell it. Until then a substitute that nobody knows recognises no browser.
type deskKey struct {
	store      *store.Store
	substitute []byte
	key        atomic.Pointer[[]byte]
}

const deskKeyTime = time.Second

func (k *deskKey) find(ctx context.Context) error {
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
	ctx, cancel := context.WithTimeout(context.Background(), deskKeyTime)
	defer cancel()
	if k.find(ctx) != nil { // the store says why, in the log and in /readyz
		return k.substitute
	}
	return *k.key.Load()
}

// webhooks is how the desk reaches other programs.
type webhooks struct {
	*notify.Sender
	flag webhooksFlag
}

// Check says what is wrong with an address.
func (w webhooks) Check(address string) error {
	return notify.CheckURL(address, w.flag.WebhooksAllowPrivate)
}

// NewSecret makes a secret to sign messages with.
func (webhooks) NewSecret() string { return notify.NewSecret() }
