package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

const rawHTML = `raw HTML is not allowed: %s; write Markdown, or put a backslash before "<"`

func (c *check) htmlBlock(n *ast.HTMLBlock) {
	line := n.Lines().At(0)
	c.problem(line.Start, rawHTML, excerpt(line.Value(c.source)))
}

func (c *check) rawHTML(n *ast.RawHTML) {
	first := n.Segments.At(0)
	if lineBreakTag.Match(first.Value(c.source)) {
		c.problem(first.Start, "%s only breaks lines in the cells of a table; end the line with a backslash instead", first.Value(c.source))
		return
	}
	c.problem(first.Start, rawHTML, excerpt(first.Value(c.source)))
}

// excerpt returns the beginning of a line for a message.
func excerpt(line []byte) string {
	const limit = 40
	line = bytes.TrimSpace(line)
	if len(line) <= limit {
		return string(line)
	}
	end := limit
	for !utf8.RuneStart(line[end]) {
		end--
	}
	return string(line[:end]) + "…"
}

// renderNothing replaces goldmark's renderers of raw HTML, which write a comment instead.
func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}
