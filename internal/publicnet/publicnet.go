// Package publicnet asks other sites without ever asking the private networks that this machine is in: neither what an
// article cites nor what a webhook names may make it talk to its neighbours.
package publicnet

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

// ErrPrivate is what a request's error wraps that was refused because of its address.
var ErrPrivate = errors.New("the address is not a public one")

// Options say how a client asks.
type Options struct {
	Timeout      time.Duration  // of a request as a whole; must be set
	RootCAs      *x509.CertPool // whose certificates are believed; nil: the system's
	AllowPrivate bool           // private networks and this machine may be asked too
}

// Client makes a client that asks directly, without a proxy and without cookies. Redirects are for the caller to follow.
func Client(o Options) *http.Client {
	dialer := &net.Dialer{Timeout: o.Timeout}
	if !o.AllowPrivate {
		dialer.Control = publicOnly
	}
	return &http.Client{
		Timeout:       o.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{RootCAs: o.RootCAs},
			ForceAttemptHTTP2:      true,
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        time.Minute,
			DisableCompression:     true,
		},
	}
}

// publicOnly looks at the address that is about to be called, after its name was looked up.
func publicOnly(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !public(at.Addr()) {
		return ErrPrivate
	}
	return nil
}

// special are the networks that netip does not know as private and that still lead to nobody in public. The list is that of
// the IANA special-purpose address registries, with the ways of writing an IPv4 address as an IPv6 one.
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
)

func prefixes(list ...string) []netip.Prefix {
	made := make([]netip.Prefix, len(list))
	for i, s := range list {
		made[i] = netip.MustParsePrefix(s)
	}
	return made
}

func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return a.IsGlobalUnicast() && !a.IsPrivate() && !slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(a) })
}
