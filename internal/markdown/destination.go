package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"
)

// destination gives the address of a link or picture as a browser will read
// it: backslashes and character references resolved once, here, so that no
// check looks at anything else than what is rendered.
func destination(written []byte) string {
	if bytes.IndexByte(written, '\\') >= 0 {
		written = util.UnescapePunctuations(written)
	}
	if bytes.IndexByte(written, '&') >= 0 {
		written = util.ResolveEntityNames(util.ResolveNumericReferences(written))
	}
	return string(written)
}

// scheme gives the scheme of an address in small letters, empty where there is
// none, and what stands behind its colon.
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

// address checks where a link or picture leads and gives its address in the
// site. trouble says what is wrong with it.
func (c *check) address(dest string) (address, trouble string) {
	if trouble = misread(dest); trouble != "" {
		return "", trouble
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

// misread finds what browsers read in another way than people do.
func misread(dest string) string {
	switch {
	case dest == "":
		return "the link has no address; write it between the round brackets"
	case strings.HasPrefix(dest, "//"):
		return "write https: before //"
	case strings.ContainsRune(dest, '\\'):
		return `the address has a backslash; write / instead`
	case strings.ContainsFunc(dest, isHidden):
		return "the address has a control character; type it anew"
	}
	return ""
}

// isHidden includes tab and newline: browsers drop both, so that a scheme could
// hide behind them.
func isHidden(r rune) bool { return r < ' ' || r == 0x7F }

// resolve asks the caller where an address inside the site leads, and does not
// trust the answer more than the author.
func (c *check) resolve(dest string) (address, trouble string) {
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
	return address, misread(address)
}
