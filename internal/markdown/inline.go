package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// inlines checks the inline children of a node and collects their text.
func (c *check) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling() // n may be replaced
		c.inline(n)
		n = next
	}
}

func (c *check) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		c.words(n)
	case *ast.CodeSpan:
		c.codeSpan(n)
	case *ast.Emphasis:
		c.emphasis(n)
	case *ast.Link:
		c.link(n)
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.Image:
		c.inlineImage(n)
	case *ast.RawHTML:
		c.rawHTML(n)
	case *east.FootnoteLink:
		c.registerFootnoteRef(n)
	case *east.FootnoteBacklink:
		c.backlink(n)
	default:
		c.inlines(n)
	}
}

func (c *check) words(n *ast.Text) {
	c.text = appendText(c.text, n, c.source)
	if !n.IsRaw() && !c.pipe.strict {
		c.foreignLine(n)
		c.leftovers(n)
		c.lostBackslash(n)
	}
}

// leftovers reports unparsed Markdown, which readers would see literally.
func (c *check) leftovers(n *ast.Text) {
	for i := n.Segment.Start; i < n.Segment.Stop; i++ {
		switch c.source[i] {
		case '*', '_', '~', '`':
			c.literalMark(n, i)
		case '\\':
			c.backslashes(i)
		case '{':
			if !c.escaped(i) {
				c.foreignBrace(n, i)
			}
		case '<':
			if bytes.HasPrefix(c.source[i:], commentStart) && !c.escaped(i) {
				c.problem(i, "the comment does not end in its paragraph, so that readers see it; write --> behind it")
			}
		}
	}
	for i := c.leftoversFrom(n); i < n.Segment.Stop; i++ {
		switch c.source[i] {
		case '^':
			if name, isReference := c.footnoteName(i); isReference {
				c.problem(i, `the footnote has no text; write it below as "[^%s]: …"`, name)
			}
		case '(':
			if c.follows(i, ']') {
				c.warning(i, `"](" is shown as it is, for this is no link; write %%20 for a space in an address, and no link inside another`)
			}
		case '[':
			if c.follows(i, '[') && bytes.Contains(lineFrom(c.source, i), []byte("]]")) {
				c.warning(i-1, `"[[" is shown as it is, for this is no link; write [words](address)`)
			}
			if c.follows(i, ']') {
				c.warning(i, `"][" is shown as it is, for this is no link; write below what it leads to: "[name]: address"`)
			}
		}
	}
}

// footnoteName returns the name of the footnote reference whose "^" is at a position.
func (c *check) footnoteName(at int) (name []byte, isReference bool) {
	if !c.follows(at, '[') {
		return nil, false
	}
	name, _, isReference = bytes.Cut(lineFrom(c.source, at+1), []byte("]"))
	return name, isReference && len(name) > 0
}

// lineFrom returns the rest of a line.
func lineFrom(source []byte, at int) []byte {
	line, _, _ := bytes.Cut(source[at:], []byte("\n"))
	return line
}

// leftoversFrom returns where to search a text for leftovers. It skips the first character after another node, because "[^1](see there)" is fine.
func (c *check) leftoversFrom(n *ast.Text) int {
	if _, afterText := n.PreviousSibling().(*ast.Text); afterText {
		return n.Segment.Start
	}
	return n.Segment.Start + 1
}

// follows reports whether an unescaped bracket precedes a position.
func (c *check) follows(position int, bracket byte) bool {
	return position > 0 && c.source[position-1] == bracket && (position == 1 || c.source[position-2] != '\\')
}
