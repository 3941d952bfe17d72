package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"syscall"
)

// addresses are what the program listens on, and how it is reached there.
type addresses struct {
	readers, ops, editors net.Listener // there may be none for the operator's view, nor for the desk
	public, deskURL       *url.URL
}

// listen opens what the flags name. Whoever comes waits until it is served.
func (c serveCommand) listen(secure bool) (at addresses, err error) {
	defer func() {
		if err != nil {
			at.close()
		}
	}()
	if at.readers, err = listen("--addr", c.Addr); err != nil {
		return at, err
	}
	if c.OpsAddr != "" {
		if at.ops, err = listen("--ops-addr", c.OpsAddr); err != nil {
			return at, err
		}
	}
	if at.editors, at.deskURL, err = c.deskListener(); err != nil {
		return at, err
	}
	at.public, err = publicURL("--url", c.URL, at.readers.Addr(), secure)
	return at, err
}

func (at addresses) close() {
	for _, l := range []net.Listener{at.readers, at.ops, at.editors} {
		if l != nil {
			l.Close() // the server has closed it already, or nobody has used it
		}
	}
}

// announce tells where to point a browser.
func (at addresses) announce(out io.Writer, secure bool) {
	fmt.Fprintf(out, "Pinhole is open at %s\n", openAt(at.public, at.readers.Addr(), secure))
	if at.editors != nil {
		fmt.Fprintf(out, "The desk is open at %s/desk\n", at.deskURL)
	}
}

func listen(flag, addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s %s is in use by another program: stop that one, or choose another address with %s", flag, addr, flag)
	case err != nil:
		return nil, fmt.Errorf("%s %s cannot be opened: %w", flag, addr, err)
	}
	return l, nil
}

// publicURL checks --url or --desk-url, or makes it from the port: nothing that a request says ever becomes an absolute address.
func publicURL(flag, given string, addr net.Addr, secure bool) (*url.URL, error) {
	if given == "" {
		return &url.URL{Scheme: schemes[secure], Host: localHost(addr)}, nil
	}
	u, err := url.Parse(given)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || (u.Path != "" && u.Path != "/") || u.RawQuery != "" || u.User != nil {
		return nil, fmt.Errorf("%s %q is not a site's address: write it as https://help.example, without a path", flag, given)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

var schemes = map[bool]string{false: "http", true: "https"}

func localHost(addr net.Addr) string {
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil || port == "80" {
		return "localhost"
	}
	return "localhost:" + port
}

func openAt(public *url.URL, addr net.Addr, secure bool) string {
	if public.Scheme == schemes[secure] && public.Host == localHost(addr) {
		return public.String()
	}
	return fmt.Sprintf("%s://%s (%s)", schemes[secure], localHost(addr), public)
}
