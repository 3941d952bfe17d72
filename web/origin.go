package web

import (
	"errors"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// ErrOrigin is what ParseOrigin returns for a text that is no site's address.
var ErrOrigin = errors.New("it is not a site's address: write it as https://help.example, without a path")

// hosts maps names as browsers do (WHATWG's "domain to ASCII").
var hosts = idna.New(idna.MapForLookup(), idna.StrictDomainName(false), idna.CheckHyphens(false), idna.CheckJoiners(true), idna.Transitional(false), idna.VerifyDNSLength(true))

// ParseOrigin reads the public address of a site and writes it as browsers write origins: small
// letters, punycode, no default port, no final slash. Anything else than http or https with a host
// and perhaps a port is ErrOrigin.
func ParseOrigin(given string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(given))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Path != "" && u.Path != "/" ||
		u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(given, "#") || u.User != nil {
		return nil, ErrOrigin
	}
	host, ok := parseHost(u.Hostname())
	if !ok {
		return nil, ErrOrigin
	}
	if u.Port() != "" {
		port, err := strconv.ParseUint(u.Port(), 10, 16)
		if err != nil || port == 0 {
			return nil, ErrOrigin
		}
		if !(u.Scheme == "https" && port == 443 || u.Scheme == "http" && port == 80) {
			host += ":" + strconv.FormatUint(port, 10)
		}
	}
	return &url.URL{Scheme: u.Scheme, Host: host}, nil
}

// parseHost writes a name or an IP address as it stands in an origin.
func parseHost(host string) (string, bool) {
	if a, err := netip.ParseAddr(host); err == nil {
		if a.Is6() {
			return "[" + a.String() + "]", a.Zone() == ""
		}
		return a.String(), true
	}
	ascii, err := hosts.ToASCII(strings.TrimSuffix(host, "."))
	if err != nil || ascii == "" || strings.ContainsAny(ascii, " \t\r\n#%/:<>?@[\\]^|\x00") {
		return "", false
	}
	last := ascii[strings.LastIndex(ascii, ".")+1:]
	if _, err := strconv.ParseUint(last, 0, 64); err == nil {
		return "", false // browsers take it for an IP address
	}
	return ascii, true
}
