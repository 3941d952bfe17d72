package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// link checks a link, a hold or a cue. A rejected one is replaced by its text.
func (c *check) link(n *ast.Link) {
	dest := destination(n.Destination)
	n.Destination = []byte(dest)
	start := len(c.text)
	switch name, value := scheme(dest); {
	case c.pipe.strict:
		inspectInlines(c, n)
	case name == "hold":
		c.holdLink(n, value)
	case name == "cue":
		c.cueLink(n, value)
	default:
		inspectInlines(c, n)
		c.plainLink(n, dest, len(bytes.TrimSpace(c.text[start:])) == 0)
	}
}

func (c *check) plainLink(n *ast.Link, dest string, wordless bool) {
	at := position(n)
	if wordless {
		c.problem(at, "the link has no words; write them between the square brackets")
	}
	address, problem := c.address(dest)
	if problem != "" {
		c.problem(at, "%s", problem)
		unwrap(n)
		return
	}
	n.Destination = []byte(address)
	c.document.Links = append(c.document.Links, Link{Dest: address, Line: c.line(at)})
	markExternal(n, address)
}

// autoLink checks an address in angle brackets.
func (c *check) autoLink(n *ast.AutoLink) {
	c.text = append(c.text, n.Label(c.source)...)
	if c.pipe.strict {
		return
	}
	dest := autoDestination(n, c.source)
	at := position(n)
	if name, _ := scheme(dest); name == "hold" || name == "cue" {
		c.problem(at, "write a %s as [words](%s), without angle brackets", name, dest)
		unlink(n)
		return
	}
	address, problem := c.address(dest)
	if problem != "" {
		c.problem(at, "%s", problem)
		unlink(n)
		return
	}
	c.document.Links = append(c.document.Links, Link{Dest: address, Line: c.line(at)})
	markExternal(n, address)
}

func autoDestination(n *ast.AutoLink, source []byte) string {
	url := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		return "mailto:" + url
	}
	return url
}

// markExternal marks links to other sites, for the style sheet.
func markExternal(n ast.Node, address string) {
	if name, _ := scheme(address); name == "https" || name == "http" {
		n.SetAttributeString("class", "external")
		n.SetAttributeString("rel", "noopener")
	}
}

// unwrap replaces a node with its children.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for child := n.FirstChild(); child != nil; child = n.FirstChild() {
		parent.InsertBefore(parent, n, child)
	}
	parent.RemoveChild(parent, n)
}

// unlink makes the renderer write an autolink as text.
func unlink(n *ast.AutoLink) {
	n.SetAttributeString(unlinked, true)
}

const unlinked = "unlinked"

func renderLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	openLink(w, n, n.Destination)
	if n.Title != nil {
		_, _ = w.WriteString(` title="`)
		html.DefaultWriter.Write(w, n.Title)
		_ = w.WriteByte('"')
	}
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

func renderAutoLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.AutoLink)
	if !entering {
		return ast.WalkContinue, nil
	}
	label := util.EscapeHTML(n.Label(source))
	if _, refused := n.AttributeString(unlinked); refused {
		_, _ = w.Write(label)
		return ast.WalkContinue, nil
	}
	openLink(w, n, []byte(autoDestination(n, source)))
	_ = w.WriteByte('>')
	_, _ = w.Write(label)
	_, _ = w.WriteString("</a>")
	return ast.WalkContinue, nil
}

// openLink writes everything up to the title. dest was resolved by destination and validated;
// goldmark's list of dangerous schemes is a second line of defence.
func openLink(w util.BufWriter, n ast.Node, dest []byte) {
	_, _ = w.WriteString(`<a href="`)
	writeAddress(w, dest)
	_ = w.WriteByte('"')
	if n.Attributes() != nil {
		html.RenderAttributes(w, n, html.LinkAttributeFilter)
	}
}

func writeAddress(w util.BufWriter, dest []byte) {
	if escaped := util.URLEscape(dest, false); !html.IsDangerousURL(escaped) {
		_, _ = w.Write(util.EscapeHTML(escaped))
	}
}
