package article

import (
	"net/netip"
	"net/url"
	"strings"
)

// ExternalLink is an address on another site, and where it is written.
type ExternalLink struct {
	File string // path below the content folder
	Line int
	URL  string
}

// ExternalLinks gives every address on another site that articles, brands and the publisher's texts lead to, by file and line.
// An address that is written twice stands here twice.
func (l *Library) ExternalLinks() []ExternalLink { return l.external }

// externalTrouble says what is wrong with an address on another site and what to do, as the rest of a sentence; or nothing.
func externalTrouble(address string) string {
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

// bareIP tells addresses from names as browsers do: a host whose last part is a number is an IP address.
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

// leadsOut tells links to other sites from those inside this one, mail addresses and phone numbers.
func leadsOut(dest string) bool {
	scheme, _, found := strings.Cut(dest, ":")
	return found && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http"))
}
