package app

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"syscall"
)

// addresses are what the program listens on, and how it is reached there.
type addresses struct {
	readers, ops, editors net.Listener // the latter two may be nil
	public, deskURL       *url.URL     // deskURL is nil where the desk is at the site's address
}

// listen opens the addresses. Connections wait until they are served.
func listen(c Config, secure bool) (at addresses, err error) {
	defer func() {
		if err != nil {
			at.close()
		}
	}()
	if at.readers, err = openListener(c.Addr); err != nil {
		return at, err
	}
	at.public = cmp.Or(c.URL, LocalURL(at.readers.Addr(), secure))
	if c.OpsAddr.Value != "" {
		if at.ops, err = openListener(c.OpsAddr); err != nil {
			return at, err
		}
	}
	if c.DeskAddr.Value != "" {
		if at.editors, err = openListener(c.DeskAddr); err != nil {
			return at, err
		}
		at.deskURL = cmp.Or(c.DeskURL, LocalURL(at.editors.Addr(), secure))
	}
	return at, nil
}

func (at addresses) close() {
	for _, l := range []net.Listener{at.readers, at.ops, at.editors} {
		if l != nil {
			l.Close() // the server has closed it already, or nobody has used it
		}
	}
}

// announce prints where to point a browser.
func (at addresses) announce(out io.Writer, secure bool) {
	fmt.Fprintf(out, "Pinhole is open at %s\n", openAt(at.public, at.readers.Addr(), secure))
	if at.editors != nil {
		fmt.Fprintf(out, "The desk is open at %s/desk\n", at.deskURL)
	}
}

func openListener(address Setting) (net.Listener, error) {
	flag, addr := address.Name, address.Value
	if err := checkListenAddress(flag, addr); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", addr)
	var unknown *net.DNSError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s %s is in use by another program: stop that one, or choose another address with %s", flag, addr, flag)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("%s %s is not an address of this machine: write one that it has, or the port alone, such as :8080", flag, addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s %s may not be opened by this user: choose a port from 1024, or grant CAP_NET_BIND_SERVICE", flag, addr)
	case errors.As(err, &unknown):
		return nil, fmt.Errorf("%s %s: this machine does not know the name %s; write an address of this machine, or the port alone, such as :8080", flag, addr, unknown.Name)
	case err != nil:
		return nil, fmt.Errorf("%s %s cannot be opened: %w", flag, addr, err)
	}
	return l, nil
}

// checkListenAddress says how to write an address to listen at.
func checkListenAddress(flag, addr string) error {
	if strings.HasPrefix(addr, "unix:") || strings.Contains(addr, "/") {
		return fmt.Errorf("%s %s is not a host and a port, and Pinhole does not listen at unix sockets or paths: write 127.0.0.1:8080", flag, addr)
	}
	if number(addr) {
		return fmt.Errorf("%s %s is a port alone: write :%s", flag, addr, addr)
	}
	host, port, err := net.SplitHostPort(addr)
	switch {
	case err != nil && net.ParseIP(addr) != nil, err != nil && !strings.Contains(addr, ":"):
		return fmt.Errorf("%s %s has no port: write %s", flag, addr, net.JoinHostPort(addr, "8080"))
	case err != nil, port == "":
		return fmt.Errorf("%s %s is not an address to listen at: write a port such as :8080, or an address and a port such as 127.0.0.1:8080 or [::1]:8080", flag, addr)
	}
	if _, err := net.LookupPort("tcp", port); err != nil {
		return fmt.Errorf("%s %s: %s is not a port; write a number from 1 to 65535, such as %s", flag, addr, port, net.JoinHostPort(host, "8080"))
	}
	return nil
}

func number(text string) bool {
	_, err := strconv.ParseUint(text, 10, 64)
	return err == nil
}

// LocalURL is the address under which a browser on this machine reaches a listener.
func LocalURL(addr net.Addr, secure bool) *url.URL {
	return &url.URL{Scheme: schemes[secure], Host: localHost(addr)}
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
