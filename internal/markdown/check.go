package markdown

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// check walks a parsed source once. It reports problems, replaces goldmark's nodes with our own,
// and collects links and plain text.
type check struct {
	pipe     *pipeline
	options  Options
	source   []byte
	lines    lineTable
	document Document
	problems []Problem

	ids   ids
	text  []byte // the plain text so far, one line for each block
	level int    // of the last heading; 1 is the article's title
	step  *Step  // the current step, or nil
	shown shownMark
	html  *buffer

	scratch *scratch // where text and html come from
}

// scratch is memory reused between checks.
type scratch struct {
	text []byte
	html buffer
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// release returns the scratch to the pool. The document does not reference it.
func (c *check) release() {
	c.scratch.text = c.text
	scratches.Put(c.scratch)
}

func newCheck(p *pipeline, source []byte, o Options) *check {
	o.FirstLine = max(o.FirstLine, 1)
	if o.Headings == nil {
		o.Headings = englishHeadings
	}
	s := scratches.Get().(*scratch)
	return &check{
		pipe:    p,
		options: o,
		source:  source,
		lines:   newLineTable(source),
		ids:     ids{},
		level:   1,
		text:    s.text[:0],
		html:    &s.html,
		scratch: s,
	}
}

// line converts a position in the source to a line of the file.
func (c *check) line(position int) int {
	return c.options.FirstLine + c.lines.line(position)
}

func (c *check) problem(position int, format string, args ...any) {
	if len(c.problems) >= maxProblems {
		return
	}
	c.problems = append(c.problems, Problem{Line: c.line(position), Message: fmt.Sprintf(format, args...)})
}

func (c *check) warning(position int, format string, args ...any) {
	before := len(c.problems)
	c.problem(position, format, args...)
	for i := range c.problems[before:] {
		c.problems[before+i].Warning = true
	}
}

func (c *check) sortedProblems() []Problem {
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return c.problems
}

func (c *check) label(word string) string {
	if c.options.Label == nil {
		return word
	}
	return c.options.Label(word)
}

// walk checks and renders the document. footnotes are the definitions that the parser found.
func (c *check) walk(root ast.Node, footnotes []*footnoteDefinition) {
	checkDefinitions(c, root)
	all, list := parts(root)
	buildOutline(c, all)
	headingIDs(c, root)
	c.addHostAnchors(root, all)
	c.order(all)
	for _, p := range all {
		c.document.Sections = append(c.document.Sections, renderSection(c, p))
	}
	collectFootnotes(c, list, footnotes)
	c.document.Anchors = c.ids.sorted()
}

// blocks checks the children of a block recursively.
func (c *check) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling() // n may be replaced
		c.block(n)
		n = next
	}
}

func (c *check) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		inspectHeading(c, n)
	case *ast.Paragraph, *ast.TextBlock:
		c.paragraph(n)
	case *ast.CodeBlock:
		c.code(n)
	case *ast.FencedCodeBlock:
		c.code(n)
		checkFence(c, n)
	case *ast.List:
		c.list(n)
	case *ast.HTMLBlock:
		c.htmlBlock(n)
	case *ast.Blockquote:
		c.quote(n)
	case *east.Table:
		c.table(n)
	case *east.FootnoteBacklink: // occurs outside a paragraph after a list in a footnote
		inspectBacklink(c, n)
	default:
		c.blocks(n)
	}
}

// paragraph checks running text: in a list without blank lines it is a text
// block, everywhere else a paragraph.
func (c *check) paragraph(n ast.Node) {
	if image := soleImage(n); image != nil {
		inspectFigure(c, n, image)
		return
	}
	start := len(c.text)
	inspectInlines(c, n)
	c.endBlock(start)
	c.sentences(n, start)
	c.brokenTable(n)
}

func (c *check) list(n *ast.List) {
	if n.ChildCount() == 1 {
		checkInterruption(c, n)
	}
	if n.IsOrdered() {
		checkNumbered(c, n)
	}
	c.blocks(n)
}

// endBlock joins the text collected since start into one line.
func (c *check) endBlock(start int) {
	for i := start; i < len(c.text); i++ {
		if c.text[i] == '\n' {
			c.text[i] = ' '
		}
	}
	for len(c.text) > start && c.text[len(c.text)-1] == ' ' {
		c.text = c.text[:len(c.text)-1]
	}
	if len(c.text) > start {
		c.text = append(c.text, '\n')
	}
}

func (c *check) code(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		c.text = append(c.text, line.Value(c.source)...)
	}
}

// position returns a node's position, or that of a child or parent if the node has none.
func position(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at := n.Pos(); at >= 0 {
			return at
		}
		for child := n.FirstChild(); child != nil; child = child.FirstChild() {
			if at := child.Pos(); at >= 0 {
				return at
			}
		}
	}
	return 0
}
