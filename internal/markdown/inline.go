package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// inspectInlines checks the inline children of a node and collects their text.
func inspectInlines(c *check, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling() // n may be replaced
		inspectInline(c, n)
		n = next
	}
}

func inspectInline(c *check, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		inspectWords(c, n)
	case *ast.CodeSpan:
		checkCodeSpan(c, n)
	case *ast.Emphasis:
		checkEmphasis(c, n)
	case *ast.Link:
		c.link(n)
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.Image:
		inlineImage(c, n)
	case *ast.RawHTML:
		c.rawHTML(n)
	case *east.FootnoteLink:
		registerFootnoteRef(c, n)
	case *east.FootnoteBacklink:
		inspectBacklink(c, n)
	default:
		inspectInlines(c, n)
	}
}

func inspectWords(c *check, n *ast.Text) {
	c.text = appendText(c.text, n, c.source)
	if !n.IsRaw() && !c.pipe.strict {
		foreignLine(c, n)
		checkLeftovers(c, n)
		lostBackslash(c, n)
	}
}

// checkLeftovers reports unparsed Markdown, which readers would see literally.
func checkLeftovers(c *check, n *ast.Text) {
	for i := n.Segment.Start; i < n.Segment.Stop; i++ {
		switch c.source[i] {
		case '*', '_', '~', '`':
			literalMark(c, n, i)
		case '\\':
			checkBackslashes(c, i)
		case '{':
			if !isEscaped(c, i) {
				foreignBrace(c, n, i)
			}
		case '<':
			if bytes.HasPrefix(c.source[i:], commentStart) && !isEscaped(c, i) {
				c.problem(i, "the comment does not end in its paragraph, so that readers see it; write --> behind it")
			}
		}
	}
	for i := leftoversFrom(c, n); i < n.Segment.Stop; i++ {
		switch c.source[i] {
		case '^':
			if name, isReference := footnoteName(c, i); isReference {
				c.problem(i, `the footnote has no text; write it below as "[^%s]: …"`, name)
			}
		case '(':
			if followsMark(c, i, ']') {
				c.warning(i, `"](" is shown as it is, for this is no link; write %%20 for a space in an address, and no link inside another`)
			}
		case '[':
			if followsMark(c, i, '[') && bytes.Contains(lineFrom(c.source, i), []byte("]]")) {
				c.warning(i-1, `"[[" is shown as it is, for this is no link; write [words](address)`)
			}
			if followsMark(c, i, ']') {
				c.warning(i, `"][" is shown as it is, for this is no link; write below what it leads to: "[name]: address"`)
			}
		}
	}
}

// footnoteName returns the name of the footnote reference whose "^" is at a position.
func footnoteName(c *check, at int) (name []byte, isReference bool) {
	if !followsMark(c, at, '[') {
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
func leftoversFrom(c *check, n *ast.Text) int {
	if _, afterText := n.PreviousSibling().(*ast.Text); afterText {
		return n.Segment.Start
	}
	return n.Segment.Start + 1
}

// followsMark reports whether an unescaped bracket precedes a position.
func followsMark(c *check, position int, bracket byte) bool {
	return position > 0 && c.source[position-1] == bracket && (position == 1 || c.source[position-2] != '\\')
}
