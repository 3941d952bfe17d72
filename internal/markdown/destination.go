package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"
)

// destination resolves backslashes and character references of a link's or picture's address once,
// so that all checks see exactly what is rendered.
func destination(written []byte) string {
	if bytes.IndexByte(written, '\\') >= 0 {
		written = util.UnescapePunctuations(written)
	}
	if bytes.IndexByte(written, '&') >= 0 {
		written = util.ResolveEntityNames(util.ResolveNumericReferences(written))
	}
	return string(written)
}

// scheme splits an address into its scheme in lower case, or "", and the rest after the colon.
func scheme(address string) (name, rest string) {
	for i, r := range address {
		switch {
		case r == ':' && i > 0:
			return strings.ToLower(address[:i]), address[i+1:]
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
		case i > 0 && ('0' <= r && r <= '9' || r == '+' || r == '-' || r == '.'):
		default:
			return "", address
		}
	}
	return "", address
}

// address checks and resolves the address of a link or picture. problem describes what is wrong
// with it.
func (c *check) address(dest string) (address, problem string) {
	if problem = addressProblem(dest); problem != "" {
		return "", problem
	}
	name, _ := scheme(dest)
	switch name {
	case "":
		return c.resolve(dest)
	case "https", "http", "mailto", "tel":
		return dest, ""
	}
	return "", "links cannot begin with " + name + ":; use https:, mailto: or tel:, or an address in this site"
}

// addressProblem describes parts of an address that browsers interpret differently from people.
func addressProblem(dest string) string {
	switch {
	case dest == "":
		return "the link has no address; write it between the round brackets"
	case strings.HasPrefix(dest, "//"):
		return "write https: before //"
	case strings.ContainsRune(dest, '\\'):
		return `the address has a backslash; write / instead`
	case strings.ContainsFunc(dest, isHidden):
		return "the address has a control character; type it again"
	}
	return ""
}

// isHidden includes tab and newline: browsers ignore both, so they could disguise a scheme.
func isHidden(r rune) bool { return r < ' ' || r == 0x7F }

// resolve resolves an address within the site with Options.Resolve and validates the result.
func (c *check) resolve(dest string) (address, problem string) {
	if c.options.Resolve == nil || strings.HasPrefix(dest, "#") {
		return dest, ""
	}
	address, err := c.options.Resolve(dest)
	if err != nil {
		return "", err.Error()
	}
	if name, _ := scheme(address); name != "" && name != "https" && name != "http" {
		return "", "the address leads to " + name + ":; use an address in this site"
	}
	return address, addressProblem(address)
}
