// Package clientip finds out from which address a request comes, also behind trusted proxies. The
// address is for limits and is held in memory alone.
package clientip

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
)

// Proxy is a network of trusted proxies, or one.
type Proxy struct{ netip.Prefix }

// UnmarshalText reads a network such as 10.0.0.0/24, or a single address.
func (p *Proxy) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	if a, err := netip.ParseAddr(s); err == nil && a.Zone() == "" {
		a = a.Unmap()
		p.Prefix = netip.PrefixFrom(a, a.BitLen())
		return nil
	}
	prefix, err := netip.ParsePrefix(s)
	if err != nil {
		return fmt.Errorf("%q is not an address such as 10.0.0.5, nor a network such as 10.0.0.0/24 or fd00::/64", s)
	}
	p.Prefix = prefix.Masked()
	return nil
}

// Proxies are all trusted proxies.
type Proxies []Proxy

// Contain reports whether an address is that of a trusted proxy.
func (list Proxies) Contain(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return slices.ContainsFunc(list, func(p Proxy) bool { return p.Contains(a) })
}

// The headers in which proxies tell whom they serve; the second is RFC 7239's.
const (
	xForwardedFor = "X-Forwarded-For"
	forwarded     = "Forwarded"
)

// Middleware puts the client's address into each request's context. Headers are believed only from
// a trusted proxy: anybody can send them, and would then choose the address under which posts are
// counted. Each proxy adds the address before it, so the last address that is no trusted proxy is
// the client. Where a header cannot be read, or the two disagree because a client has sent the one
// that the proxy does not write, the client counts as the proxy, and the log gets one warning for
// each header. For each request with such a header from an address that is not trusted, ignored is
// called; the first one is logged too, without the address.
func Middleware(trusted Proxies, logger *slog.Logger, ignored func()) func(http.Handler) http.Handler {
	warned := &sync.Map{}
	warn := func(problem, advice string) {
		if _, before := warned.LoadOrStore(problem, true); !before {
			logger.Warn(problem+"; its readers share one limit of posts", "what_to_do", advice)
		}
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a, problem := find(r, trusted)
			switch problem {
			case "":
			case untrusted:
				ignored()
				warn(problem, "if it is your proxy, name its address in --trusted-proxies")
			default:
				warn(problem, "let it write X-Forwarded-For or Forwarded with addresses, and remove the other one")
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), contextKey{}, a)))
		})
	}
}

type contextKey struct{}

// From is the client's address; not valid without Middleware, or where a request has none.
func From(ctx context.Context) netip.Addr {
	a, _ := ctx.Value(contextKey{}).(netip.Addr)
	return a
}

// untrusted is the problem of a proxy that nobody has named. A reader can send such headers too.
const untrusted = "X-Forwarded-For or Forwarded is ignored, because it comes from an address that is no trusted proxy"

// find returns the client's address, and what is wrong with the headers of proxies.
func find(r *http.Request, trusted Proxies) (client netip.Addr, problem string) {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}, ""
	}
	peer := remote.Addr().Unmap().WithZone("")
	if !trusted.Contain(peer) {
		if len(r.Header[xForwardedFor])+len(r.Header[forwarded]) > 0 {
			return peer, untrusted
		}
		return peer, ""
	}
	byX, okX := last(peer, trusted, elements(r.Header[xForwardedFor], ','))
	by, ok := last(peer, trusted, forNodes(r.Header[forwarded]))
	switch {
	case !okX:
		return byX, "a trusted proxy sends " + xForwardedFor + " with something that is no address"
	case !ok:
		return by, "a trusted proxy sends " + forwarded + " with something that is no address"
	case len(r.Header[forwarded]) == 0:
		return byX, ""
	case len(r.Header[xForwardedFor]) == 0:
		return by, ""
	case byX != by:
		return peer, "a trusted proxy sends " + xForwardedFor + " and " + forwarded + " that disagree"
	}
	return by, ""
}

// last returns the last address that is no trusted proxy's. Before something that is no address, it
// stops: nobody who is trusted vouches for what stands there. Then it gives the proxy that sent it.
func last(peer netip.Addr, trusted Proxies, nodes []string) (a netip.Addr, ok bool) {
	a = peer
	for _, n := range slices.Backward(nodes) {
		next, ok := parseNode(n)
		if !ok {
			return a, false
		}
		if a = next; !trusted.Contain(a) {
			break
		}
	}
	return a, true
}

// parseNode reads an address, perhaps with a port, which an IPv6 address has after brackets.
func parseNode(s string) (netip.Addr, bool) {
	if inner, bracketed := strings.CutPrefix(s, "["); bracketed {
		host, port, closed := strings.Cut(inner, "]")
		if !closed || port != "" && !strings.HasPrefix(port, ":") {
			return netip.Addr{}, false
		}
		s = host
	} else if strings.Count(s, ":") == 1 {
		s, _, _ = strings.Cut(s, ":")
	}
	a, err := netip.ParseAddr(s)
	return a.Unmap().WithZone(""), err == nil
}

// forNodes returns what the elements of a Forwarded header say after "for="; "" for one that does
// not.
func forNodes(lines []string) []string {
	nodes := elements(lines, ',')
	for i, element := range nodes {
		nodes[i] = ""
		for _, pair := range elements([]string{element}, ';') {
			if name, value, ok := strings.Cut(pair, "="); ok && strings.EqualFold(strings.TrimSpace(name), "for") {
				nodes[i] = unquote(strings.TrimSpace(value))
			}
		}
	}
	return nodes
}

// elements splits header lines where no quotes are open, and leaves empty elements out.
func elements(lines []string, separator byte) (list []string) {
	for _, line := range lines {
		begin, quoted := 0, false
		for i := 0; i <= len(line); i++ {
			switch {
			case i == len(line) || line[i] == separator && !quoted:
				if e := strings.TrimSpace(line[begin:i]); e != "" {
					list = append(list, e)
				}
				begin = i + 1
			case line[i] == '"':
				quoted = !quoted
			case line[i] == '\\' && quoted:
				i++
			}
		}
	}
	return list
}

// unquote reads a quoted string; what is not quoted stays as it is. No address holds an escape.
func unquote(s string) string {
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return s[1 : len(s)-1]
	}
	return s
}
