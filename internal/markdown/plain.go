package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// plain removes the brackets and addresses of holds and cues, ids of headings, and comments. It
// parses the source, so that code, for example, is unchanged.
func (p *pipeline) plain(source []byte) []byte {
	if len(source) > MaxSource || longLine(newLineTable(source), len(source)) >= 0 {
		return source
	}
	source = p.withoutComments(source)
	if !mayHaveMarks(source) {
		return source
	}
	var result []byte
	next := 0
	_ = ast.Walk(p.parse(source, &parserResult{}), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if heading, isHeading := n.(*ast.Heading); isHeading && entering {
			if from, to := idRange(heading, source); from >= next {
				result = append(result, source[next:from]...)
				next = to
			}
			return ast.WalkContinue, nil
		}
		link, isLink := n.(*ast.Link)
		if !entering || !isLink {
			return ast.WalkContinue, nil
		}
		open, closing, end := markRange(link, source)
		if open >= next && end > 0 {
			result = append(result, source[next:open]...)
			result = append(result, source[open+1:closing]...)
			next = end
		}
		return ast.WalkSkipChildren, nil
	})
	return append(result, source[next:]...)
}

// idRange returns the range of a heading's explicit id with the space before it; from is -1 if
// there is none.
func idRange(n *ast.Heading, source []byte) (from, to int) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return -1, 0
	}
	last := lines.At(lines.Len() - 1)
	text := string(bytes.TrimRight(last.Value(source), " \t\n"))
	at := indexOfID(text)
	if at < 0 {
		return -1, 0
	}
	return last.Start + len(strings.TrimRight(text[:at], " \t")), last.Start + len(text)
}

// mayHaveMarks is a quick test that saves parsing most articles that are not procedures.
func mayHaveMarks(source []byte) bool {
	if bytes.Contains(source, []byte("{#")) {
		return true
	}
	for rest := source; ; {
		colon := bytes.IndexByte(rest, ':')
		if colon < 0 {
			return false
		}
		before := bytes.ToLower(rest[max(colon-len("hold"), 0):colon])
		if bytes.HasSuffix(before, []byte("hold")) || bytes.HasSuffix(before, []byte("cue")) {
			return true
		}
		rest = rest[colon+1:]
	}
}

// markRange returns the positions of "[", "]" and the end of a hold or cue in the source; end is 0
// if the link is neither, or not of the form that Parse accepts.
func markRange(n *ast.Link, source []byte) (open, closing, end int) {
	name, _ := scheme(destination(n.Destination))
	if name != "hold" && name != "cue" || !isInline(n) || !hasPlainWords(n) || !n.HasChildren() {
		return 0, 0, 0
	}
	open = n.Pos()
	last := n.LastChild().(*ast.Text).Segment.Stop
	between := bytes.Index(source[last:], []byte("]("))
	if between < 0 {
		return 0, 0, 0
	}
	closing = last + between
	bracket := bytes.IndexByte(source[closing:], ')')
	if bracket < 0 {
		return 0, 0, 0
	}
	return open, closing, closing + bracket + 1
}
