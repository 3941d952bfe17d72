package markdown

import "github.com/yuin/goldmark/ast"

// A mark is a hold or a cue. It has the syntax of a link, so that Git hosts show its text, but is
// not rendered as one.

// markProblem describes why a link cannot be a mark here, whatever its value.
func (c *check) markProblem(name string, n *ast.Link) string {
	switch {
	case c.step == nil:
		return "a " + name + " can only stand in a step; write the words without brackets"
	case !isInline(n):
		return "write the " + name + " out, without a reference or a title: [words](" + string(n.Destination) + ")"
	case !hasPlainWords(n) || wordsOf(n, c.source) == "":
		return "a " + name + " holds plain words only; take pictures, links and marks such as * out of its brackets"
	}
	return ""
}

// isInline reports whether a link is of the form [text](destination).
func isInline(n *ast.Link) bool { return n.Reference == nil && n.Title == nil }

// hasPlainWords reports whether a link's text has no markup.
func hasPlainWords(n *ast.Link) bool {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if text, ok := child.(*ast.Text); !ok || text.IsRaw() || text.HardLineBreak() {
			return false
		}
	}
	return true
}

func replaceLink(n *ast.Link, mark ast.Node) {
	for child := n.FirstChild(); child != nil; child = n.FirstChild() {
		mark.AppendChild(mark, child)
	}
	n.Parent().ReplaceChild(n.Parent(), n, mark)
}
