package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

var (
	commentStart = []byte("<!--")
	commentEnd   = []byte("-->")
	lineBreakTag = regexp.MustCompile(`(?i)^<br\s*/?>$`)
)

// acceptedHTML removes comments and converts <br> in cells of tables, which have no other line
// break. All other HTML is later rejected by the checks.
func (c *check) acceptedHTML(root ast.Node) {
	if c.pipe.strict {
		return
	}
	var found []ast.Node
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && (isComment(n, c.source) || isCellBreak(n, c.source)) {
			found = append(found, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range found {
		switch n := n.(type) {
		case *ast.HTMLBlock:
			c.commentBlock(n)
			n.Parent().RemoveChild(n.Parent(), n)
		case *ast.RawHTML:
			parent := n.Parent()
			if isCellBreak(n, c.source) {
				at := n.Segments.At(0).Start
				lineBreak := ast.NewTextSegment(text.NewSegment(at, at))
				lineBreak.SetHardLineBreak(true)
				parent.InsertBefore(parent, n, lineBreak)
			}
			parent.RemoveChild(parent, n)
		}
	}
}

func isComment(n ast.Node, source []byte) bool {
	switch n := n.(type) {
	case *ast.HTMLBlock:
		return n.HTMLBlockType == ast.HTMLBlockType2
	case *ast.RawHTML:
		first := n.Segments.At(0)
		return bytes.HasPrefix(first.Value(source), commentStart)
	}
	return false
}

func isCellBreak(n ast.Node, source []byte) bool {
	tag, isRaw := n.(*ast.RawHTML)
	if !isRaw || !lineBreakTag.Match(tag.Segments.Value(source)) {
		return false
	}
	for up := n.Parent(); up != nil; up = up.Parent() {
		if up.Kind() == east.KindTableCell {
			return true
		}
	}
	return false
}

// commentBlock reports text that would be hidden along with a comment at the beginning of a line,
// because the parser treats all of its lines as HTML.
func (c *check) commentBlock(n *ast.HTMLBlock) {
	var whole []byte
	for _, line := range commentLines(n) {
		whole = append(whole, line.Value(c.source)...)
	}
	at := n.Lines().At(0).Start
	for {
		before, comment, found := bytes.Cut(whole, commentStart)
		switch {
		case len(bytes.TrimSpace(before)) > 0:
			c.problem(at, "%q stands in one line with a comment and would not be shown; put the comment on a line of its own", excerpt(bytes.TrimSpace(before)))
			return
		case !found:
			return
		}
		_, rest, ended := bytes.Cut(append([]byte("--"), comment...), commentEnd) // "<!-->" is a whole comment
		if !ended {
			c.problem(at, "the comment does not end, and hides all that follows; write --> behind it")
			return
		}
		whole = rest
	}
}

// commentLines returns all lines of a comment block.
func commentLines(n *ast.HTMLBlock) []text.Segment {
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		lines = append(lines[:len(lines):len(lines)], n.ClosureLine)
	}
	return lines
}

// withoutComments removes comments from a source. A comment block leaves an empty line, so that the
// text around it remains separate.
func (p *pipeline) withoutComments(source []byte) []byte {
	if !bytes.Contains(source, commentStart) {
		return source
	}
	var result []byte
	next := 0
	_ = ast.Walk(p.parse(source, &parserResult{}), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || !isComment(n, source) {
			return ast.WalkContinue, nil
		}
		var lines []text.Segment
		if block, isBlock := n.(*ast.HTMLBlock); isBlock {
			lines = commentLines(block)
		} else {
			segments := n.(*ast.RawHTML).Segments
			lines = segments.Sliced(0, segments.Len())
		}
		for _, line := range lines {
			stop := line.Start + len(bytes.TrimRight(line.Value(source), "\n")) - line.Padding
			if line.Start >= next && stop > line.Start {
				result = append(result, source[next:line.Start]...)
				next = stop
			}
		}
		return ast.WalkContinue, nil
	})
	return append(result, source[next:]...)
}
