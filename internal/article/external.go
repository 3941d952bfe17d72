package article

import (
	"net/netip"
	"net/url"
	"strings"
)

// ExternalLink is an address on another site and its position in the content.
type ExternalLink struct {
	File string // path below the content folder
	Line int
	URL  string
}

// ExternalLinks returns every address on another site that articles, brands and the publisher's
// texts link to, sorted by file and line, with duplicates.
func (l *Library) ExternalLinks() []ExternalLink { return l.external }

// externalProblem validates an address on another site. It describes what is wrong and what to do,
// as the rest of a sentence; "" for a valid one.
func externalProblem(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return "is not an address; write it as https://…"
	case u.Scheme != "https":
		return "does not begin with https://; write an address that does"
	case bareIP(u.Hostname()):
		return "is a bare IP address; write one with a name"
	case u.User != nil:
		return "holds a user name; remove it"
	}
	return ""
}

// bareIP reports whether a host is an IP address, by the rule of browsers: its last label is a
// number.
func bareIP(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	host = strings.TrimSuffix(host, ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	if hex, ok := strings.CutPrefix(strings.ToLower(last), "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// isExternal reports whether a link leads to another site, as opposed to this one, a mail address
// or a phone number.
func isExternal(dest string) bool {
	scheme, _, found := strings.Cut(dest, ":")
	return found && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http"))
}
