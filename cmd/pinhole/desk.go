package main

import (
	"context"
	"errors"
	"net"
	"net/url"

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
	address, err := publicURL("--desk-url", c.DeskURL, l.Addr())
	if err != nil {
		return nil, nil, errors.Join(err, l.Close())
	}
	return l, address, nil
}

// openDesk gives what the editors' pages need.
func openDesk(ctx context.Context, st *store.Store, current *site.Site, address *url.URL) (*web.Desk, error) {
	key, err := st.Key(ctx, "desk-browsers")
	if err != nil {
		return nil, err
	}
	made, err := st.Demo(ctx)
	if err != nil {
		return nil, err
	}
	return &web.Desk{Store: st, Sessions: st.Sessions(), Key: key, URL: address, Problems: current.Problems, Demo: made}, nil
}
